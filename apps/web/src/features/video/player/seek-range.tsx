import classes from './seek-range.module.css';

interface SeekRangeProps {
  /** Length of the line and place on it, milliseconds. */
  lengthMs: number;
  positionMs: number;
  label: string;
  /** The place in words. */
  valueText: string;
  onSeek: (toMs: number) => void;
}

const stepMs = 100;

/** Moves the position by pointer or keys, over the whole of the line that it is put into. */
export function SeekRange({ lengthMs, positionMs, label, valueText, onSeek }: SeekRangeProps) {
  return (
    <input
      type="range"
      className={classes.seek}
      min={0}
      max={lengthMs}
      step={stepMs}
      value={Math.min(positionMs, lengthMs)}
      aria-label={label}
      aria-valuetext={valueText}
      onChange={(event) => onSeek(event.currentTarget.valueAsNumber)}
    />
  );
}
