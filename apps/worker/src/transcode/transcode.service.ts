import { defaultPosterMs, keptDurationMs } from '@app/contracts';
import { type StoredRendition, TranscodeRepository, type Video } from '@app/database';
import { type Image, type MediaTools, playableFile, type Rendition, type SourceFacts } from '@app/media';
import type { Storage } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MEDIA, STORAGE } from '../adapters/tokens.js';
import { LeaseLostError } from '../lease.js';
import { LadderSlots } from './ladder-slots.js';
import { RenditionMaker } from './pieces/rendition-maker.service.js';
import type { ProgressReporter } from './progress-reporter.js';
import { type LiveWait, LiveRenditions } from '../live/live-renditions.js';
import { filesOf, isSameSource, type LiveResult } from '../live/live-result.js';
import { type OpenSource, SourceService } from './source.service.js';
import { type Cut, WholeSource } from './whole-source.service.js';

/** What one attempt works with. */
interface Attempt {
  video: Video;
  /** Folder of the input where it was downloaded or joined, and of the output. */
  workDir: string;
  progress: ProgressReporter;
  signal: AbortSignal;
}

/** An attempt whose source lies here. */
interface Opened extends Attempt {
  source: OpenSource;
  input: string;
  outDir: string;
}

/** An attempt whose source was measured. */
interface Measured extends Opened {
  facts: SourceFacts;
  /** Null: all of the source. */
  cut: Cut | null;
}

/** So much of a source is looked at before it plays, picture by picture: a tenth of a second. */
const beforePlayingMs = 20_000;
/** So much of a recording that plays and whose pictures were all decoded: sizes that change are left to find. */
const afterPlayingMs = 120_000;

/** Renditions never change under their address; see `videos/<id>/<attempt>/…`. */
const immutable = 'public, max-age=31536000, immutable';

/** The steps of an attempt, each published as soon as it is done: playable first, everything else later. */
@Injectable()
export class TranscodeService {
  constructor(
    private readonly transcodes: TranscodeRepository,
    private readonly sources: SourceService,
    private readonly wholes: WholeSource,
    private readonly lives: LiveRenditions,
    private readonly slots: LadderSlots,
    private readonly ladders: RenditionMaker,
    @Inject(MEDIA) private readonly media: MediaTools,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /** @throws MediaError for a file that can never be a video, LeaseLostError, or the reason of the signal */
  async run(attempt: Attempt): Promise<void> {
    const { video, workDir, signal } = attempt;
    const outDir = join(workDir, 'out');
    await mkdir(outDir, { recursive: true });
    const source = await this.sources.open(video, workDir, signal);
    const opened = { ...attempt, source, input: source.path, outDir };
    const live = await this.publishLive(opened);
    if (!live) await this.makeEverything(opened, await this.look(opened, null));
    else await this.completeLive(opened, live);
    await attempt.progress.settled();
    await this.sources.moveToStorage(video);
    if (source.upload) await this.lives.discard(source.upload.id);
    assertLeased(await this.transcodes.markReady(video.id, video.attempt));
  }

  /** Playable first, then what people look at before they play, then all the rest. */
  private async makeEverything(opened: Opened, facts: SourceFacts): Promise<void> {
    const attempt = { ...opened, facts, cut: await this.wholes.prepare({ ...opened, facts }) };
    await this.makePlayable(attempt);
    await this.makePoster(attempt);
    const measured = await this.lookAtAll(attempt);
    const renditions = await this.makeRenditions(measured);
    await this.makeStoryboard(measured, renditions);
    await this.makePreview(measured);
  }

  /** Makes what is missing of a recording that plays already, and meanwhile looks whether its end is what its beginning promised. */
  private async completeLive(opened: Opened, live: LiveResult): Promise<void> {
    const [{ durationMs } = live.facts] = live.renditions;
    const promised = { ...opened, facts: { ...live.facts, durationMs }, cut: null };
    const [look, pictures] = await Promise.allSettled([
      this.look(opened, live),
      this.makePictures(promised, live),
    ]);
    if (look.status === 'rejected') throw look.reason;
    if (!isSameSource(look.value, live.facts)) {
      await removeFiles(opened.outDir, live);
      return this.makeEverything(opened, look.value);
    }
    if (pictures.status === 'rejected') throw pictures.reason;
    if (look.value.isPartial) await this.tellPartial(opened);
  }

  private async makePictures(attempt: Measured, { renditions, pictures }: LiveResult): Promise<void> {
    const ends = await Promise.allSettled([
      this.makePoster(attempt, pictures?.poster),
      this.makeStoryboard(attempt, renditions),
      this.makePreview(attempt, pictures?.preview),
    ]);
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed) throw failed.reason;
  }

