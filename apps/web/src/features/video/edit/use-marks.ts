import type { TimeSpan } from '@app/contracts';
import { useState } from 'react';

/** The piece that is being marked, source milliseconds. */
export interface Marks {
  inMs: number | null;
  outMs: number | null;
}

const none: Marks = { inMs: null, outMs: null };

/** Marking a piece between two moments; marked the wrong way round it is turned. */
export function useMarks() {
  const [marks, setMarks] = useState(none);
  const { inMs, outMs } = marks;
  const span: TimeSpan | null =
    inMs !== null && outMs !== null && inMs !== outMs
      ? { fromMs: Math.min(inMs, outMs), toMs: Math.max(inMs, outMs) }
      : null;
  return {
    marks,
    span,
    markIn: (atMs: number) => setMarks((now) => ({ ...now, inMs: Math.round(atMs) })),
    markOut: (atMs: number) => setMarks(({ inMs: known }) => ({ inMs: known ?? 0, outMs: Math.round(atMs) })),
    clear: () => setMarks(none),
  };
}

/** What {@link useMarks} gives. */
export type MarkControl = ReturnType<typeof useMarks>;
