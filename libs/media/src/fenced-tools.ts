import type { Readable } from 'node:stream';
import { mkdir, readdir, stat, unlink } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { writeExcerpt } from './excerpt.js';
import { FencedPieces, type Source } from './fenced-pieces.js';
import { runFfmpeg } from './ffmpeg-runner.js';
import { finishRendition } from './finish-rendition.js';
import { FfmpegRunError } from './media-error.js';
import type { Image, Rendition, SoundPiece, SourceFacts, Storyboard } from './media-facts.js';
import { defaultLimits, type MediaLimits } from './media-limits.js';
import type {
  MediaTools,
  MediaToolsOptions,
  ProbeOptions,
  PublishOptions,
  RunOptions,
  StreamedLadder,
} from './media-tools.js';
import { filesOf, type MediaPlan, type PlanSetting } from './plan.js';
import {
  beforeFrameMs,
  defaultPosterMs,
  imageSize,
  nextPreviewStep,
  planPoster,
  planPreview,
  type PreviewStep,
  previewSteps,
} from './plan-images.js';
import { planJoin } from './plan-join.js';
import { planPlayable } from './plan-playable.js';
import { planStoryboard, storyboardLayout } from './plan-storyboard.js';
import { planSound, soundFile, soundLengthMs } from './plan-sound.js';
import { planRenditions } from './plan-renditions.js';
import { probeSource, type ProbeSetting } from './probe.js';
import { meterProgress } from './progress-meter.js';
import { encodeLimits } from './sandbox-limits.js';
import { selfTest } from './self-test/self-test.js';
import { fencedInputOptions } from './tool-arguments.js';
import { gatherTools, type ToolBelt } from './tool-belt.js';

/** The tools of `createMediaTools`: plans are computed elsewhere, here they are run and their results measured. */
export class FencedTools implements MediaTools {
  readonly pieces = new FencedPieces({
    run: (...run) => this.#run(...run),
    planSetting: () => this.#planSetting(),
    probeSetting: (signal) => this.#probeSetting(signal),
  });
  readonly #limits: MediaLimits;
  #belt: Promise<ToolBelt> | undefined;

  constructor(private readonly options: MediaToolsOptions) {
    this.#limits = { ...defaultLimits, ...options.limits };
  }

  async probe(inputPath: string, options: ProbeOptions = {}): Promise<SourceFacts> {
    const { signal, keyFramesWithinMs } = options;
    return probeSource(resolve(inputPath), await this.#probeSetting(signal), keyFramesWithinMs);
  }

  async makePlayable(
    inputPath: string,
    outDir: string,
    facts: SourceFacts,
    options: PublishOptions = {},
  ): Promise<Rendition> {
    const plan = planPlayable(facts, await this.#planSetting(), options.kept);
    const [rendition] = await this.#publish(plan, inputPath, outDir, facts, options);
    if (!rendition) throw new FfmpegRunError('the plan had no output', '');
    return rendition;
  }

  async makeRenditions(
    inputPath: string,
    outDir: string,
    facts: SourceFacts,
    options: PublishOptions = {},
  ): Promise<Rendition[]> {
    const plan = planRenditions(facts, await this.#planSetting(), { kept: options.kept });
    return this.#publish(plan, inputPath, outDir, facts, options);
  }

  async encodeStream(
    source: Readable,
    outDir: string,
    facts: SourceFacts,
    options: Pick<RunOptions, 'signal'> = {},
  ): Promise<StreamedLadder> {
    try {
      const plan = planRenditions(facts, await this.#planSetting(), { durationMs: null });
      const input = { path: source, container: facts.container };
      // How long it will be is not known yet: its clock is that of the longest one.
      const complaints = await this.#run(plan, [input], outDir, this.#limits.maxDurationMs, {
        ...options,
        isBackground: true,
      });
      const isDecoded = filesOf(plan).some(({ isCopy }) => !isCopy);
      const renditions = await this.#finish(plan, outDir);
      return { renditions, isClean: isDecoded && complaints === '' };
    } finally {
      source.destroy();
    }
  }

  async makePoster(
    inputPath: string,
    outDir: string,
    facts: SourceFacts,
    options: RunOptions & { readonly atMs?: number | undefined } = {},
  ): Promise<Image> {
    const setting = await this.#planSetting();
    const source = { path: inputPath, container: facts.container };
    const wanted = options.atMs === undefined ? defaultPosterMs(facts) : beforeFrameMs(facts, options.atMs);
    // After a pause at the end there may be no frame at that moment any more; the first one always exists.
    for (const atMs of [wanted, 0]) {
      const plan = planPoster(facts, setting, atMs);
      // oxlint-disable-next-line no-await-in-loop -- the second try needs the failure of the first
      const image = await this.#image(plan, source, outDir, facts, options);
      if (image) return image;
    }
    throw new FfmpegRunError('no frame for the poster', '');
  }

  async makePreview(
    inputPath: string,
    outDir: string,
    facts: SourceFacts,
    options: RunOptions & { readonly atMs?: number | undefined } = {},
  ): Promise<Image> {
    const setting = await this.#planSetting();
    const source = { path: inputPath, container: facts.container };
    for (let step: PreviewStep | undefined = previewSteps[0]; step;) {
      const plan = planPreview(facts, setting, options.atMs ?? 0, step);
      // oxlint-disable-next-line no-await-in-loop -- a smaller try only if the larger one came out too big
      const image = await this.#image(plan, source, outDir, facts, options);
      const smaller = image && nextPreviewStep(step, image.sizeBytes);
      if (image && !smaller) return image;
      step = smaller;
    }
    throw new FfmpegRunError('no frame for the preview', '');
  }

  async makeStoryboard(
    rendition: Pick<Rendition, 'file' | 'width' | 'height' | 'durationMs'>,
    outDir: string,
    options: Pick<RunOptions, 'signal'> = {},
  ): Promise<Storyboard> {
    const layout = storyboardLayout(rendition);
    const plan = planStoryboard(layout);
    const path = join(outDir, `excerpt-${rendition.file}`);
    await writeExcerpt(join(outDir, rendition.file), path, layout.stepMs);
    await this.#run(plan, [{ path, container: 'mov' }], outDir, rendition.durationMs, options);
    await unlink(path);
    return { ...layout, file: filesOf(plan)[0]?.file ?? '' };
  }

  async extractSound(
    inputPath: string,
    outDir: string,
    facts: SourceFacts,
    options: Pick<RunOptions, 'signal'> & { readonly pieceMs: number },
  ): Promise<SoundPiece[]> {
    const source = { path: inputPath, container: facts.container };
    await this.#run(planSound(facts, options.pieceMs), [source], outDir, facts.durationMs, options);
    const files = (await readdir(outDir)).filter((name) => soundFile.test(name)).toSorted();
    const sizes = await Promise.all(files.map(async (file) => (await stat(join(outDir, file))).size));
    return files.map((file, index) => ({ file, durationMs: soundLengthMs(sizes[index] ?? 0) }));
  }

  async joinRuns(inputPaths: readonly string[], outDir: string, options: RunOptions = {}): Promise<string> {
    const runs: SourceFacts[] = [];
    // One after the other: a probe already uses two processes.
    // oxlint-disable-next-line no-await-in-loop
    for (const path of inputPaths) runs.push(await this.probe(path, options));
    const plan = planJoin(runs, await this.#planSetting());
    const sources = inputPaths.map((path, index) => ({ path, container: runs[index]?.container ?? 'mov' }));
    const durationMs = runs.reduce((sum, facts) => sum + facts.durationMs, 0);
    await this.#run(plan, sources, outDir, durationMs, options);
    return filesOf(plan)[0]?.file ?? '';
  }

  selfTest(): Promise<string[]> {
    return selfTest(() => this.#tools(), this.options, this.#limits);
  }

  #tools(): Promise<ToolBelt> {
    this.#belt ??= gatherTools(this.options).catch((error: unknown) => {
      // Somebody may install what is missing while the worker runs: look again next time.
      this.#belt = undefined;
      throw error;
    });
    return this.#belt;
  }

  async #probeSetting(signal: AbortSignal | undefined): Promise<ProbeSetting> {
    const { ffprobe, fence } = await this.#tools();
    return { ffprobe, fence, limits: this.#limits, ...(signal ? { signal } : {}) };
  }

  async #planSetting(): Promise<PlanSetting> {
    const { hasZscale } = await this.#tools();
    return { hasZscale, threads: Math.min(8, availableParallelism()) };
  }

