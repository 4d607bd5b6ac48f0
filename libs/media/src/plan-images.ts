import type { SourceFacts } from './media-facts.js';
import { oneFile, prepareFilters, toEven, type MediaPlan, type PlanSetting } from './plan.js';

const posterFile = 'poster.jpg';
const previewFile = 'preview.gif';
const maxPosterWidth = 1280;
const previewSeconds = 4;

/** One try for the animated preview. */
export interface PreviewStep {
  /** Pixels. */
  readonly width: number;
  readonly colours: number;
}

/** 5-media.md: 480 px and 96 colours; a noisy camera steps down until the GIF is ≤ 1.5 MB. */
export const previewSteps: readonly PreviewStep[] = [
  { width: 480, colours: 96 },
  { width: 320, colours: 64 },
  { width: 200, colours: 32 },
];

/** Largest GIF that mail programs load willingly, bytes. */
const maxPreviewBytes = 1_500_000;

/** What the size of a GIF grows with: its pixels and the bits of each. */
const weight = ({ width, colours }: PreviewStep) => width ** 2 * Math.log2(colours);

/**
 * @param step that was tried @param sizeBytes what came of it
 * @returns the largest smaller step that should be small enough, or the smallest; undefined: this one is good, or there is none
 */
export function nextPreviewStep(step: PreviewStep, sizeBytes: number): PreviewStep | undefined {
  if (sizeBytes <= maxPreviewBytes) return undefined;
  const smaller = previewSteps.slice(previewSteps.indexOf(step) + 1);
  const isSmallEnough = (next: PreviewStep) => (sizeBytes * weight(next)) / weight(step) <= maxPreviewBytes;
  return smaller.find(isSmallEnough) ?? smaller.at(-1);
}

function scaledTo(facts: SourceFacts, maxWidth: number): { width: number; height: number } {
  const scale = Math.min(1, maxWidth / facts.width);
  return { width: toEven(facts.width * scale), height: toEven(facts.height * scale) };
}

/** @returns the moment within the video, seconds, with three digits */
function seekSeconds(facts: SourceFacts, atMs: number): string {
  return (Math.min(Math.max(0, atMs), Math.max(0, facts.durationMs - 100)) / 1000).toFixed(3);
}

/** @returns where a still is likely to show something: one second in, or the middle of a short video, ms */
export function defaultPosterMs(facts: SourceFacts): number {
  return Math.min(1000, Math.round(facts.durationMs / 2));
}

/**
 * ffmpeg gives the first frame that begins after a moment; a person chose the one that stands at it.
 * @param atMs moment within the video, ms
 */
export function beforeFrameMs(facts: SourceFacts, atMs: number): number {
  return Math.max(0, atMs - 1000 / facts.fps + 1);
}

/**
 * @param atMs moment within the video, ms; clamped to it
 */
export function planPoster(facts: SourceFacts, setting: PlanSetting, atMs: number): MediaPlan {
  const { width, height } = scaledTo(facts, maxPosterWidth);
  const filters = [
    ...prepareFilters(facts, setting),
    `scale=w=${width}:h=${height}:out_range=full`,
    'setsar=1',
    'format=yuvj420p',
  ];
  const options = [
    '-map',
    `0:${facts.videoStreamIndex}`,
    '-vf',
    filters.join(','),
    '-frames:v',
    '1',
    '-q:v',
    '3',
    '-map_metadata',
    '-1',
    '-fflags',
    '+bitexact',
    '-c:v',
    'mjpeg',
    '-update',
    '1',
    '-f',
    'image2',
  ];
  return {
    inputOptions: ['-ss', seekSeconds(facts, atMs)],
    outputs: [oneFile(posterFile, options)],
    expectedFrames: 1,
  };
}

/**
 * @param atMs where the four seconds start, ms
 * @param step size and colours of this try
 */
export function planPreview(
  facts: SourceFacts,
  setting: PlanSetting,
  atMs: number,
  step: PreviewStep,
): MediaPlan {
  const { width, height } = scaledTo(facts, step.width);
  const filters = [
    ...prepareFilters(facts, setting),
    'fps=8',
    `scale=w=${width}:h=${height}:flags=lanczos`,
    'setsar=1,split[g0][g1]',
  ];
  const graph =
    `[0:${facts.videoStreamIndex}]${filters.join(',')};` +
    `[g0]palettegen=max_colors=${step.colours}[palette];` +
    '[g1][palette]paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle';
  return {
    inputOptions: ['-ss', seekSeconds(facts, atMs), '-t', String(previewSeconds)],
    outputs: [
      oneFile(previewFile, [
        '-filter_complex',
        graph,
        '-map_metadata',
        '-1',
        '-an',
        '-loop',
        '0',
        '-f',
        'gif',
      ]),
    ],
    expectedFrames: previewSeconds * 8,
  };
}

/** @returns the size that an image's scale filter asks for */
export function imageSize(plan: MediaPlan): { width: number; height: number } {
  const match = /scale=w=(\d+):h=(\d+)/.exec(plan.outputs[0]?.options.join(' ') ?? '');
  return { width: toEven(Number(match?.[1] ?? 2)), height: toEven(Number(match?.[2] ?? 2)) };
}
