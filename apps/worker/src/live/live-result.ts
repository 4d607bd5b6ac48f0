import type { Rendition, SourceFacts } from '@app/media';
import { z } from 'zod';

/** What was measured of a recording's beginning, as far as it decides how the rest is encoded and shown. */
export type LiveFacts = Pick<SourceFacts, 'width' | 'height' | 'hasAudio' | 'canCopyVideo' | 'isHdr'>;

/** What an encoding while recording leaves to the video: its facts, and the ladder's files in the folder of its holder. */
export interface LiveResult {
  facts: LiveFacts;
  /** Every picture was decoded, and nothing was wrong with any. */
  isClean: boolean;
  /** Largest first. */
  renditions: Rendition[];
}

const size = z.int().min(0);
const renditionSchema = z.object({
  file: z.string().regex(/^[\w-]+\.mp4$/),
  width: size,
  height: size,
  bitrateBps: size,
  sizeBytes: size,
  videoCodec: z.string(),
  audioCodec: z.string().optional(),
  durationMs: size,
  isCopy: z.boolean(),
});
const factsSchema = z.object({
  width: size,
  height: size,
  hasAudio: z.boolean(),
  canCopyVideo: z.boolean(),
  isHdr: z.boolean(),
});

/** The shape in which a result lies in the database between two processes. */
export const liveResultSchema: z.ZodType<LiveResult> = z.object({
  facts: factsSchema,
  isClean: z.boolean(),
  renditions: z.array(renditionSchema).min(1),
});

/** @returns what of the source's facts the result was made by */
export function liveFactsOf({ width, height, hasAudio, canCopyVideo, isHdr }: SourceFacts): LiveFacts {
  return { width, height, hasAudio, canCopyVideo, isHdr };
}

/** Whether the whole source would have been encoded in the same way as its beginning was. */
export function isSameSource(whole: SourceFacts, beginning: LiveFacts): boolean {
  const facts = liveFactsOf(whole);
  return (Object.keys(facts) as (keyof LiveFacts)[]).every((name) => facts[name] === beginning[name]);
}
