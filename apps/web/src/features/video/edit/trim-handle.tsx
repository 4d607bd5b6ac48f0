import { type KeyboardEvent, useRef } from 'react';
import { formatDuration } from '../../../shared/format';
import classes from './edit.module.css';

interface TrimHandleProps {
  label: string;
  atMs: number;
  sourceMs: number;
  /** @param gesture the same for all moves of one drag */
  onMove: (toMs: number, gesture?: string) => void;
}

const fineMs = 100;
const coarseMs = 1000;

/** One end of what is kept: dragged, or moved by arrow keys, with Shift by a second. Only its thumb takes the pointer: the line below is for others. */
export function TrimHandle({ label, atMs, sourceMs, onMove }: TrimHandleProps) {
  const drag = useRef<string | undefined>(undefined);
  // The range itself goes by milliseconds, or its ends could not be reached: far too fine for a key.
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    const toMs = atMs + direction * (event.shiftKey ? coarseMs : fineMs);
    onMove(Math.min(sourceMs, Math.max(0, toMs)));
  };
  return (
    <input
      type="range"
      className={classes.handle}
      aria-label={label}
      aria-valuetext={formatDuration(atMs)}
      min={0}
      max={sourceMs}
      step={1}
      value={atMs}
      onKeyDown={onKeyDown}
      onPointerDown={() => (drag.current = crypto.randomUUID())}
      onPointerUp={() => (drag.current = undefined)}
      onChange={(event) => onMove(event.currentTarget.valueAsNumber, drag.current)}
    />
  );
}
