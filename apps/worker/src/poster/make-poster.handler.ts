import { type Config, workFolder } from '@app/config';
import { defaultPosterMs, toPlayedMs } from '@app/contracts';
import { EditsRepository, type Video, VideoRepository } from '@app/database';
import type { MediaTools } from '@app/media';
import type { JobContext, MakePoster } from '@app/queue';
import type { Storage } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG, MEDIA, STORAGE } from '../adapters/tokens.js';

/**
 * Job `make-poster`: takes the chosen frame from the largest rendition that is published. Doing it late, twice, or after
 * another frame was chosen changes nothing.
 */
@Injectable()
export class MakePosterHandler {
  constructor(
    private readonly videos: VideoRepository,
    private readonly edits: EditsRepository,
    @Inject(MEDIA) private readonly media: MediaTools,
    @Inject(STORAGE) private readonly storage: Storage,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A frame that what is published does not have is left to the attempt that brings it back. */
  async handle({ videoId, attempt }: MakePoster, { signal }: Pick<JobContext, 'signal'>): Promise<void> {
    const video = await this.videos.find(videoId);
    if (!video?.isPosterDue || video.publishedAttempt !== attempt) return;
    const atMs = momentIn(video);
    const [largest] = video.renditions;
    if (atMs === null || !largest) return;
    await mkdir(workFolder(this.config), { recursive: true });
    const workDir = await mkdtemp(join(workFolder(this.config), `${videoId}-poster-`));
    try {
      const input = join(workDir, 'published.mp4');
      await this.storage.downloadTo(largest.key, input);
      const facts = await this.media.probe(input, { signal });
      const { file, mimeType } = await this.media.makePoster(input, workDir, facts, { signal, atMs });
      // Of the edits that are made now, not of the job: a late one must not put another picture under an address that was used.
      const key = `videos/${videoId}/${attempt}/poster-${video.editsRevision}.jpg`;
      await this.storage.putFile(key, join(workDir, file), { contentType: mimeType });
      await this.edits.publishPoster(video, attempt, key);
    } finally {
      await rm(workDir, { recursive: true, force: true });
    }
  }
}

/** Where the frame is in what is published, played milliseconds; null when it is not in it. */
function momentIn({ posterAtMs, kept, publishedKept, sourceDurationMs }: Video): number | null {
  return toPlayedMs(publishedKept, posterAtMs ?? defaultPosterMs(kept, sourceDurationMs ?? 0));
}
