import type { Video } from '@app/database';

/** A retired attempt goes on playing for so long, for those who are in the middle of it, ms. */
export const finishWatchingMs = 60_000;

/**
 * Whether the media of an attempt may be played: the published one, and for a minute the one that it replaced.
 * What was cut out of a video is not to be reached under an old address.
 */
export function isServed(
  { publishedAttempt, retiredAttempts }: Pick<Video, 'publishedAttempt' | 'retiredAttempts'>,
  attempt: number,
  nowMs: number,
): boolean {
  if (attempt === publishedAttempt) return true;
  const retired = retiredAttempts.findLast((each) => each.attempt === attempt);
  return retired !== undefined && nowMs - Date.parse(retired.retiredAt) < finishWatchingMs;
}
