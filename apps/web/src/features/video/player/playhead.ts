import { useSyncExternalStore } from 'react';

/** Where the video of a screen stands: told by its player, read and moved by what lies around it. Played milliseconds. */
export class Playhead {
  private positionMs = 0;
  private readonly listeners = new Set<() => void>();
  private move: (toMs: number) => void = () => undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly position = (): number => this.positionMs;

  /** The player tells where it is. */
  report(positionMs: number): void {
    if (positionMs === this.positionMs) return;
    this.positionMs = positionMs;
    for (const listener of this.listeners) listener();
  }

  /** The player says how it is moved. @returns a function that takes it back */
  bind(move: (toMs: number) => void): () => void {
    this.move = move;
    return () => (this.move = () => undefined);
  }

  seek(toMs: number): void {
    this.move(toMs);
  }
}

/** The position, rendered anew whenever `select` gives something else. */
export function usePosition<Value>(playhead: Playhead, select: (positionMs: number) => Value): Value {
  return useSyncExternalStore(playhead.subscribe, () => select(playhead.position()));
}
