import { idSchema } from '@app/contracts';
import { z } from 'zod';
import { defineJob } from './define-job.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

const transcodeVideoSchema = z.object({ videoId: idSchema, attempt: z.int().min(0) });
export type TranscodeVideo = z.infer<typeof transcodeVideoSchema>;
/**
 * Makes renditions, poster and preview. A ticket, good for one turn: it says that this attempt of this video waits, but
 * the rows decide whose turn it is when a worker is free, so that no workspace waits for all that another one uploaded.
 * The time limit is the outer one: the media runner bounds each ffmpeg itself.
 */
export const transcodeVideo = defineJob<TranscodeVideo>({
  name: 'transcode-video',
  schema: transcodeVideoSchema,
  idOf: ({ videoId, attempt }) => `${videoId}-${attempt}`,
  attempts: 3,
  backoffMs: 5 * second,
  timeoutMs: 6 * hour,
});

const encodeLiveSchema = z.object({ uploadId: idSchema });
export type EncodeLive = z.infer<typeof encodeLiveSchema>;
/** Encodes a recording while it is still being uploaded. Losing it costs time only: the whole source is there afterwards. */
export const encodeLive = defineJob<EncodeLive>({
  name: 'encode-live',
  schema: encodeLiveSchema,
  idOf: ({ uploadId }) => uploadId,
  attempts: 1,
  backoffMs: 5 * second,
  timeoutMs: 12 * hour,
});

const encodePieceSchema = z.object({ videoId: idSchema, attempt: z.int().min(0), index: z.int().min(0) });
export type EncodePiece = z.infer<typeof encodePieceSchema>;
/**
 * Encodes pieces of a long video, whichever of the attempt are free, until none is. Tries are counted in the rows; the
 * attempt adds the job again while its piece waits.
 */
export const encodePiece = defineJob<EncodePiece>({
  name: 'encode-piece',
  schema: encodePieceSchema,
  idOf: ({ videoId, attempt, index }) => `${videoId}-${attempt}-${index}`,
  attempts: 1,
  backoffMs: 5 * second,
  timeoutMs: 6 * hour,
});

const makePosterSchema = z.object({ videoId: idSchema, revision: z.int().min(0), attempt: z.int().min(0) });
export type MakePoster = z.infer<typeof makePosterSchema>;
/** Makes the poster of a chosen frame, from what is published: nothing is encoded for it. */
export const makePoster = defineJob<MakePoster>({
  name: 'make-poster',
  schema: makePosterSchema,
  idOf: ({ videoId, revision, attempt }) => `${videoId}-${revision}-${attempt}`,
  attempts: 3,
  backoffMs: 2 * second,
  timeoutMs: 10 * minute,
});

const deleteFilesSchema = z.object({ videoId: idSchema, uploadIds: z.array(idSchema).max(1000) });
export type DeleteFiles = z.infer<typeof deleteFilesSchema>;
/** Removes the files of a video whose rows are gone. */
export const deleteFiles = defineJob<DeleteFiles>({
  name: 'delete-files',
  schema: deleteFilesSchema,
  idOf: ({ videoId }) => videoId,
  attempts: 5,
  backoffMs: 5 * second,
  timeoutMs: 10 * minute,
});

const transcribeVideoSchema = z.object({ videoId: idSchema, attempt: z.int().min(0) });
export type TranscribeVideo = z.infer<typeof transcribeVideoSchema>;
/** Makes captions by a transcription service, which may be busy for a while: patient, and never twice at once. */
export const transcribeVideo = defineJob<TranscribeVideo>({
  name: 'transcribe-video',
  schema: transcribeVideoSchema,
  idOf: ({ videoId, attempt }) => `${videoId}-${attempt}`,
  attempts: 5,
  backoffMs: 10 * second,
  timeoutMs: 3 * hour,
});

const reclassifyHistorySchema = z.object({ runId: idSchema, attempt: z.int().min(0) });
export type ReclassifyHistory = z.infer<typeof reclassifyHistorySchema>;
/** Runs the rule of what counts as a view over a workspace's history. Its row knows how far it came: a new attempt goes on there. */
export const reclassifyHistory = defineJob<ReclassifyHistory>({
  name: 'reclassify-history',
  schema: reclassifyHistorySchema,
  idOf: ({ runId, attempt }) => `${runId}-${attempt}`,
  attempts: 1,
  backoffMs: 5 * second,
  timeoutMs: 12 * hour,
});

/** Every job of the product, in the order of the flow. */
export const jobDefinitions = [
  encodeLive,
  transcodeVideo,
  encodePiece,
  makePoster,
  transcribeVideo,
  deleteFiles,
  reclassifyHistory,
] as const;
