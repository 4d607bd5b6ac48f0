import {
  AppError,
  type CreateVideo,
  type CreatedVideo,
  type FinishVideo,
  type UpdateVideo,
  type Video as VideoReply,
  type VideoQuery,
  describeVideoFailure,
  idSchema,
} from '@app/contracts';
import { UploadRepository, type Video, VideoRepository, expectedRunsOf, newSlug } from '@app/database';
import { Injectable } from '@nestjs/common';
import { apiPath } from '../http/api-path.js';
import type { Caller } from '../http/caller.js';
import { AccessService } from '../members/access.service.js';
import { UploadsService } from '../uploads/uploads.service.js';
import { presentVideo } from './video.presenter.js';
import { VideoSummaries } from './video-summaries.service.js';

/** Videos of members: who sees and changes them, and when a source is complete. */
@Injectable()
export class VideosService {
  constructor(
    private readonly videos: VideoRepository,
    private readonly uploadRows: UploadRepository,
    private readonly uploads: UploadsService,
    private readonly access: AccessService,
    private readonly summaries: VideoSummaries,
  ) {}

  /** @param origin of the addresses in the reply, e.g. `https://video.example.com` */
  async create(caller: Caller, { title, kind }: CreateVideo, origin: string): Promise<CreatedVideo> {
    const { workspaceId, memberId, teamId } = caller;
    const video = await this.videos.create(
      { workspaceId, memberId, title, kind },
      { slug: newSlug(), teamId },
    );
    return { ...(await this.present(video, origin)), uploadUrl: `${origin}/${apiPath('uploads')}` };
  }

  /** Newest first, within the caller's reach. @throws invalid-request for a cursor that is none */
  async list(
    caller: Caller,
    { limit, cursor, search }: VideoQuery,
    origin: string,
  ): Promise<{ items: VideoReply[]; nextCursor: string | null }> {
    if (cursor !== undefined && !idSchema.safeParse(cursor).success)
      throw new AppError('invalid-request', [{ path: 'cursor', message: 'Not a cursor of this list' }]);
    const reach = await this.access.reachOf(caller);
    const page = { workspaceId: caller.workspaceId, reach, limit: limit + 1, cursor, search };
    const found = await this.videos.findPage(page);
    const shown = found.slice(0, limit);
    const nextCursor = found.length > limit ? (shown.at(-1)?.id ?? null) : null;
    return { items: await this.presentAll(shown, origin), nextCursor };
  }

  /** @throws not-found */
  async get(caller: Caller, id: string, origin: string): Promise<VideoReply> {
    return this.present(await this.access.assertWithinReach(caller, await this.videos.find(id)), origin);
  }

  /** @throws not-found, not-allowed */
  async update(caller: Caller, id: string, { title }: UpdateVideo, origin: string): Promise<VideoReply> {
    await this.findEditable(caller, id);
    if (title !== undefined) await this.videos.rename(id, title);
    return this.get(caller, id, origin);
  }

  /** @throws not-found, not-allowed */
  async remove(caller: Caller, id: string): Promise<void> {
    await this.findEditable(caller, id);
    await this.videos.remove(id);
  }

  /**
   * The recording is complete. Runs that are still on their way are waited for; calling it again changes nothing.
   * @throws not-found, not-allowed, upload-mismatch (with the runs that arrived altered; their uploads are kept)
   */
  async finish(caller: Caller, id: string, { runs }: FinishVideo, origin: string): Promise<VideoReply> {
    await this.findEditable(caller, id);
    const expected = expectedRunsOf(runs);
    for (const upload of await this.uploadRows.findOfVideo(id)) {
      const sizeBytes = expected.runs.find(({ run }) => run === upload.run)?.sizeBytes;
      // oxlint-disable-next-line no-await-in-loop -- reading one file at a time is enough
      if (sizeBytes !== undefined) await this.uploads.completeIfWhole(upload, sizeBytes);
    }
    const mismatches = await this.videos.finish(id, expected);
    if (mismatches.length > 0) throw new AppError('upload-mismatch', { runs: mismatches });
    return this.get(caller, id, origin);
  }

  /** Processes a failed video again, if that can help. @throws not-found, not-allowed, cannot-retry */
  async retry(caller: Caller, id: string, origin: string): Promise<VideoReply> {
    const { failureCode } = await this.findEditable(caller, id);
    const canRetry = failureCode !== null && describeVideoFailure(failureCode).canRetry;
    if (!canRetry || !(await this.videos.retry(id))) throw new AppError('cannot-retry');
    return this.get(caller, id, origin);
  }

  private async findEditable(caller: Caller, id: string): Promise<Video> {
    return this.access.assertMayEdit(caller, await this.videos.find(id));
  }

  private async present(video: Video, origin: string): Promise<VideoReply> {
    const [shown] = await this.presentAll([video], origin);
    if (!shown) throw new AppError('not-found');
    return shown;
  }

  /** A video that is deleted meanwhile is left out. */
  private async presentAll(videos: Video[], origin: string): Promise<VideoReply[]> {
    const summaryOf = await this.summaries.of(videos);
    return videos.flatMap((video) => {
      const summary = summaryOf.get(video.id);
      return summary ? [presentVideo(video, summary, origin)] : [];
    });
  }
}
