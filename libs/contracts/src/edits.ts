import { z } from 'zod';
import { lineSchema, millisecondsSchema } from './primitives.js';
import {
  type Kept,
  type KeptRange,
  type TimeSpan,
  keptDurationMs,
  keptRangesSchema,
  toPlayedSpans,
  toSourceMs,
} from './timeline.js';

/** Least that may be left of a video after cutting, milliseconds: the shortest video there is. */
export const leastKeptMs = 500;

/** Where a part of the video begins. `atMs`: source milliseconds; it stays where it is when something before it is cut. */
export const chapterSchema = z
  .object({ atMs: millisecondsSchema, title: lineSchema(100) })
  .meta({ id: 'Chapter' });
export type Chapter = z.infer<typeof chapterSchema>;

/** In order, each at its own moment, at most 100. */
export const chaptersSchema = z
  .array(chapterSchema)
  .max(100)
  .refine(
    (chapters) => chapters.every(({ atMs }, index) => index === 0 || atMs > (chapters[index - 1]?.atMs ?? 0)),
    'Chapters are in order, each at its own moment',
  );

/**
 * All edits of a video, which replace those there were. Times are source milliseconds. `kept: null` is the whole source;
 * `posterAtMs: null` leaves the choice of the frame to us. `revision`: that of the edits this change was made from; with it
 * a change that somebody else made meanwhile is not overwritten (`conflict`).
 */
export const saveEditsSchema = z.object({
  kept: keptRangesSchema.nullable(),
  posterAtMs: millisecondsSchema.nullable(),
  chapters: chaptersSchema,
  revision: z.number().int().min(0).optional(),
});
export type SaveEdits = z.infer<typeof saveEditsSchema>;

/** The edits of a video. `revision` counts how often they were saved. */
export const editsSchema = saveEditsSchema.required({ revision: true }).meta({ id: 'Edits' });
export type Edits = z.infer<typeof editsSchema>;

/** Why edits do not fit a video, as `details` of `invalid-request`. */
export interface EditsProblem {
  path: string;
  message: string;
}

/**
 * Whether edits fit the source.
 * @param sourceMs length of the source, milliseconds
 * @returns what is wrong; nothing when they fit
 */
export function findEditsProblems(
  { kept, posterAtMs, chapters }: Omit<SaveEdits, 'revision'>,
  sourceMs: number,
): EditsProblem[] {
  const problems: EditsProblem[] = [];
  if (kept && (kept.at(-1)?.toMs ?? 0) > sourceMs)
    problems.push({ path: 'kept', message: `The video ends at ${sourceMs} ms` });
  else if (kept && keptDurationMs(kept) < Math.min(leastKeptMs, sourceMs))
    problems.push({ path: 'kept', message: `At least ${leastKeptMs} ms are kept` });
  if (posterAtMs !== null && posterAtMs >= sourceMs)
    problems.push({ path: 'posterAtMs', message: `The video ends at ${sourceMs} ms` });
  else if (posterAtMs !== null && !isKept(kept, posterAtMs))
    problems.push({ path: 'posterAtMs', message: 'This frame is in a piece that was cut out' });
  const late = chapters.findIndex(({ atMs }) => atMs >= sourceMs);
  if (late >= 0)
    problems.push({ path: `chapters.${late}.atMs`, message: `The video ends at ${sourceMs} ms` });
  return problems;
}

/** Whether a moment of the source is still there. */
export function isKept(kept: Kept, sourceMs: number): boolean {
  return !kept || kept.some(({ fromMs, toMs }) => sourceMs >= fromMs && sourceMs < toMs);
}

/**
 * The one way of saying what is kept: pieces that touch are one, and the whole source is null.
 * @param sourceMs length of the source, milliseconds
 */
export function normaliseKept(kept: Kept, sourceMs: number): KeptRange[] | null {
  if (!kept) return null;
  const pieces: KeptRange[] = [];
  for (const { fromMs, toMs } of kept) {
    const last = pieces.at(-1);
    if (last && last.toMs === fromMs) last.toMs = toMs;
    else pieces.push({ fromMs, toMs });
  }
  const [first] = pieces;
  return pieces.length === 1 && first?.fromMs === 0 && first.toMs >= sourceMs ? null : pieces;
}

/** Whether two ways of cutting are the same. Both are normalised. */
export function isSameKept(one: Kept, other: Kept): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/**
 * What viewers see until the rendition of new edits is published: what the published one has and the new edits keep.
 * @param published what the rendition that is served was made of
 * @param wanted what the edits keep
 */
export function shownKept(published: Kept, wanted: Kept): Kept {
  if (!wanted || isSameKept(published, wanted)) return published;
  if (!published) return wanted;
  const shown = wanted.flatMap((piece) =>
    published.flatMap(({ fromMs, toMs }) => {
      const both = { fromMs: Math.max(fromMs, piece.fromMs), toMs: Math.min(toMs, piece.toMs) };
      return both.toMs > both.fromMs ? [both] : [];
    }),
  );
  // Nothing in common: better the old cut than nothing until the new one is there.
  return keptDurationMs(shown) >= leastKeptMs ? shown : published;
}

/**
 * The pieces of the published rendition that are played while newer edits wait for theirs.
 * @param shown of {@link shownKept}
 * @returns played milliseconds of that rendition, in order; null: all of it
 */
export function playedPieces(published: Kept, shown: Kept): TimeSpan[] | null {
  if (!shown || isSameKept(published, shown)) return null;
  return shown.flatMap((piece) => toPlayedSpans(published, piece));
}

/** The pieces of the source that are not kept, for marking them. @param sourceMs length of the source, milliseconds */
export function cutPieces(kept: Kept, sourceMs: number): TimeSpan[] {
  if (!kept) return [];
  const borders = [0, ...kept.flatMap(({ fromMs, toMs }) => [fromMs, toMs]), sourceMs];
  return Array.from({ length: borders.length / 2 }, (_, index) => ({
    fromMs: borders[index * 2] ?? 0,
    toMs: borders[index * 2 + 1] ?? 0,
  })).filter(({ fromMs, toMs }) => toMs > fromMs);
}

/**
 * Chapters as they are played: each at the first moment that is left of it, in played milliseconds. A chapter of which
 * nothing is left is not there.
 * @param sourceMs length of the source, milliseconds
 */
export function playedChapters(chapters: readonly Chapter[], kept: Kept, sourceMs: number): Chapter[] {
  return chapters.flatMap(({ atMs, title }, index) => {
    const untilMs = chapters[index + 1]?.atMs ?? Math.max(sourceMs, atMs + 1);
    const [span] = toPlayedSpans(kept, { fromMs: atMs, toMs: untilMs });
    return span ? [{ atMs: span.fromMs, title }] : [];
  });
}

/** How long a video plays. @param wholeMs of the whole source, milliseconds */
export function playedDurationMs(kept: Kept, wholeMs: number): number {
  return kept ? keptDurationMs(kept) : wholeMs;
}

/**
 * The frame of the poster where nobody chose one: a second into what plays, or the middle of a short video.
 * @param sourceMs length of the source, milliseconds
 * @returns source milliseconds
 */
export function defaultPosterMs(kept: Kept, sourceMs: number): number {
  return toSourceMs(kept, Math.min(1000, Math.round(playedDurationMs(kept, sourceMs) / 2)));
}