  /** A recording that was encoded while it was uploaded is there as a whole at once. @returns null when it was not */
  private async publishLive(attempt: Opened): Promise<LiveResult | null> {
    const live = await this.takeLive(attempt, 'short');
    const [top] = live?.renditions ?? [];
    if (!live || !top) return null;
    const stored = await this.storeAll(attempt, live.renditions);
    // Of its beginning little is known of damage; the whole is looked at once it plays.
    await this.publish(attempt, { ...live.facts, isPartial: false }, top.durationMs, stored);
    return live;
  }

  private async takeLive(
    { video, source, outDir, signal }: Opened,
    patience: LiveWait['patience'],
  ): Promise<LiveResult | null> {
    if (!source.upload || !isWholeRecording(video)) return null;
    const { id, offsetBytes: sizeBytes } = source.upload;
    return this.lives.take(id, outDir, { patience, sizeBytes, signal });
  }

  /**
   * Little of a source's length stands between its last byte and playing: only the beginning of its pictures is looked at first.
   * @param live it plays already; the whole of it is looked at, unless its encoder has done so
   */
  private look({ video, input, signal }: Opened, live: LiveResult | null): Promise<SourceFacts> {
    const isQuick = video.kept === null && (live === null || live.isClean);
    const keyFramesWithinMs = live === null ? beforePlayingMs : afterPlayingMs;
    return this.media.probe(input, { signal, ...(isQuick ? { keyFramesWithinMs } : {}) });
  }

  /** The rest of a long source, once it plays: damage there is told, and goes into no copy of the picture. */
  private async lookAtAll(attempt: Measured): Promise<Measured> {
    const { video, input, signal, facts } = attempt;
    if (video.kept !== null || facts.durationMs <= beforePlayingMs) return attempt;
    const all = await this.media.probe(input, { signal });
    if (all.isPartial && !facts.isPartial) await this.tellPartial(attempt);
    return { ...attempt, facts: all };
  }

  private async tellPartial({ video }: Opened): Promise<void> {
    assertLeased(await this.transcodes.publishPartial(video.id, video.attempt));
  }

  private async makePlayable(attempt: Measured): Promise<void> {
    const { facts, input, outDir, progress, signal, cut } = attempt;
    const options = { signal, onProgress: progress.between(0, 0.2), kept: cut?.kept };
    const rendition = await this.media.makePlayable(input, outDir, facts, options);
    const stored = await this.store(attempt, rendition);
    await this.publish(attempt, facts, rendition.durationMs, [stored]);
  }

  /** @param lengthMs of the rendition */
  private async publish(
    { video, source, cut = null }: Opened & { cut?: Cut | null },
    facts: Pick<SourceFacts, 'width' | 'height' | 'hasAudio' | 'isPartial'>,
    lengthMs: number,
    stored: StoredRendition[],
  ): Promise<void> {
    const { width, height, hasAudio } = facts;
    const isPartial = facts.isPartial || source.isPartial;
    const whole = { kept: null, wholeKey: null, sourceDurationMs: lengthMs };
    const durationMs = cut ? keptDurationMs(cut.kept) : lengthMs;
    const known = { durationMs, width, height, hasAudio, isPartial, ...(cut ?? whole) };
    assertLeased(await this.transcodes.publishPlayable(video.id, video.attempt, known, stored));
  }

