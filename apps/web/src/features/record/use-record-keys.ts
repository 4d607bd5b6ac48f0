import { useEffect, useRef } from 'react';
import type { BrowserSession } from '../../recorder/create-recorder-session';

/** Radio buttons take no text: keys work right after a source was chosen. */
const typing =
  'input:not([type="radio"]), textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]';

/** @returns whether a key is meant for the screen: alone, and neither typed into a field nor pressed in a dialog */
export function isCommandKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return !(event.target instanceof Element && event.target.closest(typing));
}

interface RecordKeyActions {
  start: () => void;
  stop: () => void;
  /** Lets the camera fill the picture or gives the screen back. */
  toggleCameraFull: () => void;
}

/**
 * R starts, P pauses and resumes, S or Esc stops (or ends the countdown), F toggles the camera's full picture; never
 * while typing or in a dialog. @param actions may be new ones at every rendering
 */
export function useRecordKeys(session: BrowserSession | null, actions: RecordKeyActions): void {
  const act = useRef(actions);
  useEffect(() => {
    act.current = actions;
  });
  useEffect(() => {
    if (!session) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || !isCommandKey(event)) return;
      const { phase } = session.snapshot();
      const key = event.key.toLowerCase();
      if (key === 'r' && phase === 'ready') act.current.start();
      else if (key === 'p' && phase === 'recording') session.pause();
      else if (key === 'p' && phase === 'paused') session.resume();
      else if (key === 'escape' && phase === 'countdown') session.cancel();
      else if ((key === 's' || key === 'escape') && (phase === 'recording' || phase === 'paused'))
        act.current.stop();
      else if (key === 'f') act.current.toggleCameraFull();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [session]);
}
