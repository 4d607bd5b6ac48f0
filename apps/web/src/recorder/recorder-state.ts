/**
 * The recorder's states and the only ways between them. Pure: what happens in the world on a change is the
 * business of `recorder-session.ts`, what is shown of it the business of the screen.
 */

/** Where a recording stands. */
export type RecorderPhase =
  | 'idle'
  | 'ready'
  | 'countdown'
  | 'recording'
  | 'paused'
  | 'stopping'
  | 'finished'
  | 'failed';

/** What may happen to it. */
export type RecorderEvent =
  | 'sources-opened'
  | 'sources-closed'
  | 'start'
  | 'cancel'
  | 'counted-down'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'uploaded'
  | 'retake'
  | 'fail';

const transitions: Record<RecorderPhase, Partial<Record<RecorderEvent, RecorderPhase>>> = {
  idle: { 'sources-opened': 'ready', fail: 'failed' },
  ready: { 'sources-opened': 'ready', 'sources-closed': 'idle', start: 'countdown', fail: 'failed' },
  countdown: { cancel: 'ready', 'counted-down': 'recording', fail: 'failed' },
  recording: { pause: 'paused', stop: 'stopping', retake: 'ready', fail: 'failed' },
  paused: { resume: 'recording', stop: 'stopping', retake: 'ready', fail: 'failed' },
  stopping: { uploaded: 'finished', retake: 'ready', fail: 'failed' },
  finished: { retake: 'ready' },
  failed: { retake: 'ready' },
};

/**
 * The next phase.
 * @param phase where the recording stands
 * @param event what happened
 * @returns null when the event means nothing in this phase (a key pressed twice, a late timer): ignore it
 */
export function nextPhase(phase: RecorderPhase, event: RecorderEvent): RecorderPhase | null {
  return transitions[phase][event] ?? null;
}

/** @returns whether bytes are being made or still on their way: leaving the tab now would lose something */
export function isBusy(phase: RecorderPhase): boolean {
  return phase === 'recording' || phase === 'paused' || phase === 'stopping';
}
