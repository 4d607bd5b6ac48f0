import type { Retention, TimeSpan } from '@app/contracts';
import { formatDuration } from '../../../shared/format';
import { videoTexts } from '../video.texts';
import { attentionLine, bucketAt, heatGradient, leavingPoint } from './attention-path';
import classes from './player.module.css';
import { SeekRange } from './seek-range';

interface AttentionCurveProps {
  retention: Retention | undefined;
  durationMs: number;
  positionMs: number;
  /** Pieces that were cut out, marked: the figures of before stay drawn over them. */
  cut: readonly TimeSpan[];
  onSeek: (positionMs: number) => void;
}

const width = 1000;
const height = 56;

/** The time line of the whole source: the attention curve above its moments, the heat below, and the position, moved by pointer or keys. */
export function AttentionCurve({ retention, durationMs, positionMs, cut, onSeek }: AttentionCurveProps) {
  const buckets = retention?.viewCount ? retention.buckets : [];
  const line = attentionLine(buckets, durationMs, width, height);
  const leaving = retention && leavingPoint(retention, durationMs);
  const here = bucketAt(buckets, positionMs);
  const percent = (ms: number) => `${(100 * ms) / Math.max(1, durationMs)}%`;
  const played = percent(positionMs);
  const valueText = [formatDuration(positionMs), here && videoTexts.attention.at(here.curve)].filter(Boolean);
  return (
    <div className={classes.timeline}>
      <div className={classes.curve}>
        {buckets.length > 0 ? (
          <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
            <path d={`${line} L${width} ${height} L0 ${height} Z`} className={classes.curveArea} />
            <path d={line} className={classes.curveLine} />
          </svg>
        ) : (
          retention && <span className={classes.noCurve}>{videoTexts.attention.empty}</span>
        )}
      </div>
      <div
        className={classes.heat}
        style={{ backgroundImage: heatGradient(buckets, durationMs) }}
        aria-hidden="true"
      />
      <div className={classes.track}>
        <div className={classes.played} style={{ width: played }} />
      </div>
      {cut.map(({ fromMs, toMs }) => (
        <div
          key={fromMs}
          className={classes.cut}
          style={{ left: percent(fromMs), width: percent(toMs - fromMs) }}
          title={videoTexts.attention.cut(formatDuration(fromMs), formatDuration(toMs))}
        />
      ))}
      {leaving && (
        <div className={classes.leaving} style={{ left: percent(leaving.atMs) }} aria-hidden="true" />
      )}
      <div className={classes.playhead} style={{ left: played }} />
      <SeekRange
        lengthMs={durationMs}
        {...{ positionMs, onSeek }}
        label={videoTexts.player.seek}
        valueText={valueText.join(', ')}
      />
    </div>
  );
}
