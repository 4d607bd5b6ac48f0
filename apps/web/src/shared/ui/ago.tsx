import { formatAgo, formatMoment } from '../format';
import { useNow } from '../use-now';

/** How long ago something was; the exact time on hover. */
export function Ago({ time }: { time: string }) {
  return (
    <time dateTime={time} title={formatMoment(time)}>
      {formatAgo(time, useNow())}
    </time>
  );
}
