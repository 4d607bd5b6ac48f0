import { useEffect, useMemo } from 'react';
import classes from './trial.module.css';
import { trialTexts } from './trial.texts';
import type { TrialState } from './use-trial';

/** Over the preview: the seconds that are left, then what was recorded. */
export function TrialOverlay({ state }: { state: TrialState }) {
  if (state.is === 'running')
    return (
      <div className={classes.running}>
        <span className={classes.dot} aria-hidden />
        <span>{trialTexts.running(state.secondsLeft)}</span>
        <span>{trialTexts.speak}</span>
      </div>
    );
  return state.is === 'played' ? <TrialPlayer file={state.file} /> : null;
}

function TrialPlayer({ file }: { file: Blob }) {
  const url = useMemo(() => URL.createObjectURL(file), [file]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- three seconds of the person who is watching
    <video
      className={classes.player}
      src={url}
      aria-label={trialTexts.player}
      controls
      autoPlay
      playsInline
    />
  );
}
