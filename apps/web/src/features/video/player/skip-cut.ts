import { isKept, type Kept, toPlayedMs, toSourceMs } from '@app/contracts';

/** Jumps land a trifle before their mark in some browsers, ms. */
const slackMs = 20;

/** What a file has of the source, and what of it is to be seen. */
export interface CutFile {
  /** The pieces of the source that the file was made of; null: the whole. */
  fileKept: Kept;
  /** The pieces that are played; null: all that the file has. */
  shown: Kept;
}

/**
 * Where playing goes on from a position of the file.
 * @param fileMs milliseconds of the file
 * @returns undefined: right here; null: nowhere, it is the end; else milliseconds of the file
 */
export function skipFrom({ fileKept, shown }: CutFile, fileMs: number): number | null | undefined {
  if (!shown) return undefined;
  const sourceMs = toSourceMs(fileKept, fileMs);
  if (isKept(shown, sourceMs) || isKept(shown, sourceMs + slackMs)) return undefined;
  const next = shown.find(({ fromMs }) => fromMs > sourceMs && toPlayedMs(fileKept, fromMs) !== null);
  return next ? toPlayedMs(fileKept, next.fromMs) : null;
}

/** The position of the file that shows a moment of the source, or the first one after it that the file has. */
export function fileMsOf(fileKept: Kept, sourceMs: number): number {
  const exact = toPlayedMs(fileKept, sourceMs);
  if (exact !== null) return exact;
  const next = fileKept?.find(({ fromMs }) => fromMs > sourceMs) ?? fileKept?.at(-1);
  return (next && toPlayedMs(fileKept, next.fromMs)) ?? 0;
}

/** What the clock shows at a moment of the source; inside a cut piece: where it goes on. */
export function clockMsOf(shown: Kept, sourceMs: number): number {
  if (!shown) return sourceMs;
  return shown.reduce(
    (sum, { fromMs, toMs }) => sum + Math.min(Math.max(0, sourceMs - fromMs), toMs - fromMs),
    0,
  );
}
