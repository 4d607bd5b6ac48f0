import type { VideoKind } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type QueryDeepPartialEntity } from 'typeorm';
import { leaseUntil } from '../lease-until.js';
import { addToOutbox } from '../outbox/outbox.repository.js';
import { takeTurn } from './take-turn.sql.js';
import { lockVideo, tellVideoState } from './video-processing.js';
import { type RetiredAttempt, type StoredRendition, type StoredStoryboard, Video } from './video.entity.js';

/** Leases on one source before it is given up: one that kills its worker may do so once more, and that is all. */
const maxTries = 2;

/** What is known as soon as the video can be played. `kept`: what the attempt was made of. */
export type PlayableFacts = Pick<
  Video,
  'durationMs' | 'sourceDurationMs' | 'width' | 'height' | 'hasAudio' | 'isPartial' | 'kept' | 'wholeKey'
>;

/** What the worker does to a video. Every write names the attempt: a worker that lost its lease changes nothing. */
@Injectable()
export class TranscodeRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Takes the work on the video whose turn it is for `leaseMs`; null when none waits. See {@link takeTurn} for the order and
   * `kind`.
   * An expired lease is never taken again under its number: the sweep hands out a new one, see {@link reclaimExpired}.
   */
  takeNext(leaseMs: number, kind: VideoKind | null = null): Promise<Video | null> {
    return this.dataSource.transaction(async (manager) => {
      const id = await takeTurn(manager, kind);
      if (id === null) return null;
      const taken = { leaseExpiresAt: leaseUntil(leaseMs), tries: () => 'tries + 1' };
      await manager.update(Video, { id }, taken);
      return manager.findOneByOrFail(Video, { id });
    });
  }

  /** @returns false when the lease was lost: stop at once */
  renewLease(id: string, attempt: number, leaseMs: number): Promise<boolean> {
    return this.write(id, attempt, { leaseExpiresAt: leaseUntil(leaseMs) });
  }

  /**
   * Publishes the first that can be played, in place of what was published before. What was leaves the page at once
   * and goes on playing for those in the middle of it, for a short while.
   * @returns false when the lease was lost
   */
  publishPlayable(
    id: string,
    attempt: number,
    facts: PlayableFacts,
    renditions: StoredRendition[],
  ): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const video = await lockVideo(manager, id);
      if (video?.attempt !== attempt || video.state !== 'processing') return false;
      const change = {
        ...facts,
        renditions,
        storyboard: null,
        publishedAttempt: attempt,
        publishedKept: facts.kept,
        retiredAttempts: retiredWith(video, attempt),
        playableAt: () => 'coalesce(playable_at, now())',
      };
      await manager.update(Video, { id }, change as QueryDeepPartialEntity<Video>);
      await tellVideoState(manager, await manager.findOneByOrFail(Video, { id }));
      return true;
    });
  }

  /**
   * @param posterAtMs the chosen frame it shows; when another one was chosen meanwhile, its own job makes that
   * @returns false when the lease was lost
   */
  publishPoster(id: string, attempt: number, posterAtMs: number | null, posterKey: string): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const video = await lockVideo(manager, id);
      if (video?.attempt !== attempt || video.state !== 'processing') return false;
      if (video.posterAtMs === posterAtMs)
        await manager.update(Video, { id }, { posterKey, isPosterDue: false });
      return true;
    });
  }

  /** Something of the source turned out to be damaged after it was published. */
  publishPartial(id: string, attempt: number): Promise<boolean> {
    return this.write(id, attempt, { isPartial: true });
  }

  publishRenditions(id: string, attempt: number, renditions: StoredRendition[]): Promise<boolean> {
    return this.write(id, attempt, { renditions });
  }

  publishStoryboard(id: string, attempt: number, storyboard: StoredStoryboard): Promise<boolean> {
    return this.write(id, attempt, { storyboard });
  }

  publishPreview(id: string, attempt: number, previewKey: string): Promise<boolean> {
    return this.write(id, attempt, { previewKey });
  }

  /** @param progress 0–1; a smaller one than before is kept out. @param isTold whether members hear of it */
  recordProgress(id: string, attempt: number, progress: number, isTold: boolean): Promise<boolean> {
    const share = Math.min(1, Math.max(0, progress));
    return this.write(id, attempt, { progress: () => `greatest(progress, ${share}::real)` }, isTold);
  }

  /** `processing` → `ready`. */
  markReady(id: string, attempt: number): Promise<boolean> {
    return this.write(
      id,
      attempt,
      { state: 'ready', progress: 1, leaseExpiresAt: null, readyAt: () => 'now()' },
      true,
    );
  }

  /** `processing` → `failed`, for good. @param code of `videoFailures` in @app/contracts */
  markFailed(id: string, attempt: number, code: string): Promise<boolean> {
    return this.write(id, attempt, failedBy(code), true);
  }

  /**
   * Gives the lease back after trouble that may pass; the sweep starts the next attempt.
   * @param afterMs pause before that, 0 or more
   * @param isCounted false when the process stops: nobody's fault
   */
  releaseLease(id: string, attempt: number, afterMs: number, isCounted: boolean): Promise<boolean> {
    return this.write(id, attempt, {
      leaseExpiresAt: leaseUntil(afterMs),
      ...(isCounted ? {} : { tries: () => 'greatest(tries - 1, 0)' }),
    });
  }

  /**
   * An outage ended the work, and the source is not to blame: also when the sweep was faster and began the next attempt.
   * @param afterMs pause before it is taken up again, 0 or more
   */
  async giveTryBack(id: string, attempt: number, afterMs: number): Promise<void> {
    await this.dataSource.query(
      `update videos set tries = greatest(tries - 1, 0),
              lease_expires_at = case attempt when $2 then now() + $3 * interval '1 millisecond' else lease_expires_at end
       where id = $1 and state = 'processing' and attempt in ($2, $2 + 1)`,
      [id, attempt, afterMs],
    );
  }

  /**
   * Work whose lease ran out gets a new attempt (the old worker may live and is fenced off), or fails after {@link maxTries}.
   * @returns how many were reclaimed
   */
  reclaimExpired(): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const expired = await manager
        .createQueryBuilder(Video, 'video')
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .where(`video.state = 'processing' and video.leaseExpiresAt < now()`)
        .take(100)
        .getMany();
      for (const video of expired) {
        const attempt = video.attempt + 1;
        const isGivenUp = video.tries >= maxTries;
        const change: QueryDeepPartialEntity<Video> = isGivenUp
          ? failedBy('processing-failed')
          : { attempt, leaseExpiresAt: null };
        // oxlint-disable-next-line no-await-in-loop -- one connection
        await manager.update(Video, { id: video.id }, change);
        // oxlint-disable-next-line no-await-in-loop
        if (isGivenUp) await tellVideoState(manager, { ...video, state: 'failed' });
        // oxlint-disable-next-line no-await-in-loop
        else await addToOutbox(manager, 'transcode-video', { videoId: video.id, attempt });
      }
      return expired.length;
    });
  }

  /** Work that nobody has begun since `before`: its job may be lost with the queue's store. */
  async findUnbegun(waitingForMs: number): Promise<{ videoId: string; attempt: number }[]> {
    const videos = await this.dataSource.manager
      .createQueryBuilder(Video, 'video')
      .select(['video.id', 'video.attempt'])
      .where(`video.state = 'processing' and video.leaseExpiresAt is null`)
      .andWhere(`video.finishedAt < now() - :waitingForMs * interval '1 millisecond'`, { waitingForMs })
      .orderBy('video.finishedAt', 'ASC')
      .take(500)
      .getMany();
    return videos.map(({ id, attempt }) => ({ videoId: id, attempt }));
  }

  /** The one way of writing: only while `attempt` is the video's and it is in processing. */
  private write(
    id: string,
    attempt: number,
    change: QueryDeepPartialEntity<Video>,
    isTold = false,
  ): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      if (isTold) await lockVideo(manager, id);
      const { affected } = await manager.update(Video, { id, attempt, state: 'processing' }, change);
      if (!affected) return false;
      if (isTold) await tellVideoState(manager, await manager.findOneByOrFail(Video, { id }));
      return true;
    });
  }
}

/** The attempts whose files are still there, with the one that is replaced now. */
function retiredWith({ publishedAttempt, retiredAttempts }: Video, attempt: number): RetiredAttempt[] {
  if (publishedAttempt === null || publishedAttempt === attempt) return retiredAttempts;
  return [...retiredAttempts, { attempt: publishedAttempt, retiredAt: new Date().toISOString() }];
}

/** What becomes of the row of a video that failed for good. */
const failedBy = (failureCode: string): QueryDeepPartialEntity<Video> => ({
  state: 'failed',
  failureCode,
  leaseExpiresAt: null,
  failedAt: () => 'now()',
});
