import { defaultPosterMs, keptDurationMs } from '@app/contracts';
import { type StoredRendition, TranscodeRepository, type Video } from '@app/database';
import { type MediaTools, playableFile, type Rendition, type SourceFacts } from '@app/media';
import type { Storage } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MEDIA, STORAGE } from '../adapters/tokens.js';
import { LeaseLostError } from './lease.js';
import type { ProgressReporter } from './progress-reporter.js';
import { SourceService } from './source.service.js';
import { type Cut, WholeSource } from './whole-source.service.js';

/** What one attempt works with. */
interface Attempt {
  video: Video;
  /** Folder of the input where it was downloaded or joined, and of the output. */
  workDir: string;
  progress: ProgressReporter;
  signal: AbortSignal;
}

/** An attempt whose source was measured. */
interface Measured extends Attempt {
  input: string;
  outDir: string;
  facts: SourceFacts;
  /** Null: all of the source. */
  cut: Cut | null;
}

/** As much of a recording is looked at in about a quarter of a second. */
const quickLookMs = 120_000;

/** Renditions never change under their address; see `videos/<id>/<attempt>/…`. */
const immutable = 'public, max-age=31536000, immutable';

/** The steps of an attempt, each published as soon as it is done: playable first, everything else later. */
@Injectable()
export class TranscodeService {
  constructor(
    private readonly transcodes: TranscodeRepository,
    private readonly sources: SourceService,
    private readonly wholes: WholeSource,
    @Inject(MEDIA) private readonly media: MediaTools,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /** @throws MediaError for a file that can never be a video, LeaseLostError, or the reason of the signal */
  async run(attempt: Attempt): Promise<void> {
    const { video, workDir, signal } = attempt;
    const outDir = join(workDir, 'out');
    await mkdir(outDir, { recursive: true });
    const source = await this.sources.open(video, workDir, signal);
    const known = {
      ...attempt,
      input: source.path,
      outDir,
      facts: await this.look(video, source.path, signal),
    };
    const looked = { ...known, cut: await this.wholes.prepare(known) };
    await this.makePlayable(looked, source.isPartial);
    await this.makePoster(looked);
    const measured = await this.lookAtAll(looked);
    const renditions = await this.makeRenditions(measured);
    await this.makeStoryboard(measured, renditions);
    await this.makePreview(measured);
    await attempt.progress.settled();
    await this.sources.moveToStorage(video);
    assertLeased(await this.transcodes.markReady(video.id, video.attempt));
  }

  /** Nothing of a recording's length stands between *Stop* and playing: of a long one only the beginning is looked at first. */
  private look(video: Video, path: string, signal: AbortSignal): Promise<SourceFacts> {
    return this.media.probe(path, {
      signal,
      ...(isWholeRecording(video) ? { keyFramesWithinMs: quickLookMs } : {}),
    });
  }

  /** The rest of a long recording, once it plays: damage there is told, and goes into no copy of the picture. */
  private async lookAtAll(attempt: Measured): Promise<Measured> {
    const { video, input, signal, facts } = attempt;
    if (!isWholeRecording(video) || facts.durationMs <= quickLookMs) return attempt;
    const all = await this.media.probe(input, { signal });
    if (all.isPartial && !facts.isPartial)
      assertLeased(await this.transcodes.publishPartial(video.id, video.attempt));
    return { ...attempt, facts: all };
  }

  private async makePlayable(attempt: Measured, isSourcePartial: boolean): Promise<void> {
    const { video, facts, input, outDir, progress, signal, cut } = attempt;
    const options = { signal, onProgress: progress.between(0, 0.2), kept: cut?.kept };
    const rendition = await this.media.makePlayable(input, outDir, facts, options);
    const stored = await this.store(attempt, rendition);
    const { width, height, hasAudio } = facts;
    const isPartial = facts.isPartial || isSourcePartial;
    const whole = { kept: null, wholeKey: null, sourceDurationMs: rendition.durationMs };
    const durationMs = cut ? keptDurationMs(cut.kept) : rendition.durationMs;
    const known = { durationMs, width, height, hasAudio, isPartial, ...(cut ?? whole) };
    assertLeased(await this.transcodes.publishPlayable(video.id, video.attempt, known, stored));
  }

  private async makePoster(attempt: Measured): Promise<void> {
    const { video, facts, input, outDir, signal, cut } = attempt;
    const { posterAtMs } = video;
    const atMs = posterAtMs ?? (cut ? defaultPosterMs(cut.kept, facts.durationMs) : undefined);
    const { file, mimeType } = await this.media.makePoster(input, outDir, facts, { signal, atMs });
    const key = await this.put(attempt, file, mimeType);
    assertLeased(await this.transcodes.publishPoster(video.id, video.attempt, posterAtMs, key));
  }

  private async makeRenditions(attempt: Measured): Promise<Rendition[]> {
    const { video, facts, input, outDir, progress, signal, cut } = attempt;
    const options = { signal, onProgress: progress.between(0.2, 0.95), kept: cut?.kept };
    const renditions = await this.media.makeRenditions(input, outDir, facts, options);
    const stored = await Promise.all(renditions.map((rendition) => this.store(attempt, rendition)));
    assertLeased(await this.transcodes.publishRenditions(video.id, video.attempt, stored));
    return renditions;
  }

  private async makeStoryboard(attempt: Measured, renditions: readonly Rendition[]): Promise<void> {
    const { video, outDir, signal } = attempt;
    const smallest = renditions.at(-1);
    if (!smallest) return;
    const { file, ...layout } = await this.media.makeStoryboard(smallest, outDir, { signal });
    const key = await this.put(attempt, file, 'image/jpeg');
    assertLeased(await this.transcodes.publishStoryboard(video.id, video.attempt, { ...layout, key }));
  }

  private async makePreview(attempt: Measured): Promise<void> {
    const { video, outDir, signal } = attempt;
    const { path, facts } = await this.beginningOf(attempt);
    const { file, mimeType } = await this.media.makePreview(path, outDir, facts, { signal });
    const key = await this.put(attempt, file, mimeType);
    assertLeased(await this.transcodes.publishPreview(video.id, video.attempt, key));
  }

  /** The preview shows how the video begins: of a cut one that is in its own rendition, not in the source. */
  private async beginningOf({ input, outDir, facts, cut, signal }: Measured) {
    if (!cut) return { path: input, facts };
    const path = join(outDir, playableFile);
    return { path, facts: await this.media.probe(path, { signal }) };
  }

  private async store(attempt: Measured, rendition: Rendition): Promise<StoredRendition> {
    const { file, width, height, bitrateBps, sizeBytes } = rendition;
    const contentType = 'video/mp4';
    const key = await this.put(attempt, file, contentType);
    return { name: `${Math.min(width, height)}p`, key, width, height, bitrateBps, sizeBytes, contentType };
  }

  private async put({ video, outDir }: Measured, file: string, contentType: string): Promise<string> {
    const key = `videos/${video.id}/${video.attempt}/${basename(file)}`;
    await this.storage.putFile(key, join(outDir, file), { contentType, cacheControl: immutable });
    return key;
  }
}

/** Made by our own recorder and not cut. */
const isWholeRecording = ({ kind, kept }: Video) => kind === 'recording' && kept === null;

function assertLeased(isOurs: boolean): void {
  if (!isOurs) throw new LeaseLostError();
}
