import { useSyncExternalStore } from 'react';
import { emptyLiveState, forgetAbsent, reduceLive } from './stream';
import type { LiveState, VisitEvent } from './stream';

let state: LiveState = emptyLiveState;
const listeners = new Set<() => void>();

function publish(next: LiveState): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}

/** The app's one memory of live events; the shell feeds it from the stream. */
export const liveStore = {
  add: (event: VisitEvent) => publish(reduceLive(state, event, Date.now())),
  forgetAbsent: () => publish(forgetAbsent(state, Date.now())),
  clear: () => publish(emptyLiveState),
};

/** Who watches now and what happened since the app was opened. */
export function useLive(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
