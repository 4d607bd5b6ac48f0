/**
 * Flashes, beeps and counted frames of a film, and how far sound lies behind picture. Pure: `sync-measuring.ts` feeds
 * it what ffmpeg decodes, `sync-fixture.ts` makes such films.
 */

/** The fixture's picture in cells: one row of them carries the lamp and the counter. */
export const cells = { columns: 32, rows: 18, lampColumns: 2, columnsPerBit: 2 } as const;
/** Counter bits; it starts again at 2¹⁵ frames (18 minutes). */
export const counterBits = (cells.columns - cells.lampColumns) / cells.columnsPerBit;
/** The row of cells that is read. */
export const markRow = 13;
/** Luma from here on (0–255) is white. */
const white = 150;
/** Loudness of a window (RMS, 0–1) below which there is no beep. */
const silence = 0.02;
/** Windows of one beep are never further apart than this. */
const beepGapMs = 60;
const shortestBeepMs = 30;

/** One decoded picture. */
export interface ReadFrame {
  /** Presentation time in milliseconds. */
  readonly atMs: number;
  /** Which frame of the fixture it shows, 0 … 2¹⁵ − 1. */
  readonly count: number;
  readonly isLit: boolean;
}

/** A moment at which the lamp goes on; `count` tells which flash it is. */
export interface Flash {
  readonly atMs: number;
  readonly count: number;
}

/** Loudness of one short stretch of sound. */
export interface SoundWindow {
  readonly atMs: number;
  /** Root mean square, 0–1. */
  readonly loudness: number;
}

/**
 * Reads lamp and counter.
 * @param row luma (0–255) of {@link markRow}, one value for each of the 32 columns
 */
export function readFrame(atMs: number, row: Uint8Array): ReadFrame {
  const isWhite = (column: number) => (row[column] ?? 0) > white;
  let count = 0;
  for (let bit = 0; bit < counterBits; bit += 1)
    if (isWhite(cells.lampColumns + bit * cells.columnsPerBit)) count += 2 ** bit;
  return { atMs, count, isLit: isWhite(0) };
}

/** @param frames in order of time */
export function flashesOf(frames: readonly ReadFrame[]): Flash[] {
  return frames.filter(({ isLit }, index) => isLit && index > 0 && !frames[index - 1]?.isLit);
}

/** @param windows in order of time @returns when each beep begins, in milliseconds */
export function beepsOf(windows: readonly SoundWindow[]): number[] {
  const bursts: SoundWindow[][] = [];
  for (const window of windows.filter(({ loudness }) => loudness > silence)) {
    const last = bursts.at(-1);
    if (last && window.atMs - (last.at(-1)?.atMs ?? 0) < beepGapMs) last.push(window);
    else bursts.push([window]);
  }
  return bursts
    .filter((burst) => (burst.at(-1)?.atMs ?? 0) - (burst[0]?.atMs ?? 0) >= shortestBeepMs)
    .map((burst) => {
      // Encoders smear a beep's edge over some milliseconds before it: it begins where it is half as loud.
      const half = median(burst.map(({ loudness }) => loudness)) / 2;
      return burst.find(({ loudness }) => loudness >= half)?.atMs ?? NaN;
    });
}

/** How far sound lies behind picture at one beep. */
export interface SyncOffset {
  /** The beep's place in the film, in milliseconds. */
  readonly atMs: number;
  /** Positive: sound is late. */
  readonly offsetMs: number;
}

/** Beeps further away than this belong to another flash, or lost their own in a pause. */
const farthestMs = 400;
/** Pictures this near tell how late pictures are at a beep. */
const nearMs = 500;

/** For films whose flashes and beeps belong together: the distance of every flash to its nearest beep. */
export function offsetsOf(flashes: readonly Flash[], beepsMs: readonly number[]): SyncOffset[] {
  return flashes.flatMap(({ atMs }) => {
    const beepMs = nearest(beepsMs, atMs);
    return Math.abs(beepMs - atMs) <= farthestMs ? [{ atMs: beepMs, offsetMs: beepMs - atMs }] : [];
  });
}

/** Frames and beeps with their moments: on the page's clock where they arrived, or in a film. */
export interface Moments {
  readonly frames: readonly { readonly atMs: number; readonly count: number }[];
  readonly beepsMs: readonly number[];
}

