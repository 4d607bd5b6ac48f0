import type { Video } from '@app/contracts';
import { Skeleton, Title } from '@mantine/core';
import { FailureState } from '../../../shared/ui/failure-state';
import { useCaptionTrack } from '../api/captions';
import type { Playhead } from '../player/playhead';
import classes from './captions.module.css';
import { captionsTexts } from './captions.texts';
import { keptOf } from './kept-of';
import { Transcript } from './transcript';

interface TranscriptAsideProps {
  video: Video;
  playhead: Playhead;
}

/** The transcript beside the player, once there are captions. */
export function TranscriptAside({ video, playhead }: TranscriptAsideProps) {
  const [first] = video.captions;
  if (!first) return null;
  return (
    <section className={classes.aside}>
      <Title order={2} mb="xs">
        {captionsTexts.transcript}
      </Title>
      <LoadedTranscript video={video} playhead={playhead} language={first.language} />
    </section>
  );
}

function LoadedTranscript({ video, playhead, language }: TranscriptAsideProps & { language: string }) {
  const { data, error, refetch } = useCaptionTrack(video.id, language);
  if (error && !data) return <FailureState error={error} onRetry={refetch} />;
  if (!data) return <Skeleton height={120} />;
  return <Transcript cues={data.cues} kept={keptOf(video)} language={language} playhead={playhead} />;
}
