import { isSameKept, playedDurationMs, playedPieces, shownKept, type TimeSpan } from '@app/contracts';
import type { Video } from '@app/database';
import type { PlayedEdition } from '@app/tracking';

/** What of a video's row decides what plays. */
export type PlayedVideo = Pick<Video, 'publishedAttempt' | 'publishedKept' | 'kept' | 'durationMs'>;

/** What a page plays, and which pieces of the published rendition that is. */
export interface ShownEdition extends PlayedEdition {
  /** Milliseconds of the published rendition, in order; null: all of it. */
  pieces: TimeSpan[] | null;
}

/**
 * What is played of a video now. What newer edits have cut is skipped at once, while their rendition is being made; what
 * they bring back comes with it.
 */
export function playedEdition({
  publishedAttempt,
  publishedKept,
  kept,
  durationMs,
}: PlayedVideo): ShownEdition {
  const shown = shownKept(publishedKept, kept);
  return {
    version: publishedAttempt ?? 0,
    kept: shown,
    durationMs: isSameKept(shown, publishedKept)
      ? (durationMs ?? 0)
      : playedDurationMs(shown, durationMs ?? 0),
    pieces: playedPieces(publishedKept, shown),
  };
}
