import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { ApiError } from '../shared/api-error';
import { appTexts } from './app.texts';

/** Shown in place of a screen that threw or could not be loaded: what happened and the way on. */
export function BrokenScreen({ error }: ErrorComponentProps) {
  return (
    <Center mih="70vh" p="lg" component="main">
      <Stack align="center" maw={440} gap="sm">
        <Title order={1} ta="center">
          {appTexts.brokenTitle}
        </Title>
        <Text c="dimmed" ta="center">
          {error instanceof ApiError ? error.message : appTexts.brokenText}
        </Text>
        <Button mt="sm" onClick={() => window.location.reload()}>
          {appTexts.reload}
        </Button>
      </Stack>
    </Center>
  );
}

/** Shown for an address that does not exist. */
export function MissingScreen() {
  return (
    <Center mih="70vh" p="lg" component="main">
      <Stack align="center" maw={440} gap="sm">
        <Title order={1} ta="center">
          {appTexts.missingTitle}
        </Title>
        <Text c="dimmed" ta="center">
          {appTexts.missingText}
        </Text>
        <Button mt="sm" component={Link} to="/">
          {appTexts.toLibrary}
        </Button>
      </Stack>
    </Center>
  );
}
