import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { addToOutbox } from '../outbox/outbox.repository.js';
import { Upload } from './upload.entity.js';
import { beginIfComplete, beginProcessing, hasNewBytes, lockVideo } from './video-processing.js';
import { Video } from './video.entity.js';

/** This run has an upload already; `uploadId` names it. */
export class RunTakenError extends Error {
  constructor(readonly uploadId: string) {
    super('This run has an upload already.');
  }
}

/** The runs' bytes on their way in. The rows follow the files: what lies on disk is the truth about offsets. */
@Injectable()
export class UploadRepository {
  constructor(private readonly dataSource: DataSource) {}

  find(id: string): Promise<Upload | null> {
    return this.dataSource.manager.findOneBy(Upload, { id });
  }

  /** In the order of their runs. */
  findOfVideo(videoId: string): Promise<Upload[]> {
    return this.dataSource.manager.find(Upload, { where: { videoId }, order: { run: 'ASC' } });
  }

  /**
   * Begins the upload of one run.
   * @param isEmpty whether an earlier upload of the run has no byte, so that a new one may take its place
   * @returns id of the empty upload that was replaced
   * @throws RunTakenError
   */
  create(
    upload: Pick<Upload, 'id' | 'videoId' | 'memberId' | 'run' | 'filename' | 'lengthBytes'>,
    isEmpty: (earlier: Upload) => Promise<boolean>,
  ): Promise<string | null> {
    return this.dataSource.transaction(async (manager) => {
      const video = await lockVideo(manager, upload.videoId);
      const earlier = await manager.findOneBy(Upload, { videoId: upload.videoId, run: upload.run });
      if (earlier && !(await isEmpty(earlier))) throw new RunTakenError(earlier.id);
      if (earlier) await manager.delete(Upload, { id: earlier.id });
      await manager.insert(Upload, { ...upload, lastPartAt: () => 'now()' });
      if (video?.kind === 'recording' && upload.run === 0)
        await addToOutbox(manager, 'encode-live', { uploadId: upload.id });
      return earlier?.id ?? null;
    });
  }

  /** Notes how many bytes are durable. */
  async recordPart(id: string, offsetBytes: number): Promise<void> {
    await this.dataSource.manager.update(
      Upload,
      { id, completedAt: IsNull() },
      { offsetBytes, lastPartAt: () => 'now()' },
    );
  }

  /** Somebody is at work on an upload, although no byte of it came in. */
  async recordLife(id: string): Promise<void> {
    await this.dataSource.manager.update(
      Upload,
      { id, completedAt: IsNull() },
      { lastPartAt: () => 'now()' },
    );
  }

  /** The length becomes known; a known one never changes. */
  async declareLength(id: string, lengthBytes: number): Promise<void> {
    await this.dataSource.manager.update(
      Upload,
      { id, lengthBytes: IsNull() },
      { lengthBytes, lastPartAt: () => 'now()' },
    );
  }

  /**
   * The last byte is here. In the same transaction processing begins, if this was the last run that was waited for.
   * Any number of calls complete it once.
   * @param sha256 hex, of the whole file as it lies on disk
   */
  async complete(id: string, sizeBytes: number, sha256: string): Promise<void> {
    const upload = await this.find(id);
    if (!upload || upload.completedAt) return;
    await this.dataSource.transaction(async (manager) => {
      const video = await lockVideo(manager, upload.videoId);
      const { affected } = await manager.update(
        Upload,
        { id, completedAt: IsNull() },
        {
          sha256,
          offsetBytes: sizeBytes,
          lengthBytes: sizeBytes,
          completedAt: () => 'now()',
          lastPartAt: () => 'now()',
        },
      );
      if (video && affected) await beginIfComplete(manager, video);
    });
  }

  async remove(id: string): Promise<void> {
    await this.dataSource.manager.delete(Upload, { id });
  }

  /** Uploads that got no part for a while and are not complete: their finish hook may be lost, or their sender is gone. */
  findIncomplete(silentForMs: number): Promise<Upload[]> {
    return this.dataSource.manager
      .createQueryBuilder(Upload, 'upload')
      .where('upload.completedAt is null')
      .andWhere(`upload.lastPartAt < now() - :silentForMs * interval '1 millisecond'`, { silentForMs })
      .orderBy('upload.lastPartAt', 'ASC')
      .take(500)
      .getMany();
  }

  /**
   * Recordings with bytes that nobody has processed, and silent for a while.
   * @param silentForMs silence of one that goes on as far as we know
   * @param afterFinishMs silence of one whose recorder said that it is complete
   */
  async findSilentRecordings(silentForMs: number, afterFinishMs: number): Promise<string[]> {
    const rows: { id: string }[] = await this.dataSource.query(
      `select v.id from videos v join uploads u on u.video_id = v.id
       where v.kind = 'recording'
       group by v.id
       having sum(u.offset_bytes) > 0
          and (v.finished_at is null or max(u.last_part_at) > v.finished_at)
          and max(u.last_part_at) < now() - interval '1 millisecond'
              * (case when v.expected_runs is null then $1 else $2 end)::double precision
       limit 100`,
      [silentForMs, afterFinishMs],
    );
    return rows.map(({ id }) => id);
  }

  /** Begins processing of what arrived of a silent recording. It may still go on: the next bytes begin another attempt. */
  async finishSilent(videoId: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const video = await lockVideo(manager, videoId);
      const uploads = await manager.findBy(Upload, { videoId });
      if (video && hasNewBytes(video, uploads)) await beginProcessing(manager, video);
    });
  }

  /** Gives up uploads of files that nobody continued. @returns their ids, whose files may go */
  async expire(silentForMs: number): Promise<string[]> {
    const expired = await this.findIncomplete(silentForMs);
    const ids: string[] = [];
    for (const { id, videoId } of expired) {
      // oxlint-disable-next-line no-await-in-loop -- a handful a day, each in its own transaction
      const isExpired = await this.dataSource.transaction(async (manager) => {
        const video = await lockVideo(manager, videoId);
        if (video?.state !== 'uploading') return false;
        await manager.delete(Upload, { id, completedAt: IsNull() });
        const failed = { state: 'failed', failureCode: 'upload-expired', failedAt: () => 'now()' } as const;
        await manager.update(Video, { id: videoId }, failed);
        return true;
      });
      if (isExpired) ids.push(id);
    }
    return ids;
  }
}
