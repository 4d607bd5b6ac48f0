import { type Config, uploadsFolder } from '@app/config';
import { AppError, idSchema, uploadMetadataSchema } from '@app/contracts';
import {
  RunTakenError,
  type Upload,
  UploadRepository,
  VideoRepository,
  areRunsComplete,
  newId,
} from '@app/database';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Upload as TusUpload } from '@tus/server';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Caller } from '../http/caller.js';
import { CONFIG } from '../http/config.token.js';
import { displayNameOf } from './display-name.js';
import { FreeSpace } from './free-space.js';
import { RunningHashes } from './running-hashes.js';
import { UploadLocks } from './upload-locks.js';

/** Who may upload what, and what happens at the last byte. The protocol itself is the tus server's. */
@Injectable()
export class UploadsService {
  readonly hashes = new RunningHashes();
  readonly folder: string;
  private readonly logger = new Logger('uploads');

  constructor(
    private readonly uploads: UploadRepository,
    private readonly videos: VideoRepository,
    private readonly locks: UploadLocks,
    readonly space: FreeSpace,
    @Inject(CONFIG) config: Config,
  ) {
    this.folder = uploadsFolder(config);
  }

  /** Id of a new upload; also the name of its file. */
  readonly newUploadId = newId;

  /**
   * Admits the creation of an upload: the caller's own video, still open, one upload a run.
   * @throws invalid-request, not-found, already-finished, upload-exists, no-space
   */
  async begin(caller: Caller, { id, size, metadata }: TusUpload): Promise<void> {
    const parsed = uploadMetadataSchema.safeParse(metadata ?? {});
    if (!parsed.success)
      throw new AppError(
        'invalid-request',
        parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
      );
    const { videoId, run, filename } = parsed.data;
    await this.space.assertLeft();
    await this.assertOpen(caller, videoId);
    const row = {
      id,
      videoId,
      memberId: caller.memberId,
      run,
      filename: displayNameOf(filename),
      lengthBytes: size ?? null,
    };
    const replaced = await this.uploads
      .create(row, (earlier) => this.isEmpty(earlier))
      .catch((error: unknown) => {
        throw error instanceof RunTakenError
          ? new AppError('upload-exists', { uploadId: error.uploadId })
          : error;
      });
    if (replaced) await rm(this.pathOf(replaced), { force: true });
  }

  /** The uploader only, also among colleagues. @throws not-found */
  async findOwn(caller: Caller, id: string): Promise<Upload> {
    const upload = idSchema.safeParse(id).success ? await this.uploads.find(id) : null;
    if (upload?.memberId !== caller.memberId) throw new AppError('not-found');
    return upload;
  }

  /** A source that is being processed or published cannot be taken away; deleting the video does that. @throws already-finished */
  async assertMayRemove(caller: Caller, upload: Upload): Promise<void> {
    await this.assertOpen(caller, upload.videoId);
  }

  /**
   * Admits a further part. A recorder that is refused for want of room is alive: its recording is not taken for abandoned.
   * @throws no-space
   */
  async assertRoom(id: string): Promise<void> {
    try {
      await this.space.assertLeft();
    } catch (error) {
      await this.uploads.recordLife(id);
      throw error;
    }
  }

  /** The last byte has arrived. Completing twice changes nothing; when it fails the sweep does it later. */
  async complete(id: string, sizeBytes: number): Promise<void> {
    const sha256 = await this.hashes.digest(id, this.pathOf(id), sizeBytes);
    await this.uploads.complete(id, sizeBytes, sha256);
    this.hashes.forget(id);
  }

  /**
   * Completes an upload of deferred length whose size the recorder tells at the end, if that many bytes are here.
   * @throws upload-locked when somebody goes on writing to it
   */
  async completeIfWhole(upload: Upload, sizeBytes: number): Promise<void> {
    if (upload.completedAt || upload.lengthBytes !== null) return;
    await this.locks.exclusively(upload.id, async () => {
      if ((await this.sizeOf(upload.id)) === sizeBytes) await this.complete(upload.id, sizeBytes);
    });
  }

  report(error: unknown): void {
    this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  pathOf(id: string): string {
    return join(this.folder, id);
  }

  /**
   * Open: nothing was processed yet, or what was processed is not what was sent: a file that was altered on the way, or what the
   * sweep published of a silent recorder that came back.
   * @throws not-found, already-finished
   */
  private async assertOpen(caller: Caller, videoId: string): Promise<void> {
    const video = await this.videos.find(videoId);
    if (video?.memberId !== caller.memberId) throw new AppError('not-found');
    if (video.state === 'uploading') return;
    const { expectedRuns } = video;
    const isWanted =
      video.kind === 'recording'
        ? expectedRuns === null
        : expectedRuns && !areRunsComplete(expectedRuns, await this.uploads.findOfVideo(videoId));
    if (!isWanted) throw new AppError('already-finished');
  }

  private async isEmpty({ id, offsetBytes, completedAt }: Upload): Promise<boolean> {
    return offsetBytes === 0 && completedAt === null && (await this.sizeOf(id)) === 0;
  }

  private async sizeOf(id: string): Promise<number> {
    const found = await stat(this.pathOf(id)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return { size: 0 };
      throw error;
    });
    return found.size;
  }
}
