import type { KeptRange } from '@app/contracts';
import type { Video } from '@app/database';
import type { MediaTools, SourceFacts } from '@app/media';
import type { Storage } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MEDIA, STORAGE } from '../adapters/tokens.js';

/** A source that is longer by so much has got new runs since it was cut, ms. */
const grownMs = 1_000;

/** How an attempt cuts the source, and where the whole of it can still be seen. */
export interface Cut {
  kept: KeptRange[];
  wholeKey: string;
  sourceDurationMs: number;
}

/** What an attempt needs for finding its {@link Cut}. */
interface ToBeCut {
  video: Video;
  workDir: string;
  input: string;
  facts: SourceFacts;
  signal: AbortSignal;
}

/**
 * Keeps the whole source playable for the members who edit it, when a part of it is about to be published in its place.
 * Copied from what is published where that is the whole; nothing is encoded again.
 */
@Injectable()
export class WholeSource {
  constructor(
    @Inject(MEDIA) private readonly media: MediaTools,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /** @returns null for an attempt that takes all of the source */
  async prepare(attempt: ToBeCut): Promise<Cut | null> {
    const { video, facts } = attempt;
    if (!video.kept) return null;
    const knownMs = video.sourceDurationMs ?? 0;
    if (facts.durationMs > knownMs + grownMs) return this.remake(attempt, video.kept, knownMs);
    const wholeKey = video.wholeKey ?? (await this.copyPublished(attempt));
    return wholeKey
      ? { kept: video.kept, wholeKey, sourceDurationMs: knownMs }
      : this.remake(attempt, video.kept, knownMs);
  }

  private async copyPublished({ video, workDir }: ToBeCut): Promise<string | null> {
    const [largest] = video.renditions;
    if (!largest || video.publishedKept || !(await this.storage.stat(largest.key))) return null;
    const path = join(workDir, 'whole.mp4');
    await this.storage.downloadTo(largest.key, path);
    return this.put(video, path);
  }

  /** The recording went on after it was cut: the end moves along, unless the end itself had been cut off. */
  private async remake(attempt: ToBeCut, kept: KeptRange[], knownMs: number): Promise<Cut> {
    const { video, workDir, input, facts, signal } = attempt;
    const outDir = join(workDir, 'whole');
    await mkdir(outDir, { recursive: true });
    const { file, durationMs } = await this.media.makePlayable(input, outDir, facts, { signal });
    const wholeKey = await this.put(video, join(outDir, file));
    const grown = kept.map((piece, index) =>
      index === kept.length - 1 && piece.toMs >= knownMs ? { ...piece, toMs: durationMs } : piece,
    );
    return { kept: grown, wholeKey, sourceDurationMs: durationMs };
  }

  private async put({ id, attempt }: Video, path: string): Promise<string> {
    const key = `videos/${id}/whole/${attempt}.mp4`;
    await this.storage.putFile(key, path, { contentType: 'video/mp4' });
    return key;
  }
}
