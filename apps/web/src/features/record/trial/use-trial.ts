import { useCallback, useEffect, useRef, useState } from 'react';
import { TimerWaiter } from '../../../recorder/back-off';
import { createRunRecorder, findFormat } from '../../../recorder/create-run-recorder';
import type { BrowserSession } from '../../../recorder/create-recorder-session';
import type { RecorderPhase } from '../../../recorder/recorder-state';
import { recordTrial, trialSeconds } from '../../../recorder/trial';

/** Where a trial stands. */
export type TrialState =
  | { is: 'off' | 'failed' }
  | { is: 'running'; secondsLeft: number }
  | { is: 'played'; file: Blob };

/** A trial and the ways to begin and end it. */
export interface TrialControl {
  state: TrialState;
  /** Must run in a click or key handler: what is played back is to be heard. */
  start(): void;
  /** Ends it, however far it is. */
  close(): void;
}

const off: TrialState = { is: 'off' };

/** Tries the stage out while nothing is recorded; a recording that starts, and leaving the screen, end it. */
export function useTrial(session: BrowserSession | null, phase: RecorderPhase): TrialControl {
  const [state, setState] = useState<TrialState>(off);
  const running = useRef<AbortController | null>(null);
  const canTry = phase === 'ready';

  const close = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setState(off);
  }, []);

  const start = useCallback(() => {
    if (!session || !canTry || running.current) return;
    const ending = new AbortController();
    running.current = ending;
    setState({ is: 'running', secondsLeft: trialSeconds });
    void tryOut(session, ending.signal, (next) => {
      if (ending.signal.aborted) return;
      if (next.is !== 'running') running.current = null;
      setState(next);
    });
  }, [session, canTry]);

  useEffect(() => (canTry ? close : undefined), [canTry, close]);
  return { state, start, close };
}

async function tryOut(
  { stage }: BrowserSession,
  signal: AbortSignal,
  report: (state: TrialState) => void,
): Promise<void> {
  const waiter = new TimerWaiter();
  stage.lockSize(true);
  try {
    await stage.resumeSound();
    const parts = { findFormat, createRecorder: createRunRecorder, waiter, now: () => performance.now() };
    const tick = (secondsLeft: number) => report({ is: 'running', secondsLeft });
    const file = await recordTrial(stage.stream, parts, signal, tick);
    if (file) report({ is: 'played', file });
  } catch {
    // Whatever broke: the person learns that it did, and a recording would say more.
    report({ is: 'failed' });
  } finally {
    // A recording that ended the trial locks the size again when it begins, seconds from now.
    stage.lockSize(false);
  }
}
