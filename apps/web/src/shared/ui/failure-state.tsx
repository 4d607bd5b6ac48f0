import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { ApiError, messageOf } from '../api-error';
import { IconAlertTriangle, IconRefresh } from '../icons';
import { sharedTexts } from '../shared.texts';

/** In place of what could not be loaded: why, the next step, and a button that tries again. */
export function FailureState({ error, onRetry }: { error: unknown; onRetry?: () => unknown }) {
  const requestId = error instanceof ApiError ? error.requestId : undefined;
  return (
    <Paper withBorder p="xl" role="alert">
      <Stack align="center" gap="xs">
        <IconAlertTriangle size={32} color="var(--mantine-color-red-6)" aria-hidden />
        <Title order={2}>{sharedTexts.failedTitle}</Title>
        <Text c="dimmed" ta="center" maw={460}>
          {messageOf(error)}
        </Text>
        {onRetry && (
          <Button variant="default" mt="xs" leftSection={<IconRefresh size={18} />} onClick={() => onRetry()}>
            {sharedTexts.retry}
          </Button>
        )}
        {requestId && (
          <Text size="xs" c="dimmed" ff="monospace">
            {sharedTexts.requestId(requestId)}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
