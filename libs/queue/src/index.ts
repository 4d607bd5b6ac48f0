// Queue: carries hints of work from the dispatcher to the worker; Postgres rows hold the truth.
// Called by the worker's `dispatch/` (add), its handlers (work) and health (depth). BullMQ on Postgres or Redis.
// It delivers at least once, and may forget everything: a handler takes its lease on the row and does nothing twice.
// It never uses BullMQ's QueueEvents (they lose events), never reads the environment, knows no framework.
export { createQueue } from './create-queue.js';
export type { QueueConfig } from './create-queue.js';
export { defineJob } from './define-job.js';
export type { JobDefinition, JobOptions } from './define-job.js';
export {
  deleteFiles,
  encodeLive,
  encodePiece,
  jobDefinitions,
  makePoster,
  reclassifyHistory,
  transcodeVideo,
  transcribeVideo,
} from './job-definitions.js';
export type {
  DeleteFiles,
  EncodeLive,
  EncodePiece,
  MakePoster,
  ReclassifyHistory,
  TranscodeVideo,
  TranscribeVideo,
} from './job-definitions.js';
export { JobTimeoutError, PermanentJobError } from './job-errors.js';
export type {
  AddOptions,
  FailedJob,
  JobContext,
  JobHandler,
  Queue,
  QueueDepth,
  QueueHooks,
  WorkOptions,
} from './queue.port.js';
