import type { Video } from '@app/contracts';
import { Button, FileButton, Overlay, Text } from '@mantine/core';
import { messageOf } from '../../shared/api-error';
import { useRetryVideo } from '../../shared/api/retry-video';
import { sharedTexts } from '../../shared/shared.texts';
import classes from './video-grid.module.css';

interface VideoFailureNoticeProps {
  video: Video;
  onFiles: (files: readonly File[]) => void;
}

/** Over the thumbnail of a failed video: why, and the one thing that can help. */
export function VideoFailureNotice({ video, onFiles }: VideoFailureNoticeProps) {
  const retry = useRetryVideo();
  return (
    <Overlay color="var(--soft)" backgroundOpacity={1} className={classes.failure} zIndex={1}>
      <Text size="sm">{retry.error ? messageOf(retry.error) : video.failure?.message}</Text>
      {video.failure?.canRetry ? (
        <Button size="xs" loading={retry.isPending} onClick={() => retry.mutate(video.id)}>
          {sharedTexts.retry}
        </Button>
      ) : (
        <FileButton accept="video/*" onChange={(file) => file && onFiles([file])}>
          {(props) => (
            <Button {...props} size="xs" variant="default">
              {sharedTexts.uploadAnother}
            </Button>
          )}
        </FileButton>
      )}
    </Overlay>
  );
}
