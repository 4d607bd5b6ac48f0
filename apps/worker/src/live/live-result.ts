import type { Image, Rendition, SourceFacts } from '@app/media';
import { z } from 'zod';

/** Pictures of how a recording begins, in the folder of its holder. */
export interface LivePictures {
  poster: Image;
  preview: Image;
}

/** What an encoding while recording leaves to the video: facts of its beginning, and the ladder's files in the folder of its holder. */
export interface LiveResult {
  facts: SourceFacts;
  /** Every picture was decoded, and nothing was wrong with any. */
  isClean: boolean;
  /** Largest first. */
  renditions: Rendition[];
  /** Null when they could not be made. */
  pictures: LivePictures | null;
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
const imageSchema = z.object({
  file: z.string().regex(/^[\w-]+\.(?:jpg|gif)$/),
  mimeType: z.enum(['image/jpeg', 'image/gif']),
  width: size,
  height: size,
  sizeBytes: size,
});
const factsSchema: z.ZodType<SourceFacts> = z.object({
  container: z.enum(['mov', 'matroska']),
  durationMs: size,
  width: size,
  height: size,
  fps: z.number().positive(),
  frameCount: size,
  videoCodec: z.string(),
  pixelFormat: z.string(),
  rotation: size,
  isInterlaced: z.boolean(),
  isHdr: z.boolean(),
  hasAudio: z.boolean(),
  audioCodec: z.string().optional(),
  canCopyAudio: z.boolean(),
  canCopyVideo: z.boolean(),
  isPartial: z.boolean(),
  videoStreamIndex: size,
  audioStreamIndex: size.optional(),
  sizeBytes: size,
});

/** The shape in which a result lies in the database between two processes. */
export const liveResultSchema: z.ZodType<LiveResult> = z.object({
  facts: factsSchema,
  isClean: z.boolean(),
  renditions: z.array(renditionSchema).min(1),
  pictures: z.object({ poster: imageSchema, preview: imageSchema }).nullable().default(null),
});

/** Names of all files of a result. */
export const filesOf = ({ renditions, pictures }: Pick<LiveResult, 'renditions' | 'pictures'>): string[] =>
  [...renditions, ...(pictures ? [pictures.poster, pictures.preview] : [])].map(({ file }) => file);

/** What of a source decides how it is encoded and shown. */
const deciding = ['width', 'height', 'hasAudio', 'canCopyVideo', 'isHdr'] as const;

/** Whether the whole source would have been encoded in the same way as its beginning was. */
export function isSameSource(whole: SourceFacts, beginning: SourceFacts): boolean {
  return deciding.every((name) => whole[name] === beginning[name]);
}
