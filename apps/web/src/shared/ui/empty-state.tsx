import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  text: string;
  children?: ReactNode;
}

/** What a place shows while it holds nothing: what will be here, and the action that brings it. */
export function EmptyState({ icon, title, text, children }: EmptyStateProps) {
  return (
    <Stack align="center" gap={8} className={classes.empty}>
      <div className={classes.icon}>{icon}</div>
      <Title order={2} ta="center">
        {title}
      </Title>
      <Text c="dimmed" ta="center" maw={460}>
        {text}
      </Text>
      {children && (
        <Group mt="sm" justify="center" gap="xs">
          {children}
        </Group>
      )}
    </Stack>
  );
}
