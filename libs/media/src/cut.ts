import type { SourceFacts } from './media-facts.js';
import { evenSound, frameRateCap, prepareFilters, type PlanSetting } from './plan.js';

/** A piece of the source that is kept: half-open, milliseconds from its beginning. */
export interface KeptPiece {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A rate as ffmpeg writes it: frames per second = numerator ÷ denominator. */
export interface FrameRate {
  readonly numerator: number;
  readonly denominator: number;
}

/** Frames `[from, to)` of the even grid, shown from frame `at` of the cut on. */
export interface FramePiece {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

/** Sound fades in and out over so long at every joint, so that none clicks, seconds. */
const fadeSeconds = 0.005;
/** Read past the last piece, for frames that are stored later than they are shown, ms. */
const readAheadMs = 2_000;

const namedRates: readonly FrameRate[] = [
  { numerator: 24_000, denominator: 1001 },
  { numerator: 24, denominator: 1 },
  { numerator: 25, denominator: 1 },
  { numerator: 30_000, denominator: 1001 },
  { numerator: 30, denominator: 1 },
  { numerator: 50, denominator: 1 },
  { numerator: 60_000, denominator: 1001 },
  { numerator: 60, denominator: 1 },
];

const perSecond = ({ numerator, denominator }: FrameRate) => numerator / denominator;

/**
 * The grid on which a source is cut. A frame that stands for half a minute has no frame inside it to cut at, so cutting
 * needs even frames: those of the source where it has a usual rate, else as many as its ladder may have.
 */
export function cutRate({ fps }: Pick<SourceFacts, 'fps'>): FrameRate {
  const nearest = namedRates.toSorted(
    (one, other) => Math.abs(perSecond(one) - fps) - Math.abs(perSecond(other) - fps),
  )[0];
  if (nearest && Math.abs(perSecond(nearest) - fps) <= fps * 0.006) return nearest;
  return { numerator: frameRateCap(fps), denominator: 1 };
}

/**
 * Lays pieces on the grid. Rounding is carried on: after a hundred cuts the picture is still within half a frame of where
 * the milliseconds say.
 * @param kept in order, without overlap
 */
export function toFrames(kept: readonly KeptPiece[], rate: FrameRate): FramePiece[] {
  const frames = (ms: number) => Math.round((ms * perSecond(rate)) / 1000);
  let keptMs = 0;
  let at = 0;
  return kept.flatMap(({ fromMs, toMs }) => {
    keptMs += toMs - fromMs;
    const from = frames(fromMs);
    const count = frames(keptMs) - at;
    const piece = { from, to: from + count, at };
    at += Math.max(0, count);
    return count > 0 ? [piece] : [];
  });
}

/**
 * Options before the input: what comes after the last piece is not even read.
 * @param kept in order, without overlap
 */
export function cutInputOptions(kept: readonly KeptPiece[] | undefined): string[] {
  const last = kept?.at(-1);
  return last ? ['-t', ((last.toMs + readAheadMs) / 1000).toFixed(3)] : [];
}

/** Frames that are left. */
export function cutFrameCount(facts: SourceFacts, kept: readonly KeptPiece[]): number {
  const last = toFrames(kept, cutRate(facts)).at(-1);
  return last ? last.at + last.to - last.from : 1;
}

/**
 * Filters that make the picture plain, and cut it where pieces are given.
 * @param kept undefined: everything
 */
export function pictureFilters(
  facts: SourceFacts,
  setting: PlanSetting,
  kept: readonly KeptPiece[] | undefined,
): string[] {
  const prepared = prepareFilters(facts, setting);
  if (!kept) return prepared;
  const rate = cutRate(facts);
  const pieces = toFrames(kept, rate);
  const inside = pieces.map(({ from, to }) => `between(pts,${from},${to - 1})`).join('+');
  // Each piece moves forward by what was cut before it; all are whole frames, so nothing is rounded.
  const gaps = pieces.map(({ from, at }, index) => {
    const before = pieces[index - 1];
    return { from, frames: from - at - (before ? before.from - before.at : 0) };
  });
  const moved = gaps.map(({ from, frames }) => `gte(PTS,${from})*${frames}`).join('+');
  return [
    ...prepared,
    `fps=${rate.numerator}/${rate.denominator}:start_time=0`,
    `select='${inside}'`,
    `setpts='PTS-(${moved})'`,
  ];
}

/**
 * Graph from the source's sound to `[label]`: even, cut on the picture's grid, faded at the joints.
 * @param kept undefined: everything
 */
export function soundGraph(
  facts: SourceFacts,
  kept: readonly KeptPiece[] | undefined,
  filters: readonly string[],
  labels: string,
): string[] {
  if (facts.audioStreamIndex === undefined) return [];
  const input = `[0:${facts.audioStreamIndex}]${evenSound}`;
  if (!kept) return [`${[input, ...filters].join(',')}${labels}`];
  const seconds = (frame: number) => frame / perSecond(cutRate(facts));
  const pieces = toFrames(kept, cutRate(facts));
  const wholeSeconds = (facts.durationMs / 1000 + 1).toFixed(3);
  const split = pieces.map((_, index) => `[p${index}]`).join('');
  const parts = pieces.map(({ from, to }, index) => {
    const length = seconds(to - from);
    const fade = Math.min(fadeSeconds, length / 2);
    return (
      `[p${index}]atrim=start=${seconds(from).toFixed(6)}:end=${seconds(to).toFixed(6)},asetpts=PTS-STARTPTS,` +
      `afade=t=in:d=${fade},afade=t=out:st=${(length - fade).toFixed(6)}:d=${fade}[q${index}]`
    );
  });
  const joined = pieces.map((_, index) => `[q${index}]`).join('');
  return [
    // Sound that ends before the picture is silence until then, or every later piece would come too early.
    `${input},apad=whole_dur=${wholeSeconds},asplit=${pieces.length}${split}`,
    ...parts,
    `${joined}${[`concat=n=${pieces.length}:v=0:a=1`, ...filters].join(',')}${labels}`,
  ];
}