  /** @param drawn how the video begins, taken unless another moment was chosen */
  private async makePoster(attempt: Measured, drawn?: Image): Promise<void> {
    const { video, facts, input, outDir, signal, cut } = attempt;
    const { posterAtMs } = video;
    const atMs = posterAtMs ?? (cut ? defaultPosterMs(cut.kept, facts.durationMs) : undefined);
    const { file, mimeType } =
      drawn && atMs === undefined
        ? drawn
        : await this.media.makePoster(input, outDir, facts, { signal, atMs });
    const key = await this.put(attempt, file, mimeType);
    assertLeased(await this.transcodes.publishPoster(video.id, video.attempt, posterAtMs, key));
  }

  private async makeRenditions(attempt: Measured): Promise<Rendition[]> {
    const { video } = attempt;
    const live = await this.takeLive(attempt, 'patient');
    const isUsable = live !== null && isSameSource(attempt.facts, live.facts);
    if (live && !isUsable) await removeFiles(attempt.outDir, live);
    const renditions = isUsable
      ? live.renditions
      : await this.slots.use(attempt.signal, () => this.encodeLadder(attempt));
    const stored = await this.storeAll(attempt, renditions);
    assertLeased(await this.transcodes.publishRenditions(video.id, video.attempt, stored));
    return renditions;
  }

  private encodeLadder(attempt: Measured): Promise<Rendition[]> {
    return this.ladders.make({ ...attempt, onProgress: attempt.progress.between(0.2, 0.95) });
  }

  private async makeStoryboard(attempt: Measured, renditions: readonly Rendition[]): Promise<void> {
    const { video, outDir, signal } = attempt;
    const smallest = renditions.at(-1);
    if (!smallest) return;
    const { file, ...layout } = await this.media.makeStoryboard(smallest, outDir, { signal });
    const key = await this.put(attempt, file, 'image/jpeg');
    assertLeased(await this.transcodes.publishStoryboard(video.id, video.attempt, { ...layout, key }));
  }

  private async makePreview(attempt: Measured, drawn?: Image): Promise<void> {
    const { video } = attempt;
    const { file, mimeType } = drawn ?? (await this.drawPreview(attempt));
    const key = await this.put(attempt, file, mimeType);
    assertLeased(await this.transcodes.publishPreview(video.id, video.attempt, key));
  }

  private async drawPreview(attempt: Measured): Promise<Image> {
    const { path, facts } = await this.beginningOf(attempt);
    return this.media.makePreview(path, attempt.outDir, facts, { signal: attempt.signal });
  }

  /** The preview shows how the video begins: of a cut one that is in its own rendition, not in the source. */
  private async beginningOf({ input, outDir, facts, cut, signal }: Measured) {
    if (!cut) return { path: input, facts };
    const path = join(outDir, playableFile);
    return { path, facts: await this.media.probe(path, { signal }) };
  }

  private storeAll(attempt: Opened, renditions: readonly Rendition[]): Promise<StoredRendition[]> {
    return Promise.all(renditions.map((rendition) => this.store(attempt, rendition)));
  }

  private async store(attempt: Opened, rendition: Rendition): Promise<StoredRendition> {
    const { file, width, height, bitrateBps, sizeBytes } = rendition;
    const contentType = 'video/mp4';
    const key = await this.put(attempt, file, contentType);
    return { name: `${Math.min(width, height)}p`, key, width, height, bitrateBps, sizeBytes, contentType };
  }

  private async put({ video, outDir }: Opened, file: string, contentType: string): Promise<string> {
    const key = `videos/${video.id}/${video.attempt}/${basename(file)}`;
    await this.storage.putFile(key, join(outDir, file), {
      contentType,
      cacheControl: immutable,
      isFinal: true,
    });
    return key;
  }
}

/** A published file is never written to again, and the ordinary way would give others the same names. */
async function removeFiles(folder: string, live: LiveResult): Promise<void> {
  await Promise.all(filesOf(live).map((file) => rm(join(folder, file), { force: true })));
}

/** Made by our own recorder and not cut. */
const isWholeRecording = ({ kind, kept }: Video) => kind === 'recording' && kept === null;

function assertLeased(isOurs: boolean): void {
  if (!isOurs) throw new LeaseLostError();
}
