import type { Prospect, Video } from '@app/contracts';
import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { LiveCaptions } from '../../recorder/live-captions';
import type { NewVideo } from '../../recorder/recordings-api';
import { videoQuery } from '../../shared/api/videos';
import { IconCircleCheck } from '../../shared/icons';
import { sharedTexts } from '../../shared/shared.texts';
import { FailedVideo } from '../../shared/ui/failed-video';
import { AgainButtons } from './again-buttons';
import { LiveCaptionsOutcome } from './live-captions-control';
import { NextSteps } from './next-steps';
import classes from './record.module.css';
import { recordTexts } from './record.texts';
import { TitleField } from './title-field';
import { LinkLine } from './upload-status';

/** Until the link plays it is asked for often: the rep is looking. */
const askMs = 500;

interface FinishedViewProps {
  video: NewVideo;
  /** What was recorded or chosen: it plays from here without waiting for the server. */
  file: Blob | null;
  live?: LiveCaptions | null;
  /** For whom it was recorded. */
  prospect?: Prospect | null;
  onAgain: () => void;
}

/** After *Stop*: the video plays already, its link is at hand, and three steps lead on. */
export function FinishedView({ video, file, live = null, prospect = null, onAgain }: FinishedViewProps) {
  const { data } = useQuery({
    ...videoQuery(video.id),
    refetchInterval: ({ state }) => (state.data?.isPlayable || state.data?.failure ? false : askMs),
  });
  return (
    <div className={classes.layout}>
      <Stack gap="md">
        <ResultPlayer
          file={file}
          url={data?.renditions[0]?.url ?? null}
          posterUrl={data?.posterUrl ?? null}
        />
        {data && (
          <FailedVideo
            video={data}
            another={
              <Button size="xs" variant="default" onClick={onAgain}>
                {sharedTexts.uploadAnother}
              </Button>
            }
          />
        )}
      </Stack>
      <Stack gap="md">
        <Title order={1} size="h2">
          {recordTexts.doneTitle}
        </Title>
        <Paper withBorder p="md">
          <LinkLine url={video.link.url} />
          {!data?.failure && <PlayableLine isPlayable={data?.isPlayable ?? false} />}
        </Paper>
        <LiveCaptionsOutcome live={live} />
        <NextSteps video={video} prospect={prospect} />
        {data && <NamedTitle key={data.id} video={data} />}
        <AgainButtons videoId={video.id} onAgain={onAgain} />
      </Stack>
    </div>
  );
}

function NamedTitle({ video: { id, title: saved } }: { video: Video }) {
  const [title, setTitle] = useState(saved);
  return <TitleField title={title} onChange={setTitle} videoId={id} />;
}

function PlayableLine({ isPlayable }: { isPlayable: boolean }) {
  return (
    <Group gap={6} wrap="nowrap" mt={8} component="output" data-playable={isPlayable}>
      {isPlayable && <IconCircleCheck size={18} color="var(--accent-ink)" aria-hidden />}
      <Text size="sm" c={isPlayable ? undefined : 'dimmed'}>
        {isPlayable ? recordTexts.playable : recordTexts.preparing}
      </Text>
    </Group>
  );
}

interface ResultPlayerProps {
  file: Blob | null;
  url: string | null;
  posterUrl: string | null;
}

/** Plays the local bytes at once; what the browser cannot play itself waits for the server's rendition. */
function ResultPlayer({ file, url, posterUrl }: ResultPlayerProps) {
  const localUrl = useMemo(() => (file ? URL.createObjectURL(file) : null), [file]);
  const [isLocalBroken, setIsLocalBroken] = useState(false);
  useEffect(() => () => void (localUrl && URL.revokeObjectURL(localUrl)), [localUrl]);
  const source = isLocalBroken || !localUrl ? url : localUrl;
  return (
    <div className={classes.frame}>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- captions follow; this is the rep's own check */}
      <video
        className={classes.picture}
        src={source ?? undefined}
        poster={posterUrl ?? undefined}
        controls
        autoPlay
        muted
        playsInline
        onError={() => setIsLocalBroken(true)}
      />
    </div>
  );
}
