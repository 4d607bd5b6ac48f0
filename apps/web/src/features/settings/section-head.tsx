import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** Head of a settings section: its name, what it does, and its action. */
export function SectionHead({
  title,
  lead,
  children,
}: {
  title: string;
  lead: string;
  children?: ReactNode;
}) {
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <div style={{ flex: '1 1 280px' }}>
        <Title order={2}>{title}</Title>
        <Text c="dimmed" size="sm">
          {lead}
        </Text>
      </div>
      {children}
    </Group>
  );
}
