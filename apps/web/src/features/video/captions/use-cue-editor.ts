import type { CaptionTrack } from '@app/contracts';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CueActions } from './cue-row';
import {
  addCue,
  changeCue,
  type EditedCue,
  inOrder,
  mergeWithNext,
  problemsOf,
  removeCue,
  splitCue,
  toEdited,
} from './cue-edits';

/** Puts the cursor into the text of a caption, once it is on the screen. */
const focusCue = (key: number | undefined) =>
  setTimeout(() => document.querySelector<HTMLElement>(`[data-cue="${key}"]`)?.focus());

/**
 * Captions being edited, apart from those that are stored.
 * @param play plays from a moment of source time
 */
export function useCueEditor(track: CaptionTrack, play: (fromMs: number) => void) {
  const [cues, setCues] = useState<readonly EditedCue[]>(() => toEdited(track.cues));
  const [isChanged, setChanged] = useState(false);
  const latest = useRef({ cues, play });
  useEffect(() => {
    latest.current = { cues, play };
  });
  const actions = useMemo(() => {
    const edit = (change: (known: readonly EditedCue[]) => EditedCue[]) => {
      setChanged(true);
      setCues((known) => change(known));
    };
    return {
      change: (key, change) => {
        const isTimed = 'fromMs' in change || 'toMs' in change;
        edit((known) => (isTimed ? inOrder : (same: EditedCue[]) => same)(changeCue(known, key, change)));
      },
      split: (key, at) => edit((known) => splitCue(known, key, at)),
      merge: (key) => edit((known) => mergeWithNext(known, key)),
      remove: (key) => {
        const index = latest.current.cues.findIndex((cue) => cue.key === key);
        const next = latest.current.cues[index + 1] ?? latest.current.cues[index - 1];
        edit((known) => removeCue(known, key));
        focusCue(next?.key);
      },
      play: (fromMs) => latest.current.play(fromMs),
      go: (key, step) => {
        const index = latest.current.cues.findIndex((cue) => cue.key === key);
        focusCue(latest.current.cues[index + step]?.key);
      },
      /** @param atMs source time */
      add: (atMs: number) => {
        const added = addCue(latest.current.cues, atMs);
        edit(() => added.cues);
        focusCue(added.key);
      },
    } satisfies CueActions & { add(atMs: number): void };
  }, []);
  const reset = (to: CaptionTrack) => {
    setCues(toEdited(to.cues));
    setChanged(false);
  };
  return { cues, isChanged, problems: useMemo(() => problemsOf(cues), [cues]), actions, reset };
}
