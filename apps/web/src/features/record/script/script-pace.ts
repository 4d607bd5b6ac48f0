/** How fast a script is read. Pure; time is recorded time, so a pause stands still by itself. */

/** Words per minute: slow enough to pronounce, fast enough to sound awake. */
export const pace = { min: 60, max: 240, step: 10, usual: 130 } as const;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Number of spoken words, in any script. */
export function countWords(text: string): number {
  let count = 0;
  for (const segment of words.segment(text)) if (segment.isWordLike) count += 1;
  return count;
}

/** Time to read so many words aloud, in milliseconds. @param wordsPerMinute within {@link pace} */
export function readingMs(wordCount: number, wordsPerMinute: number): number {
  return (wordCount / wordsPerMinute) * 60_000;
}

/**
 * The share of the script that has been read after some more time.
 * @param share read so far, 0–1
 * @param passedMs recorded milliseconds since; what is negative counts as nothing
 */
export function readOn(share: number, passedMs: number, wordCount: number, wordsPerMinute: number): number {
  if (wordCount === 0) return 0;
  return Math.min(1, share + Math.max(0, passedMs) / readingMs(wordCount, wordsPerMinute));
}

/** A pace within its limits, some steps away. */
export function changePace(wordsPerMinute: number, steps: number): number {
  return Math.min(pace.max, Math.max(pace.min, wordsPerMinute + steps * pace.step));
}

/**
 * How far the text is moved up, in pixels.
 * @param share read so far, 0–1
 * @param wayPx the whole way
 * @param lineStepPx height of a line when only whole lines may move (reduced motion); null = it glides
 */
export function scrolledPx(share: number, wayPx: number, lineStepPx: number | null): number {
  const px = share * wayPx;
  return lineStepPx ? Math.floor(px / lineStepPx) * lineStepPx : px;
}
