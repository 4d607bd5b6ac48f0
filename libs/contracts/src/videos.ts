import { z } from 'zod';
import { captionSchema } from './captions.js';
import { editsSchema } from './edits.js';
import {
  bytesSchema,
  idSchema,
  listOf,
  millisecondsSchema,
  pageQuerySchema,
  shareSchema,
  timeSchema,
  titleSchema,
} from './primitives.js';
import { keptRangesSchema } from './timeline.js';

export const videoKindSchema = z.enum(['recording', 'file']);
export type VideoKind = z.infer<typeof videoKindSchema>;

/** `uploading → processing → ready | failed`; playable is apart from ready: see `isPlayable`. */
export const videoStateSchema = z.enum(['uploading', 'processing', 'ready', 'failed']);
export type VideoState = z.infer<typeof videoStateSchema>;

export const createVideoSchema = z.object({
  title: titleSchema,
  kind: videoKindSchema.default('recording'),
});
export type CreateVideo = z.infer<typeof createVideoSchema>;

export const updateVideoSchema = z.object({ title: titleSchema.optional() });
export type UpdateVideo = z.infer<typeof updateVideoSchema>;

/** One file that is played, made from the source. Its bytes never change. */
export const renditionSchema = z
  .object({
    name: z.string(),
    url: z.string(),
    width: z.number().int(),
    height: z.number().int(),
    bitrateBps: z.number().int(),
    sizeBytes: bytesSchema,
    contentType: z.string(),
  })
  .meta({ id: 'Rendition' });
export type Rendition = z.infer<typeof renditionSchema>;

/** Why a video failed, in words a rep understands; `canRetry` tells whether trying again can help. */
export const videoFailureSchema = z
  .object({ code: z.string(), message: z.string(), canRetry: z.boolean() })
  .meta({ id: 'VideoFailure' });
export type VideoFailure = z.infer<typeof videoFailureSchema>;

export const videoSchema = z
  .object({
    id: idSchema,
    title: z.string(),
    kind: videoKindSchema,
    state: videoStateSchema,
    isPlayable: z.boolean(),
    isPartial: z.boolean(),
    progress: shareSchema,
    failure: videoFailureSchema.nullable(),
    /** How long plays what is published now. */
    durationMs: millisecondsSchema.nullable(),
    sourceDurationMs: millisecondsSchema.nullable(),
    edits: editsSchema,
    /** What the renditions below were made of; other than `edits.kept` while a new cut is being prepared. */
    publishedKept: keptRangesSchema.nullable(),
    /** The whole source as something that plays, cut pieces included; for members only. */
    wholeUrl: z.string().nullable(),
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
    hasAudio: z.boolean().nullable(),
    posterUrl: z.string().nullable(),
    previewUrl: z.string().nullable(),
    renditions: z.array(renditionSchema),
    /** HLS of the renditions, for players that change between them; null: not playable yet. */
    playlistUrl: z.string().nullable(),
    captions: z.array(captionSchema),
    member: z.object({ id: idSchema, name: z.string() }),
    link: z.object({ id: idSchema, slug: z.string(), url: z.string() }),
    viewCount: z.number().int(),
    lastWatchedAt: timeSchema.nullable(),
    lastWatchedBy: z.string().nullable(),
    createdAt: timeSchema,
    playableAt: timeSchema.nullable(),
    readyAt: timeSchema.nullable(),
  })
  .meta({ id: 'Video' });
export type Video = z.infer<typeof videoSchema>;
export const videoListSchema = listOf(videoSchema);

export const videoQuerySchema = pageQuerySchema.extend({ search: z.string().trim().max(200).optional() });
export type VideoQuery = z.infer<typeof videoQuerySchema>;

/** Reply of the creation: the link exists from here on, and the upload may begin at `uploadUrl` (tus creation). */
export const createdVideoSchema = videoSchema.extend({ uploadUrl: z.string() }).meta({ id: 'CreatedVideo' });
export type CreatedVideo = z.infer<typeof createdVideoSchema>;

/** What the recorder knows of one finished run; `sha256` (hex) lets the server prove that nothing was altered. */
export const finishedRunSchema = z.object({
  run: z.number().int().min(0).max(999),
  sizeBytes: bytesSchema.optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i)
    .optional(),
});
export type FinishedRun = z.infer<typeof finishedRunSchema>;

/** `runs`: how many runs there are, or one entry for each. */
export const finishVideoSchema = z.object({
  runs: z.union([z.number().int().min(1).max(1000), z.array(finishedRunSchema).min(1).max(1000)]),
});
export type FinishVideo = z.infer<typeof finishVideoSchema>;