/**
 * What a recorder added between sound and picture: how much later than nearby pictures each beep comes out, both
 * reckoned from when they went in. Every counted frame is a mark, so a camera that stumbles does no harm; a pause
 * shifts both alike.
 */
export function addedOffsets(film: Moments, arrived: Moments): SyncOffset[] {
  const arrivals = firstMoments(arrived.frames);
  const lags = [...firstMoments(film.frames)].flatMap(([count, atMs]) => {
    const arrivedMs = arrivals.get(count);
    return arrivedMs === undefined ? [] : [{ atMs, lagMs: atMs - arrivedMs }];
  });
  return film.beepsMs.flatMap((atMs) => {
    const near = lags.filter((lag) => Math.abs(lag.atMs - atMs) < nearMs).map(({ lagMs }) => lagMs);
    const pictureLagMs = median(near);
    const offsetMs = atMs - nearest(arrived.beepsMs, atMs - pictureLagMs) - pictureLagMs;
    return Math.abs(offsetMs) <= farthestMs ? [{ atMs, offsetMs }] : [];
  });
}

/** Splits a film of joined runs where its counter goes back. */
export function runsOf({ frames, beepsMs }: Moments): Moments[] {
  const begins = frames.flatMap(({ atMs, count }, index) =>
    index === 0 || count < (frames[index - 1]?.count ?? 0) ? [atMs] : [],
  );
  return begins.map((beginMs, run) => {
    const isInside = (atMs: number) => atMs >= beginMs && atMs < (begins[run + 1] ?? Infinity);
    return {
      frames: frames.filter(({ atMs }) => isInside(atMs)),
      beepsMs: beepsMs.filter((atMs) => isInside(atMs)),
    };
  });
}

function firstMoments(frames: Moments['frames']): Map<number, number> {
  return new Map(frames.toReversed().map(({ count, atMs }) => [count, atMs]));
}

function nearest(moments: readonly number[], toMs: number): number {
  return moments.toSorted((one, other) => Math.abs(one - toMs) - Math.abs(other - toMs))[0] ?? NaN;
}

/** Figures of a series of offsets. */
export interface SyncFigures {
  readonly count: number;
  readonly medianMs: number;
  /** Median of the last five less median of the first five: single marks jitter by a picture's length. */
  readonly driftMs: number;
}

/** @throws RangeError without any offset: nothing was measured */
export function syncFigures(offsets: readonly SyncOffset[]): SyncFigures {
  if (offsets.length === 0) throw new RangeError('No beep was found again.');
  const values = offsets.map(({ offsetMs }) => offsetMs);
  return {
    count: values.length,
    medianMs: median(values),
    driftMs: median(values.slice(-5)) - median(values.slice(0, 5)),
  };
}

/**
 * What people would notice. From 45 ms of early and 125 ms of late sound on they do (ITU-R BT.1359); drift adds up over a
 * long recording, so it is allowed a picture's half.
 * @returns sentences; none when sound and picture are together
 */
export function syncTroubles({ count, medianMs, driftMs }: SyncFigures): string[] {
  return [
    ...(count < 6 ? [`Only ${count} beeps were found.`] : []),
    ...(Math.abs(medianMs) > 100 ? [`Sound is ${medianMs} ms behind the picture.`] : []),
    ...(Math.abs(driftMs) > 20 ? [`Sound drifts by ${driftMs} ms.`] : []),
  ];
}

/** Frames of the fixture that are not in the film, between its first and its last one. Pauses count as missing. */
export function missingFrames(frames: readonly ReadFrame[]): number {
  const counts = new Set(frames.map(({ count }) => count));
  const [first, last] = [Math.min(...counts), Math.max(...counts)];
  return counts.size === 0 ? 0 : last - first + 1 - counts.size;
}

/**
 * The longest run of frames that are not in the film, between its first and its last one. A camera's pictures may be
 * dropped one by one on a busy machine; a lost part of a recording is a second of them in a row.
 */
export function longestGap(frames: readonly ReadFrame[]): number {
  const counts = frames.map(({ count }) => count).toSorted((one, other) => one - other);
  return Math.max(0, ...counts.slice(1).map((count, index) => count - (counts[index] ?? count) - 1));
}

/** The middle value; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
