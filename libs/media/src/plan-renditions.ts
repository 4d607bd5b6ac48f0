import { cutFrameCount, cutInputOptions, type KeptPiece, pictureFilters, soundGraph } from './cut.js';
import type { SourceFacts } from './media-facts.js';
import {
  aacOptions,
  colourTags,
  expectedFrames,
  fitLines,
  frameRateCap,
  keyFrameOptions,
  publishedMp4Options,
  scaleFilters,
  type MediaPlan,
  type PlannedOutput,
  type PlanSetting,
} from './plan.js';

/** Lines of the ladder below the source (5-media.md, Encoding). */
const ladderLines = [720, 480, 360];
/** Largest encoded rendition: above that a copy is served or 2160 lines. */
const maxEncodedLines = 2160;
/** Highest bit rate at 30 frames per second, Mbit/s, by lines; 60 frames may use half as much again. */
const capsMbps: readonly (readonly [number, number])[] = [
  [2160, 12],
  [1440, 8],
  [1080, 4.5],
  [720, 2.5],
  [480, 1.2],
  [0, 0.8],
];

/** One size of the ladder. */
export interface Rung {
  readonly lines: number;
  readonly isCopy: boolean;
}

/**
 * @param facts of the source; lines are its shorter side, so that a phone's portrait counts like a landscape
 * @returns largest first; the first is the source itself
 */
export function ladder(facts: SourceFacts): Rung[] {
  const source = Math.min(facts.width, facts.height);
  const top = facts.canCopyVideo ? source : Math.min(source, maxEncodedLines);
  const below = ladderLines.filter((lines) => lines < top).map((lines) => ({ lines, isCopy: false }));
  return [{ lines: top, isCopy: facts.canCopyVideo }, ...below];
}

function maxRateKbps(lines: number, fps: number): number {
  const [, mbps = 0.8] = capsMbps.find(([from]) => lines >= from) ?? [];
  return Math.round(mbps * 1000 * (frameRateCap(fps) === 60 ? 1.5 : 1));
}

/** Graph from the source's sound to `[a0]` … , levelled to −16 LUFS. @param count of labels */
export function levelledSound(
  facts: SourceFacts,
  kept: readonly KeptPiece[] | undefined,
  count: number,
): string[] {
  const labels = Array.from({ length: count }, (_, index) => `[a${index}]`).join('');
  const loudness = 'loudnorm=I=-16:TP=-1.5:LRA=11';
  const filters = ['aformat=channel_layouts=stereo', loudness, 'aresample=48000', `asplit=${count}`];
  return soundGraph(facts, kept, filters, labels);
}

/** Graph from the source's picture to `[v0]` … , one label per rung. @param filters before it is scaled */
export function pictureGraph(
  facts: SourceFacts,
  filters: readonly string[],
  encoded: readonly Rung[],
): string[] {
  if (encoded.length === 0) return [];
  const labels = encoded.map((_, index) => `[s${index}]`).join('');
  const prepared = [...filters, `split=${encoded.length}${labels}`];
  const scaled = encoded.map(
    (rung, index) => `[s${index}]${scaleFilters(fitLines(facts, rung.lines)).join(',')}[v${index}]`,
  );
  return [`[0:${facts.videoStreamIndex}]${prepared.join(',')}`, ...scaled];
}

/** Options that encode `[v<index>]`. */
export function encoderOptions(
  facts: SourceFacts,
  setting: PlanSetting,
  rung: Rung,
  index: number,
): string[] {
  const rate = maxRateKbps(rung.lines, facts.fps);
  return [
    '-map',
    `[v${index}]`,
    '-vsync',
    'vfr',
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-crf',
    '23',
    '-maxrate',
    `${rate}k`,
    '-bufsize',
    `${rate * 2}k`,
    '-pix_fmt',
    'yuv420p',
    '-threads',
    String(setting.threads),
    ...keyFrameOptions,
    ...colourTags(facts),
  ];
}

/**
 * The whole ladder in one command: one decode, `split`, one encoder per rung, sound levelled once to −16 LUFS.
 * An H.264 source's top rung is the copy itself, unless it is cut: copies can only be cut at key frames.
 * @param facts of the source
 * @param setting of the machine
 * @param kept the pieces that are left; undefined: everything
 */
export function planRenditions(
  facts: SourceFacts,
  setting: PlanSetting,
  kept?: readonly KeptPiece[],
): MediaPlan {
  const rungs = ladder(kept ? { ...facts, canCopyVideo: false } : facts);
  const encoded = rungs.filter((rung) => !rung.isCopy);
  const graph = [
    ...pictureGraph(facts, pictureFilters(facts, setting, kept), encoded),
    ...levelledSound(facts, kept, rungs.length),
  ].join(';');
  const outputs = rungs.map((rung, index): PlannedOutput => {
    const picture = rung.isCopy
      ? ['-map', `0:${facts.videoStreamIndex}`, '-c:v', 'copy']
      : encoderOptions(facts, setting, rung, encoded.indexOf(rung));
    const sound = facts.hasAudio ? ['-map', `[a${index}]`, ...aacOptions] : ['-an'];
    // A graph belongs to the whole command; fluent-ffmpeg carries it with the first output.
    const graphOptions = index === 0 && graph !== '' ? ['-filter_complex', graph] : [];
    return {
      file: `rendition-${rung.lines}.mp4`,
      options: [...graphOptions, ...picture, ...sound, ...publishedMp4Options],
      isCopy: rung.isCopy,
    };
  });
  const whole = rungs[0]?.isCopy ? facts.frameCount : expectedFrames(facts);
  return {
    inputOptions: cutInputOptions(kept),
    outputs,
    expectedFrames: kept ? cutFrameCount(facts, kept) : whole,
  };
}
