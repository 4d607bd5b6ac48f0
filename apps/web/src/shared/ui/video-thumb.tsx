import type { ReactNode } from 'react';
import { formatDuration } from '../format';
import { IconVideo } from '../icons';
import classes from './video-thumb.module.css';

interface VideoThumbProps {
  posterUrl: string | null;
  durationMs?: number | null;
  children?: ReactNode;
}

/** A video's face in 16:9, always of the same size; its length in the corner. Decorative: the title stands beside it. */
export function VideoThumb({ posterUrl, durationMs, children }: VideoThumbProps) {
  return (
    <div className={classes.thumb}>
      {posterUrl ? (
        <img src={posterUrl} alt="" loading="lazy" decoding="async" className={classes.picture} />
      ) : (
        <IconVideo className={classes.blank} stroke={1.2} aria-hidden />
      )}
      {durationMs !== null && durationMs !== undefined && (
        <span className={classes.length}>{formatDuration(durationMs)}</span>
      )}
      {children}
    </div>
  );
}
