import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Link } from '../links/link.entity.js';
import { newId } from '../new-id.js';
import { addToOutbox } from '../outbox/outbox.repository.js';
import { type MismatchedRun, findMismatches } from './expected-runs.js';
import { Upload } from './upload.entity.js';
import { beginIfComplete, beginProcessing, lockVideo } from './video-processing.js';
import { type ExpectedRuns, Video } from './video.entity.js';

/** Which videos a page shows. */
export interface VideoPage {
  workspaceId: string;
  /** Members whose videos are shown; `all` of the workspace for admins. */
  reach: 'all' | readonly string[];
  /** Part of the title, any case. */
  search?: string;
  /** Id of the last video of the page before. */
  cursor?: string;
  /** 1 or more. */
  limit: number;
}

/** Videos as members see and change them. What the worker does to them is in {@link TranscodeRepository}. */
@Injectable()
export class VideoRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Makes a video together with its default link: the link exists before the first byte. */
  create(
    video: Pick<Video, 'workspaceId' | 'memberId' | 'title' | 'kind'>,
    link: Pick<Link, 'slug' | 'teamId'>,
  ): Promise<Video> {
    return this.dataSource.transaction(async (manager) => {
      const { workspaceId, memberId } = video;
      const id = newId();
      await manager.insert(Video, { id, ...video });
      await manager.insert(Link, {
        id: newId(),
        videoId: id,
        workspaceId,
        memberId,
        isDefault: true,
        ...link,
      });
      return manager.findOneByOrFail(Video, { id });
    });
  }

  find(id: string): Promise<Video | null> {
    return this.dataSource.manager.findOneBy(Video, { id });
  }

  /** Newest first: ids sort by time. */
  findPage({ workspaceId, reach, search, cursor, limit }: VideoPage): Promise<Video[]> {
    const query = this.dataSource.manager
      .createQueryBuilder(Video, 'video')
      .where('video.workspaceId = :workspaceId', { workspaceId })
      .orderBy('video.id', 'DESC')
      .take(limit);
    if (reach !== 'all') query.andWhere('video.memberId in (:...reach)', { reach });
    if (search) query.andWhere(`strpos(lower(video.title), lower(:search)) > 0`, { search });
    if (cursor) query.andWhere('video.id < :cursor', { cursor });
    return query.getMany();
  }

  async rename(id: string, title: string): Promise<void> {
    await this.dataSource.manager.update(Video, { id }, { title });
  }

  /** Removes the video with its links and uploads; a job removes the files after the rows are gone. */
  async remove(id: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const video = await lockVideo(manager, id);
      if (!video) return;
      const uploads = await manager.find(Upload, { select: { id: true }, where: { videoId: id } });
      await manager.delete(Video, { id });
      await addToOutbox(manager, 'delete-files', { videoId: id, uploadIds: uploads.map((each) => each.id) });
    });
  }

  /**
   * The recorder says that the recording is complete. Begins processing if everything is there; otherwise the last byte does.
   * @returns the runs that arrived altered; then nothing begins, and they may be sent again
   */
  finish(id: string, expected: ExpectedRuns): Promise<MismatchedRun[]> {
    return this.dataSource.transaction(async (manager) => {
      const video = await lockVideo(manager, id);
      if (!video) return [];
      const uploads = await manager.findBy(Upload, { videoId: id });
      const mismatches = findMismatches(expected, uploads);
      // A file is processed as soon as it is here: only by what it should have been is it known to be wanted again.
      const isFirstWord = video.kind === 'file' && video.expectedRuns === null;
      if (mismatches.length === 0 || isFirstWord)
        await manager.update(Video, { id }, { expectedRuns: expected });
      if (mismatches.length > 0) return mismatches;
      await beginIfComplete(manager, { ...video, expectedRuns: expected });
      return [];
    });
  }

  /** `failed` → `processing` on the same source. @returns false when it is not `failed` */
  retry(id: string): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const video = await lockVideo(manager, id);
      if (video?.state !== 'failed') return false;
      await beginProcessing(manager, video);
      return true;
    });
  }
}
