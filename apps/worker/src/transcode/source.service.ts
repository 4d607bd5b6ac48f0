import { type Config, uploadsFolder } from '@app/config';
import { type Upload, UploadRepository, type Video, countedUploads } from '@app/database';
import { MediaError, type MediaTools } from '@app/media';
import { PermanentJobError } from '@app/queue';
import type { Storage } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG, MEDIA, STORAGE } from '../adapters/tokens.js';

/** Most files that one join takes. */
const maxJoined = 16;

/** The bytes of a video as one local file. */
export interface OpenSource {
  path: string;
  /** Something of what was recorded is not in it. */
  isPartial: boolean;
  /** The upload whose bytes these are, if it is a single one and complete. */
  upload: Pick<Upload, 'id' | 'offsetBytes'> | null;
}

/** Finds the source of a video: where its runs lie, and joins them where there are several. */
@Injectable()
export class SourceService {
  private readonly folder: string;

  constructor(
    private readonly uploads: UploadRepository,
    @Inject(MEDIA) private readonly media: MediaTools,
    @Inject(STORAGE) private readonly storage: Storage,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.folder = uploadsFolder(config);
  }

  /**
   * The source in one file. A single run is used where it lies: no copy stands between the last byte and playing.
   * @param workDir folder for what is downloaded or joined
   * @throws PermanentJobError `source-missing`; MediaError when nothing of it can be used
   */
  async open(video: Video, workDir: string, signal: AbortSignal): Promise<OpenSource> {
    const uploads = countedUploads(video.expectedRuns, await this.uploads.findOfVideo(video.id));
    const sized = await Promise.all(
      uploads.map(async (upload) => ({ upload, ...(await this.locate(upload, workDir)) })),
    );
    const filled = sized.filter(({ sizeBytes }) => sizeBytes > 0);
    const [first] = filled.length > 0 ? filled : sized;
    if (!first) throw new PermanentJobError('source-missing');
    const isIncomplete =
      uploads.some(({ completedAt }) => completedAt === null) ||
      filled.length < (video.expectedRuns?.count ?? 0);
    if (filled.length < 2)
      return { path: first.path, isPartial: isIncomplete, upload: isIncomplete ? null : first.upload };
    const joined = await this.join(
      filled.map(({ path }) => path),
      workDir,
      signal,
    );
    return { ...joined, isPartial: isIncomplete || joined.isPartial, upload: null };
  }

  /**
   * The one complete upload that a path of {@link open} is; null where several were joined, or it may still grow.
   * @param workDir as given to `open`
   */
  async findUpload(video: Video, path: string, workDir: string): Promise<Upload | null> {
    const uploads = await this.uploads.findOfVideo(video.id);
    const found = uploads.find(
      (upload) => path === join(this.folder, upload.id) || path === downloadPath(upload, workDir),
    );
    return found?.completedAt ? found : null;
  }

  /** Makes a source visible to other workers: where files are kept in a bucket, it goes there and stays here as well. */
  async share({ id, videoId }: Pick<Upload, 'id' | 'videoId'>): Promise<void> {
    if (this.config.storage.kind === 'disk') return;
    const path = join(this.folder, id);
    const local = await sizeOf(path);
    const key = sourceKey(videoId, id);
    if (local === null || (await this.storage.stat(key))?.sizeBytes === local) return;
    await this.storage.putFile(key, path, { contentType: 'application/octet-stream' });
  }

  /** One upload as a local file, downloaded where it does not lie here; null when this worker cannot see it. */
  async fetch(id: string, videoId: string, workDir: string): Promise<string | null> {
    const { path, sizeBytes } = await this.locate({ id, videoId, run: 0 }, workDir);
    return sizeBytes > 0 ? path : null;
  }

  /** Where files are kept in a bucket, the source goes there once it is not needed here any more. */
  async moveToStorage(video: Video): Promise<void> {
    if (this.config.storage.kind === 'disk') return;
    for (const { id, completedAt } of await this.uploads.findOfVideo(video.id)) {
      // An open upload may still grow: it stays where its bytes arrive.
      if (completedAt === null) continue;
      const path = join(this.folder, id);
      // oxlint-disable-next-line no-await-in-loop -- one large file at a time
      await this.share({ id, videoId: video.id });
      // oxlint-disable-next-line no-await-in-loop
      await rm(path, { force: true });
    }
  }

  private async locate(
    upload: Pick<Upload, 'id' | 'videoId' | 'run'>,
    workDir: string,
  ): Promise<{ path: string; sizeBytes: number }> {
    const path = join(this.folder, upload.id);
    const local = await sizeOf(path);
    if (local !== null) return { path, sizeBytes: local };
    const stored = await this.storage.stat(sourceKey(upload.videoId, upload.id));
    if (!stored) return { path, sizeBytes: 0 };
    const copy = downloadPath(upload, workDir);
    await this.storage.downloadTo(stored.key, copy);
    return { path: copy, sizeBytes: stored.sizeBytes };
  }

  /** A run that cannot be read costs only itself. */
  private async join(
    paths: string[],
    workDir: string,
    signal: AbortSignal,
  ): Promise<Omit<OpenSource, 'upload'>> {
    try {
      return { path: await this.joinAll(paths, workDir, signal), isPartial: false };
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      const readable = await this.findReadable(paths, signal);
      const [only] = readable;
      if (only === undefined || readable.length === paths.length) throw error;
      const path = readable.length === 1 ? only : await this.joinAll(readable, workDir, signal);
      return { path, isPartial: true };
    }
  }

  private async joinAll(paths: string[], workDir: string, signal: AbortSignal, level = 0): Promise<string> {
    const joined: string[] = [];
    for (let start = 0; start < paths.length; start += maxJoined) {
      const outDir = join(workDir, `join-${level}-${start}`);
      // oxlint-disable-next-line no-await-in-loop -- ffmpeg uses every core by itself
      await mkdir(outDir, { recursive: true });
      // oxlint-disable-next-line no-await-in-loop
      const file = await this.media.joinRuns(paths.slice(start, start + maxJoined), outDir, { signal });
      joined.push(join(outDir, file));
    }
    const [only] = joined;
    return joined.length === 1 && only !== undefined
      ? only
      : this.joinAll(joined, workDir, signal, level + 1);
  }

  private async findReadable(paths: string[], signal: AbortSignal): Promise<string[]> {
    const readable: string[] = [];
    for (const path of paths) {
      try {
        // oxlint-disable-next-line no-await-in-loop
        await this.media.probe(path, { signal });
        readable.push(path);
      } catch (error) {
        if (!(error instanceof MediaError)) throw error;
      }
    }
    return readable;
  }
}

const downloadPath = ({ run }: Pick<Upload, 'run'>, workDir: string) => join(workDir, `source-${run}`);
const sourceKey = (videoId: string, uploadId: string) => `videos/${videoId}/source/${uploadId}`;

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
