import type { Video } from '@app/contracts';
import { Stack } from '@mantine/core';
import { chooseRendition } from '../player/choose-rendition';
import { useCutPlayback } from '../player/use-cut-playback';
import { ChapterList } from './chapter-list';
import { CutControls } from './cut-controls';
import { cutOut, keptOfDraft } from './draft';
import classes from './edit.module.css';
import { EditTimeline } from './edit-timeline';
import { PosterChoice } from './poster-choice';
import { SaveBar } from './save-bar';
import { useDraft } from './use-draft';
import { useEditKeys } from './use-edit-keys';
import { useMarks } from './use-marks';

/** Plays the whole source through the cut as it would be, and lets it be changed. */
export function Editor({ video, sourceMs }: { video: Video; sourceMs: number }) {
  const control = useDraft(video, sourceMs);
  const { draft, change, undo, redo } = control;
  const marking = useMarks();
  // Until something is cut, the rendition is the whole source.
  const source = video.wholeUrl ?? chooseRendition(video.renditions)?.url;
  const playback = useCutPlayback({ fileKept: null, shown: keptOfDraft(draft), fileMs: sourceMs });
  const { sourceMs: positionMs, seekSource, toggle, isPlaying } = playback;
  const cut = () => {
    const { span } = marking;
    if (span) change((now) => cutOut(now, span));
    marking.clear();
  };
  useEditKeys({
    toggle,
    undo,
    redo,
    cut,
    markIn: () => marking.markIn(positionMs),
    markOut: () => marking.markOut(positionMs),
  });
  return (
    <div className={classes.layout}>
      <div>
        <div className={classes.frame}>
          {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- the rep's own recording, while it is cut */}
          <video {...playback.videoProps} src={source} preload="auto" playsInline onClick={toggle} />
        </div>
        <EditTimeline {...{ control, positionMs }} marked={marking.span} onSeek={seekSource} />
        <CutControls {...{ control, marking, isPlaying, positionMs }} onToggle={toggle} onCut={cut} />
      </div>
      <Stack gap="lg">
        <SaveBar video={video} control={control} />
        <PosterChoice control={control} positionMs={positionMs} />
        <ChapterList {...{ control, positionMs }} onSeek={seekSource} />
      </Stack>
    </div>
  );
}
