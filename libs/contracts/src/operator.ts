import { z } from 'zod';
import { bytesSchema, idSchema, timeSchema } from './primitives.js';

/** Kinds of jobs, in the order of the flow. */
export const jobNameSchema = z.enum([
  'encode-live',
  'transcode-video',
  'encode-piece',
  'make-poster',
  'transcribe-video',
  'delete-files',
  'reclassify-history',
]);
export type JobName = z.infer<typeof jobNameSchema>;

const countSchema = z.number().int().min(0);

/** How one kind of job stands on the whole server. `depth` is null when the queue's store does not answer. */
export const jobFiguresSchema = z
  .object({
    job: jobNameSchema,
    depth: z.object({ waiting: countSchema, active: countSchema, delayed: countSchema }).nullable(),
    /** Jobs that were not handed to the queue yet. */
    pending: countSchema,
    /** Since when the oldest one waits. */
    waitingSince: timeSchema.nullable(),
  })
  .meta({ id: 'JobFigures' });
export type JobFigures = z.infer<typeof jobFiguresSchema>;

/** The server itself, for who runs it. `isFull`: nothing new is accepted until there is room. */
export const serverFiguresSchema = z
  .object({
    workerCount: countSchema,
    disk: z.object({ freeBytes: bytesSchema, totalBytes: bytesSchema, isFull: z.boolean() }),
    jobs: z.array(jobFiguresSchema),
    /** Every night the figures are compared with the raw rows; what differs is counted anew. */
    rollUps: z.object({
      checkedCount: countSchema,
      /** When the workspace that waits longest was compared; null before the first time. */
      checkedAt: timeSchema.nullable(),
      differenceCount: countSchema,
      /** Changes that no figure shows yet. */
      waitingCount: countSchema,
    }),
  })
  .meta({ id: 'ServerFigures' });
export type ServerFigures = z.infer<typeof serverFiguresSchema>;

/** A video that failed. `title` is null where it is another workspace's. */
export const failedVideoSchema = z
  .object({
    videoId: idSchema,
    title: z.string().nullable(),
    code: z.string(),
    message: z.string(),
    failedAt: timeSchema,
  })
  .meta({ id: 'FailedVideo' });
export type FailedVideo = z.infer<typeof failedVideoSchema>;

/** Failures of the last 24 hours for one reason. */
export const failureCountSchema = z
  .object({ job: jobNameSchema, code: z.string(), message: z.string(), count: countSchema })
  .meta({ id: 'FailureCount' });
export type FailureCount = z.infer<typeof failureCountSchema>;

/**
 * What an admin sees of the work behind the videos. For the operator, an admin of the first workspace, it is that of the
 * whole server, and `server` is there; for every other admin that of their own workspace, and `server` is null.
 */
export const operatorViewSchema = z
  .object({
    videos: z.object({
      uploading: countSchema,
      processing: countSchema,
      ready: countSchema,
      failed: countSchema,
    }),
    /** Of those in processing: how many no worker has begun, and since when the first of them waits. */
    waiting: z.object({ count: countSchema, since: timeSchema.nullable() }),
    failures: z.object({ lastDay: z.array(failureCountSchema), latest: z.array(failedVideoSchema) }),
    server: serverFiguresSchema.nullable(),
  })
  .meta({ id: 'OperatorView' });
export type OperatorView = z.infer<typeof operatorViewSchema>;
