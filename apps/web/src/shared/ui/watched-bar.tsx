import type { WatchedRange } from '@app/contracts';
import { formatDuration, formatShare } from '../format';
import classes from './watched-bar.module.css';

interface WatchedBarProps {
  ranges: readonly WatchedRange[];
  durationMs: number;
  share: number;
  /** Grey: what does not count. */
  isExcluded?: boolean;
}

/** What was watched, drawn over the whole length of the video. */
export function WatchedBar({ ranges, durationMs, share, isExcluded = false }: WatchedBarProps) {
  const parts = ranges.map(({ fromMs, toMs }) => `${formatDuration(fromMs)}–${formatDuration(toMs)}`);
  const label = `${formatShare(share)}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`;
  const percent = (ms: number) => `${(100 * ms) / Math.max(1, durationMs)}%`;
  return (
    <div className={classes.bar} data-excluded={isExcluded || undefined} title={label}>
      <span className={classes.hidden}>{label}</span>
      {ranges.map(({ fromMs, toMs }) => (
        <span
          key={fromMs}
          className={classes.range}
          style={{ left: percent(fromMs), width: `max(2px, ${percent(toMs - fromMs)})` }}
        />
      ))}
    </div>
  );
}
