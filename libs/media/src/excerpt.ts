import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { boxesIn, type Fragment, type FragmentedFile, readFragments } from './fragments.js';

/** Boxes in front that tell how to decode; an index of everything would be wrong of an excerpt. */
const kept = new Set(['ftyp', 'moov']);

/** The last fragment of all whose picture begins nearest to the same multiple of `stepMs`. */
export function nearestFragments(
  { tracks: [picture], fragments }: Pick<FragmentedFile, 'tracks' | 'fragments'>,
  stepMs: number,
): Fragment[] {
  const chosen = new Map<number, Fragment>();
  for (const fragment of fragments) {
    const run = picture && fragment.runs.get(picture.id);
    if (run) chosen.set(Math.round((run.showTime * 1000) / picture.timescale / stepMs), fragment);
  }
  return [...chosen.values()];
}

/**
 * Copies what is needed to see how a video looks every `stepMs`: of an hour a few megabytes, and no picture that nobody
 * looks at is decoded.
 * @param path of a rendition: a fragment for each key frame
 * @param target is overwritten
 * @throws RangeError for any other file
 */
export async function writeExcerpt(path: string, target: string, stepMs: number): Promise<void> {
  const file = await readFragments(path);
  const heads = boxesIn(file.header).filter(({ type }) => kept.has(type));
  await pipeline(async function* () {
    for (const { at, body } of heads) yield file.header.subarray(at, at + 8 + body.length);
    for (const { from, to } of nearestFragments(file, stepMs))
      yield* createReadStream(path, { start: from, end: to - 1 });
  }, createWriteStream(target));
}
