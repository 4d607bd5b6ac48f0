import { type CaptionTrack, toPlayedMs, toPlayedSpans, toSourceMs, type Video } from '@app/contracts';
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { ApiError } from '../../../shared/api-error';
import { IconPlus } from '../../../shared/icons';
import { FormFailure } from '../../../shared/ui/form-failure';
import { useStoreCaptions } from '../api/captions';
import { type Playhead, usePosition } from '../player/playhead';
import classes from './captions.module.css';
import { captionsTexts } from './captions.texts';
import { cueAt } from './cue-edits';
import { CueRow } from './cue-row';
import { keptOf } from './kept-of';
import { useCueEditor } from './use-cue-editor';

/** Captions rendered at first, and with every request for more. */
const stepCount = 100;

interface CaptionEditorProps {
  video: Video;
  track: CaptionTrack;
  playhead: Playhead;
  /** Asks the server for what is stored now. */
  onReload: () => Promise<CaptionTrack | undefined>;
  /** Told whether something would be lost now if the editor went away. */
  onUnsaved: (hasUnsaved: boolean) => void;
}

/** Text and times of captions, in step with the player. Nothing is stored before *Save*. */
export function CaptionEditor({ video, track, playhead, onReload, onUnsaved }: CaptionEditorProps) {
  const kept = keptOf(video);
  const play = (sourceMs: number) => playhead.seek(toPlayedMs(kept, sourceMs) ?? 0);
  const { cues, isChanged, problems, actions, reset } = useCueEditor(track, play);
  const [shownCount, setShownCount] = useState(stepCount);
  const current = usePosition(playhead, (playedMs) => cueAt(cues, toSourceMs(kept, playedMs)));
  const store = useStoreCaptions(video.id);
  useEffect(() => {
    onUnsaved(isChanged);
    return () => onUnsaved(false);
  }, [isChanged, onUnsaved]);
  const save = () => {
    const content = {
      version: track.version,
      cues: cues.map(({ fromMs, toMs, text }) => ({ fromMs, toMs, text })),
    };
    store.mutate(
      { language: track.language, content },
      {
        onSuccess: (saved) => {
          reset(saved);
          notifications.show({ message: captionsTexts.saved });
        },
      },
    );
  };
  const reload = async () => {
    const now = await onReload();
    if (now) reset(now);
    store.reset();
  };
  const isOutdated = store.error instanceof ApiError && store.error.code === 'conflict';
  return (
    <div>
      {cues.length === 0 && <Text c="dimmed">{captionsTexts.nothing}</Text>}
      <ol className={classes.rows} lang={track.language}>
        {cues.slice(0, shownCount).map((cue, index) => (
          <CueRow
            key={cue.key}
            cue={cue}
            problem={problems.get(cue.key)}
            isCurrent={cue === current}
            isCutOut={cue.toMs > cue.fromMs && toPlayedSpans(kept, cue).length === 0}
            isLast={index === cues.length - 1}
            actions={actions}
          />
        ))}
      </ol>
      {cues.length > shownCount && (
        <Button variant="subtle" onClick={() => setShownCount(shownCount + stepCount)}>
          {captionsTexts.showMore(Math.min(stepCount, cues.length - shownCount))}
        </Button>
      )}
      <Text size="xs" c="dimmed" my="sm">
        {captionsTexts.keys}
      </Text>
      <FormFailure error={store.error} />
      <Group gap="xs" className={classes.save}>
        <Button onClick={save} loading={store.isPending} disabled={!isChanged || problems.size > 0}>
          {captionsTexts.save}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPlus size={18} />}
          onClick={() => actions.add(Math.round(toSourceMs(kept, playhead.position())))}
        >
          {captionsTexts.add}
        </Button>
        {isChanged && (
          <Button variant="subtle" onClick={() => (isOutdated ? void reload() : reset(track))}>
            {isOutdated ? captionsTexts.loadAgain : captionsTexts.discard}
          </Button>
        )}
      </Group>
    </div>
  );
}
