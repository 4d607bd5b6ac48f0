import type { Video } from '@app/contracts';
import { Alert, Button, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { messageOf } from '../api-error';
import { useRetryVideo } from '../api/retry-video';
import { IconAlertTriangle } from '../icons';
import { sharedTexts } from '../shared.texts';

interface FailedVideoProps {
  video: Video;
  /** Leads to another upload, for a file that trying again cannot help. */
  another: ReactNode;
}

/** Why a video failed, and the one thing that can help; nothing for every other video. */
export function FailedVideo({ video: { id, failure }, another }: FailedVideoProps) {
  const retry = useRetryVideo();
  if (!failure) return null;
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertTriangle size={20} />}
      title={sharedTexts.videoFailed}
      mb="md"
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{retry.error ? messageOf(retry.error) : failure.message}</Text>
        {failure.canRetry ? (
          <Button size="xs" loading={retry.isPending} onClick={() => retry.mutate(id)}>
            {sharedTexts.retry}
          </Button>
        ) : (
          another
        )}
      </Stack>
    </Alert>
  );
}
