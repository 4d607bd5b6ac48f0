/** What was done and undone. Nothing in it is ever changed in place. */
export interface EditHistory<State> {
  past: readonly State[];
  present: State;
  future: readonly State[];
  /** Which gesture made the present, if one did. */
  gesture?: string | undefined;
}

/** One thing that happens to it. */
export type EditStep<State> =
  /** All changes of one `gesture` (a drag, typing into one field) are made from where it began, and undone together. */
  | { type: 'change'; to: (now: State) => State; gesture?: string }
  | { type: 'undo' }
  | { type: 'redo' }
  /** Begins anew with what was saved. */
  | { type: 'load'; state: State };

/** How far back one can go. */
const mostSteps = 200;

export const newHistory = <State>(present: State): EditHistory<State> => ({ past: [], present, future: [] });

/** The history after a step; the same one when nothing changes. */
export function afterStep<State>(history: EditHistory<State>, step: EditStep<State>): EditHistory<State> {
  const { past, present, future } = history;
  if (step.type === 'load') return newHistory(step.state);
  if (step.type === 'change') {
    const before = past.at(-1);
    if (step.gesture !== undefined && step.gesture === history.gesture && before !== undefined)
      return { ...history, present: step.to(before), future: [] };
    const next = step.to(present);
    if (next === present) return history;
    return { past: [...past, present].slice(-mostSteps), present: next, future: [], gesture: step.gesture };
  }
  if (step.type === 'undo') {
    const before = past.at(-1);
    if (before === undefined) return history;
    return { past: past.slice(0, -1), present: before, future: [present, ...future] };
  }
  const [after, ...rest] = future;
  if (after === undefined) return history;
  return { past: [...past, present], present: after, future: rest };
}