  async #publish(
    plan: MediaPlan,
    inputPath: string,
    outDir: string,
    facts: SourceFacts,
    options: RunOptions,
  ): Promise<Rendition[]> {
    const source = { path: inputPath, container: facts.container };
    await this.#run(plan, [source], outDir, facts.durationMs, options);
    return this.#finish(plan, outDir);
  }

  #finish(plan: MediaPlan, outDir: string): Promise<Rendition[]> {
    return Promise.all(
      filesOf(plan).map(({ file, isCopy }) => finishRendition(join(resolve(outDir), file), isCopy)),
    );
  }

  /** @returns undefined if the moment had no frame */
  async #image(
    plan: MediaPlan,
    source: Source,
    outDir: string,
    facts: SourceFacts,
    options: RunOptions,
  ): Promise<Image | undefined> {
    const file = filesOf(plan)[0]?.file ?? '';
    const path = join(resolve(outDir), file);
    // Without progress: one image may take several runs, and progress never goes back.
    const { onProgress: _, ...quiet } = options;
    await this.#run(plan, [source], outDir, facts.durationMs, quiet);
    const written = await stat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (!written?.size) {
      if (written) await unlink(path);
      return undefined;
    }
    const { width, height } = imageSize(plan);
    return {
      file,
      width,
      height,
      sizeBytes: written.size,
      mimeType: file.endsWith('.gif') ? 'image/gif' : 'image/jpeg',
    };
  }

  /** @returns what ffmpeg complained of, its last lines */
  async #run(
    plan: MediaPlan,
    sources: readonly Source[],
    outDir: string,
    durationMs: number,
    options: RunOptions,
  ): Promise<string> {
    const { ffmpeg, fence } = await this.#tools();
    const { signal, onProgress, isBackground = false } = options;
    const wallMs = 120_000 + durationMs * this.#limits.encodeWallFactor;
    await mkdir(outDir, { recursive: true });
    const files = sources.flatMap(({ path }) => (typeof path === 'string' ? [resolve(path)] : []));
    const stream = sources.map(({ path }) => path).find((path) => typeof path !== 'string');
    const command = fence.wrap({
      tool: ffmpeg,
      inputs: files,
      outDir: resolve(outDir),
      limits: encodeLimits(wallMs),
      isBackground,
    });
    const tail = await runFfmpeg({
      command,
      ...(stream ? { stream } : {}),
      inputOptions: sources.map((source) => [
        ...fencedInputOptions(source.container, this.#limits),
        ...plan.inputOptions,
        ...(source.options ?? []),
      ]),
      outputs: plan.outputs,
      guard: { wallMs, ...(signal ? { signal } : {}) },
      ...(onProgress ? { onProgress: meterProgress(plan.expectedFrames, onProgress) } : {}),
    });
    if (tail !== '') this.options.logger?.debug({ tail }, 'ffmpeg had something to say');
    onProgress?.(1);
    return tail;
  }
}
