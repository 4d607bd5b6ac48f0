import * as fc from 'fast-check';
import {
  addedOffsets,
  beepsOf,
  cells,
  flashesOf,
  longestGap,
  missingFrames,
  offsetsOf,
  readFrame,
  runsOf,
  syncFigures,
  syncTroubles,
  type Moments,
} from './support/sync-marks.js';

/** The row of cells as the fixture paints it. */
function rowOf(count: number, isLit: boolean): Uint8Array {
  const row = new Uint8Array(cells.columns).fill(16);
  if (isLit) row.fill(235, 0, cells.lampColumns);
  for (let column = cells.lampColumns; column < cells.columns; column += 1)
    if (Math.floor(count / 2 ** Math.floor((column - cells.lampColumns) / cells.columnsPerBit)) % 2 === 1)
      row[column] = 235;
  return row;
}

const gapOf = (counts: number[]) => longestGap(counts.map((count) => readFrame(0, rowOf(count, false))));

/** A beep of 100 ms in windows of 1 ms, with the smear of an encoder before it. */
const beepAt = (beginMs: number) =>
  Array.from({ length: 110 }, (_, index) => ({
    atMs: beginMs - 10 + index,
    loudness: index < 10 ? 0.05 : 0.3,
  }));

describe('what is read of a film', () => {
  it('is every count that the fixture can show', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 15 - 1 }), fc.boolean(), (count, isLit) => {
        expect(readFrame(5, rowOf(count, isLit))).toEqual({ atMs: 5, count, isLit });
      }),
    );
  });

  it('is a flash where the lamp goes on, not where it stays on', () => {
    const frames = [false, true, true, false, true].map((isLit, index) => ({
      atMs: index * 33,
      count: index,
      isLit,
    }));
    expect(flashesOf(frames).map(({ count }) => count)).toEqual([1, 4]);
  });

  it('is a beep where it is half as loud as it will be, and never a click', () => {
    const windows = [...beepAt(1000), { atMs: 1500, loudness: 0.9 }, ...beepAt(2000)];
    expect(beepsOf(windows)).toEqual([1000, 2000]);
  });

  it('is the number of frames that are not there', () => {
    const frames = [3, 4, 4, 7, 8].map((count) => readFrame(0, rowOf(count, false)));
    expect(missingFrames(frames)).toBe(2);
    expect(missingFrames([])).toBe(0);
  });

  it('is the longest gap between frames, in whatever order they came', () => {
    expect(gapOf([3, 4, 4, 7, 12, 9])).toBe(2);
    expect(gapOf([5, 6, 7])).toBe(0);
    expect(gapOf([])).toBe(0);
  });
});

describe('offsets', () => {
  const flashes = [1000, 2000, 3000].map((atMs, index) => ({ atMs, count: index * 30 }));

  it('are positive where sound is late, and missing where a flash has no beep', () => {
    const offsets = offsetsOf(flashes, [1040, 2980]);
    expect(offsets.map(({ offsetMs }) => offsetMs)).toEqual([40, -20]);
    expect(offsetsOf(flashes, [])).toEqual([]);
  });

  it('have a median and a drift', () => {
    const offsets = Array.from({ length: 20 }, (_, index) => ({ atMs: index, offsetMs: index }));
    expect(syncFigures(offsets)).toEqual({ count: 20, medianMs: 9.5, driftMs: 15 });
    expect(() => syncFigures([])).toThrow(RangeError);
  });

  it('trouble people when they are large, of either sign, or grow', () => {
    const good = { count: 9, medianMs: -99, driftMs: 19 };
    const bad = [{ count: 5 }, { medianMs: 101 }, { medianMs: -101 }, { driftMs: 21 }, { driftMs: -21 }];
    expect(syncTroubles(good)).toEqual([]);
    for (const one of bad) expect(syncTroubles({ ...good, ...one })).toHaveLength(1);
  });
});

/** A pause from 8 to 11.4 s. */
const isRecorded = ({ atMs }: { atMs: number }) => atMs < 8000 || atMs >= 11_400;
const shift = (atMs: number) => (atMs >= 11_400 ? atMs - 3400 : atMs);

describe('what a recorder adds', () => {
  /** Twenty seconds as they reach a page at 50 s of its clock, the microphone 120 ms behind the camera. */
  const arrived = {
    frames: Array.from({ length: 600 }, (_, count) => ({ atMs: 50_000 + (count * 1000) / 30, count })),
    beepsMs: Array.from({ length: 20 }, (_, second) => 50_120 + second * 1000),
  };
  const filmed = (pictureLagMs: number, soundLagMs: number) => ({
    frames: arrived.frames.map(({ atMs, count }) => ({ atMs: atMs - 50_000 + pictureLagMs, count })),
    beepsMs: arrived.beepsMs.map((atMs) => atMs - 50_000 + soundLagMs),
  });
  const offsets = (film: Moments) => addedOffsets(film, arrived).map(({ offsetMs }) => Math.round(offsetMs));

  it('is the lag of sound less the lag of picture, however the devices started', () => {
    expect(new Set(offsets(filmed(0, 0)))).toEqual(new Set([0]));
    expect(new Set(offsets(filmed(20, 75)))).toEqual(new Set([55]));
    expect(new Set(offsets(filmed(90, 30)))).toEqual(new Set([-60]));
  });

  it('is looked for in each of several joined runs', () => {
    const [one, two] = [filmed(10, 50), filmed(20_010, 20_070)];
    const runs = runsOf({
      frames: [...one.frames, ...two.frames],
      beepsMs: [...one.beepsMs, ...two.beepsMs],
    });
    expect(runs.map((run) => new Set(offsets(run)))).toEqual([new Set([40]), new Set([60])]);
  });

  it('is found though most frames are missing or doubled, and through a pause', () => {
    const film = filmed(10, 50);
    const frames = film.frames
      .filter((frame) => isRecorded(frame) && frame.count % 4 === 0)
      .map(({ atMs, count }) => ({ atMs: shift(atMs), count }));
    const beepsMs = film.beepsMs.filter((atMs) => isRecorded({ atMs })).map(shift);
    const found = offsets({ frames: [...frames, ...frames], beepsMs });
    expect(new Set(found)).toEqual(new Set([40]));
    expect(found.length).toBeGreaterThan(14);
  });
});
