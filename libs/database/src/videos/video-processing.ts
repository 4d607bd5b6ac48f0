import type { EntityManager } from 'typeorm';
import { addToOutbox } from '../outbox/outbox.repository.js';
import { areRunsComplete } from './expected-runs.js';
import { Upload } from './upload.entity.js';
import { Video } from './video.entity.js';

/** Tells the members of the workspace how far a video is (`video.state` of the stream). */
export async function tellVideoState(manager: EntityManager, video: Video): Promise<void> {
  const payload = {
    at: new Date().toISOString(),
    videoId: video.id,
    memberId: video.memberId,
    state: video.state,
    isPlayable: video.publishedAttempt !== null,
    progress: video.progress,
  };
  await addToOutbox(manager, 'video.state', payload, video.workspaceId);
}

/** The row of a video, locked until the end of the transaction; null when it is gone. */
export function lockVideo(manager: EntityManager, id: string): Promise<Video | null> {
  return manager.findOne(Video, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

/**
 * Starts a new attempt on the bytes that are there: any state → `processing`, with its job in the same transaction.
 * What is published stays visible until the new attempt has something better.
 * @param video locked by the caller
 */
export async function beginProcessing(manager: EntityManager, video: Video): Promise<void> {
  const attempt = video.attempt + 1;
  await manager.update(
    Video,
    { id: video.id },
    {
      state: 'processing',
      attempt,
      tries: 0,
      progress: 0,
      failureCode: null,
      failedAt: null,
      leaseExpiresAt: null,
      readyAt: null,
      finishedAt: () => 'now()',
    },
  );
  await addToOutbox(manager, 'transcode-video', { videoId: video.id, attempt });
  await tellVideoState(manager, { ...video, state: 'processing', progress: 0 });
}

/** Whether bytes arrived since the source was last taken, so that processing it again shows something new. */
export function hasNewBytes(video: Pick<Video, 'finishedAt'>, uploads: readonly Upload[]): boolean {
  const { finishedAt } = video;
  return (
    uploads.length > 0 && (finishedAt === null || uploads.some(({ lastPartAt }) => lastPartAt > finishedAt))
  );
}

/**
 * Starts processing if the source is complete and was not taken as it is now: after the last byte, and after finish.
 * Any number of calls start one attempt.
 * @param video locked by the caller
 */
export async function beginIfComplete(manager: EntityManager, video: Video): Promise<void> {
  const uploads = await manager.find(Upload, { where: { videoId: video.id }, order: { run: 'ASC' } });
  const isComplete =
    video.kind === 'file'
      ? uploads.length > 0 && uploads.every(({ completedAt }) => completedAt !== null)
      : video.expectedRuns !== null && areRunsComplete(video.expectedRuns, uploads);
  if (isComplete && hasNewBytes(video, uploads)) await beginProcessing(manager, video);
}
