import type { Transcription, Video } from '@app/contracts';
import { Alert, Button, Loader, Text } from '@mantine/core';
import { IconAlertTriangle, IconBadgeCc } from '../../../shared/icons';
import { FormFailure } from '../../../shared/ui/form-failure';
import { useMakeCaptions } from '../api/make-captions';
import { captionsTexts } from './captions.texts';

interface MakeCaptionsProps {
  video: Video;
  transcription: Transcription | undefined;
}

/** Whether captions are on their way. */
const isMaking = (transcription: Transcription | undefined) =>
  transcription?.state === 'waiting' || transcription?.state === 'running';

/** Has captions made from the sound; there only where the operator has set up a service. */
export function MakeCaptions({ video, transcription }: MakeCaptionsProps) {
  const make = useMakeCaptions(video.id);
  if (!transcription?.isAvailable || !video.isPlayable || video.hasAudio === false) return null;
  return (
    <>
      <FormFailure error={make.error} />
      <Button
        variant="default"
        leftSection={<IconBadgeCc size={18} />}
        title={captionsTexts.makeText}
        loading={make.isPending}
        disabled={isMaking(transcription)}
        onClick={() => make.mutate()}
      >
        {captionsTexts.make}
      </Button>
    </>
  );
}

/** How the making of captions is going, or why it failed. */
export function TranscriptionNotice({ transcription }: Pick<MakeCaptionsProps, 'transcription'>) {
  if (isMaking(transcription))
    return (
      <Text component="output" size="sm" c="dimmed" mb="sm" display="flex" style={{ gap: 8 }}>
        <Loader size="xs" aria-hidden />
        {captionsTexts.making}
      </Text>
    );
  if (!transcription?.failure) return null;
  return (
    <Alert
      color="red"
      variant="light"
      mb="sm"
      icon={<IconAlertTriangle size={20} />}
      title={captionsTexts.makeFailed}
    >
      {transcription.failure.message}
    </Alert>
  );
}
