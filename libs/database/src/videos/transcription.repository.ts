import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In } from 'typeorm';
import { addToOutbox } from '../outbox/outbox.repository.js';
import { Captions } from './captions.entity.js';
import { Transcription } from './transcription.entity.js';
import { Video } from './video.entity.js';
import { lockVideo } from './video-processing.js';

/** Captions that a service made. */
export type TranscribedCaptions = Pick<Captions, 'language' | 'label' | 'cues'>;

/**
 * When captions are made by a service. The outbox row of the job stays until it is done, so that a queue that forgets
 * loses nothing; every write names the attempt, so that a late worker changes nothing.
 */
@Injectable()
export class TranscriptionRepository {
  constructor(private readonly dataSource: DataSource) {}

  find(videoId: string): Promise<Transcription | null> {
    return this.dataSource.manager.findOneBy(Transcription, { videoId });
  }

  /** Asks for captions; while they are being made nothing changes. @returns false when the video is gone */
  request(videoId: string): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const video = await lockVideo(manager, videoId);
      if (!video) return false;
      const known = await manager.findOneBy(Transcription, { videoId });
      if (known?.state === 'waiting' || known?.state === 'running') return true;
      const attempt = (known?.attempt ?? 0) + 1;
      const { workspaceId } = video;
      await manager.upsert(
        Transcription,
        { videoId, workspaceId, state: 'waiting', attempt, failureCode: null },
        ['videoId'],
      );
      await addToOutbox(manager, 'transcribe-video', { videoId, attempt });
      return true;
    });
  }

  /** For a video that is ready: asks for captions if it has sound, and unless that was tried before or there are some. */
  async requestFirst(videoId: string): Promise<void> {
    const { manager } = this.dataSource;
    const hasSound = await manager.existsBy(Video, { id: videoId, hasAudio: true });
    const isKnown =
      (await manager.existsBy(Transcription, { videoId })) || (await manager.existsBy(Captions, { videoId }));
    if (hasSound && !isKnown) await this.request(videoId);
  }

  /** `waiting` → `running`. @returns false when this attempt is done, outdated, or its video gone */
  async begin(videoId: string, attempt: number): Promise<boolean> {
    const { affected } = await this.dataSource.manager.update(
      Transcription,
      { videoId, attempt, state: In(['waiting', 'running']) },
      { state: 'running' },
    );
    if (!affected) await forgetJobs(this.dataSource.manager, videoId, attempt);
    return (affected ?? 0) > 0;
  }

  /**
   * Stores what the service made, and ends the attempt. Captions that a person uploaded or edited are never replaced.
   * @returns false when the attempt is outdated
   */
  finish(videoId: string, attempt: number, captions: TranscribedCaptions): Promise<boolean> {
    return this.conclude(videoId, attempt, null, async (manager, { workspaceId }) => {
      const { language } = captions;
      const known = await manager.findOneBy(Captions, { videoId, language });
      if (known?.source === 'uploaded' || known?.source === 'edited') return;
      const version = (known?.version ?? 0) + 1;
      await manager.upsert(Captions, { videoId, workspaceId, source: 'transcribed', version, ...captions }, [
        'videoId',
        'language',
      ]);
    });
  }

  /** Ends the attempt for good. @param code of `describeTranscriptionFailure` in @app/contracts */
  fail(videoId: string, attempt: number, code: string): Promise<boolean> {
    return this.conclude(videoId, attempt, code);
  }

  private conclude(
    videoId: string,
    attempt: number,
    failureCode: string | null,
    change?: (manager: EntityManager, video: { workspaceId: string }) => Promise<void>,
  ): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const video = await lockVideo(manager, videoId);
      const { affected } = await manager.update(
        Transcription,
        { videoId, attempt, state: 'running' },
        { state: failureCode === null ? 'done' : 'failed', failureCode },
      );
      await forgetJobs(manager, videoId, attempt);
      if (!video || !affected) return false;
      await change?.(manager, video);
      return true;
    });
  }
}

/** Takes the record of a job away that is done, outdated, or of no use any more. */
async function forgetJobs(manager: EntityManager, videoId: string, attempt: number): Promise<void> {
  await manager.query(
    `delete from outbox where topic = 'transcribe-video' and payload->>'videoId' = $1
        and (payload->>'attempt')::int <= $2`,
    [videoId, attempt],
  );
}
