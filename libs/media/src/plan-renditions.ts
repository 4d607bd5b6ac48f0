import { cutFrameCount, cutInputOptions, type KeptPiece, pictureFilters, soundGraph } from './cut.js';
import type { SourceFacts } from './media-facts.js';
import {
  aacOptions,
  colourTags,
  expectedFrames,
  fitLines,
  frameRateCap,
  keyFrameOptions,
  publishedMovFlags,
  publishedOptions,
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

/** Graph from the source's sound to `[a]`, levelled to −16 LUFS. */
export function levelledSound(facts: SourceFacts, kept?: readonly KeptPiece[]): string[] {
  const loudness = 'loudnorm=I=-16:TP=-1.5:LRA=11';
  // It gives its last three seconds, at 192 kHz, in one piece: in pieces of 0.1 s they take 50 MB less, and less time at the end.
  const inPieces = 'asetnsamples=n=19200:p=0';
  const filters = ['aformat=channel_layouts=stereo', loudness, inPieces, 'aresample=48000'];
  return soundGraph(facts, kept, filters, '[a]');
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

/**
 * Options that encode one rung.
 * @param stream of the output that it becomes, e.g. `v:0`
 */
export function encoderOptions(
  facts: SourceFacts,
  setting: PlanSetting,
  { lines }: Rung,
  stream: string,
): string[] {
  const rate = maxRateKbps(lines, facts.fps);
  const options = [
    '-c',
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
  return options.map((word, index) => (index % 2 === 0 ? `${word}:${stream}` : word));
}

/** One file of several that share their sound, as the muxer `tee` reads it. */
function sharing(file: string, video: number, hasAudio: boolean): string {
  const streams = `v:${video}${hasAudio ? ',a' : ''}`;
  return `[select=\\'${streams}\\':onfail=abort:f=mp4:fflags=+bitexact:movflags=${publishedMovFlags}]${file}`;
}

/**
 * The whole ladder in one command: one decode, `split`, one encoder per rung, and the sound levelled to −16 LUFS and encoded
 * once for all of them.
 * An H.264 source's top rung is the copy itself, unless it is cut: copies can only be cut at key frames.
 * @param facts of the source
 * @param setting of the machine
 * @param made the pieces that are left, undefined: everything; and how long it will be, null: not known yet
 */
export function planRenditions(
  facts: SourceFacts,
  setting: PlanSetting,
  made: { readonly kept?: readonly KeptPiece[] | undefined; readonly durationMs?: null } = {},
): MediaPlan {
  const { kept, durationMs = facts.durationMs } = made;
  const rungs = ladder(kept ? { ...facts, canCopyVideo: false } : facts);
  const encoded = rungs.filter((rung) => !rung.isCopy);
  const graph = [
    ...pictureGraph(facts, pictureFilters(facts, setting, kept), encoded),
    ...levelledSound(facts, kept),
  ].join(';');
  const pictures = rungs.flatMap((rung, index) =>
    rung.isCopy
      ? ['-map', `0:${facts.videoStreamIndex}`, `-c:v:${index}`, 'copy']
      : ['-map', `[v${encoded.indexOf(rung)}]`, ...encoderOptions(facts, setting, rung, `v:${index}`)],
  );
  const sound = facts.hasAudio ? ['-map', '[a]', ...aacOptions] : ['-an'];
  const graphOptions = graph === '' ? [] : ['-filter_complex', graph];
  const files = rungs.map(({ lines, isCopy }) => ({ file: `rendition-${lines}.mp4`, isCopy }));
  const output: PlannedOutput = {
    target: files.map(({ file }, index) => sharing(file, index, facts.hasAudio)).join('|'),
    // An encoder asks its own muxer whether its headers go in front; `tee` does not know what its files want.
    options: [
      ...graphOptions,
      ...pictures,
      '-vsync',
      'vfr',
      ...sound,
      '-flags',
      '+global_header',
      ...publishedOptions(durationMs ?? undefined),
      '-f',
      'tee',
    ],
    files,
  };
  const whole = rungs[0]?.isCopy ? facts.frameCount : expectedFrames(facts);
  return {
    inputOptions: cutInputOptions(kept),
    outputs: [output],
    expectedFrames: kept ? cutFrameCount(facts, kept) : whole,
  };
}
