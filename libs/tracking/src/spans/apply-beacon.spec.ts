import * as fc from 'fast-check';
import {
  applyBeacon,
  maxWatchedPieces,
  nothingPlayed,
  type PlayedBeacon,
  type PlayedState,
} from './apply-beacon.js';
import type { ReportedSpan } from './check-span.js';
import { lengthOf, type MediaRange } from './ranges.js';

const opened = Date.UTC(2026, 0, 1);
const span = (from: number, to: number, change: Partial<ReportedSpan> = {}): ReportedSpan => ({
  from,
  to,
  rate: 1,
  muted: false,
  elapsed: to - from,
  ...change,
});
const beacon = (afterMs: number, ...spans: ReportedSpan[]): PlayedBeacon => ({
  receivedAtMs: opened + afterMs,
  spans,
  events: [],
});
const play = (durationMs: number, ...beacons: PlayedBeacon[]) =>
  beacons.reduce((state, each) => applyBeacon(state, each).state, nothingPlayed(durationMs));

/** Watched when four more seconds arrive `ms` after a full allowance. */
const watchedWithMoreAfter = (ms: number) =>
  lengthOf(play(600_000, beacon(0, span(0, 30_000)), beacon(ms, span(30_000, 34_000))).watched);
const seen = (type: string, isTrusted: boolean): PlayedBeacon => ({
  ...beacon(0),
  events: [{ type, isTrusted }],
});
const after = (each: PlayedBeacon) => play(10_000, each);

describe('applyBeacon', () => {
  it('keeps the union, and the overlaps as heat', () => {
    const first = applyBeacon(nothingPlayed(60_000), beacon(0, span(0, 10_000)));
    const second = applyBeacon(first.state, beacon(10_000, span(5_000, 15_000)));
    expect(second.state.watched).toEqual([[0, 15_000]]);
    expect(second.ranges).toEqual([[5_000, 15_000]]);
    expect(second.state.acceptedMediaMs).toBe(20_000);
  });

  it('clamps to the video and names what lies outside', () => {
    const applied = applyBeacon(nothingPlayed(8_000), beacon(0, span(5_000, 10_000), span(9_000, 12_000)));
    expect(applied.ranges).toEqual([[5_000, 8_000]]);
    expect(applied.drops).toEqual([{ span: 1, reason: 'out_of_video' }]);
  });

  it('yields at most 30 s for a forged "all of 10 minutes" in one shot', () => {
    const forged = Array.from({ length: 20 }, (_, index) => span(index * 30_000, (index + 1) * 30_000));
    const { state, drops } = applyBeacon(nothingPlayed(600_000), beacon(0, ...forged));
    expect(lengthOf(state.watched)).toBe(30_000);
    expect(drops).toHaveLength(19);
    expect(new Set(drops.map(({ reason }) => reason))).toEqual(new Set(['over_pace']));
  });

  it('paces by four times the server time since the first beacon', () => {
    expect(watchedWithMoreAfter(999)).toBe(30_000);
    expect(watchedWithMoreAfter(1_000)).toBe(34_000);
  });

  it('takes a start and an input for a person’s only when they are trusted', () => {
    expect(after(seen('played', true))).toMatchObject({ isStartedByGesture: true, hasInput: true });
    expect(after(seen('input', true))).toMatchObject({ isStartedByGesture: false, hasInput: true });
    expect(after(seen('played', false))).toMatchObject({ isStartedByGesture: false, hasInput: false });
    expect(after(seen('paused', true))).toMatchObject({ isStartedByGesture: false, hasInput: false });
  });

  it('counts as unmuted only what was accepted', () => {
    expect(play(60_000, beacon(0, span(0, 5_000, { muted: true }))).wasUnmuted).toBe(false);
    expect(play(60_000, beacon(0, span(0, 50_000))).wasUnmuted).toBe(false);
    expect(play(60_000, beacon(0, span(0, 5_000))).wasUnmuted).toBe(true);
  });

  it('bounds the pieces of the watched set', () => {
    const watched = Array.from({ length: maxWatchedPieces }, (_, index): MediaRange => [
      index * 4,
      index * 4 + 2,
    ]);
    const state: PlayedState = { ...nothingPlayed(100_000), watched };
    expect(applyBeacon(state, beacon(0, span(50_000, 50_010))).drops).toEqual([
      { span: 0, reason: 'too_many' },
    ]);
  });
});

describe('any sequence of beacons', () => {
  const anySpan = fc.record({
    from: fc.integer({ min: -5, max: 70_000 }),
    to: fc.integer({ min: -5, max: 70_000 }),
    rate: fc.constantFrom(0.5, 1, 2, 4, 5),
    muted: fc.boolean(),
    elapsed: fc.integer({ min: 0, max: 40_000 }),
  });
  const anyBeacon = fc.record({
    receivedAtMs: fc.integer({ min: opened, max: opened + 120_000 }),
    spans: fc.array(anySpan, { maxLength: 8 }),
    events: fc.constant([]),
  });

  it('stays within the video and the pace, and drops or accepts every span', () => {
    fc.assert(
      fc.property(fc.array(anyBeacon, { maxLength: 12 }), (beacons) => {
        let state = nothingPlayed(60_000);
        for (const each of beacons) {
          const applied = applyBeacon(state, each);
          expect(applied.ranges.length + applied.drops.length).toBe(each.spans.length);
          ({ state } = applied);
        }
        expect(lengthOf(state.watched)).toBeLessThanOrEqual(60_000);
        const spread = (state.lastBeaconAtMs ?? 0) - (state.firstBeaconAtMs ?? 0);
        expect(state.acceptedMediaMs).toBeLessThanOrEqual(spread * 4 + 30_000);
      }),
    );
  });

  it('of an honest player gives the same in any order, also when each keeps its time of arrival', () => {
    const positions = fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(positions, fc.infiniteStream(fc.nat()), (froms, order) => {
        const honest = froms.map((from, index) => beacon(index * 5_000, span(from, from + 5_000)));
        const shuffled = honest
          .map((each) => ({ each, key: order.next().value as number }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ each }) => each);
        expect(play(60_000, ...shuffled)).toEqual(play(60_000, ...honest));
        expect(play(60_000, ...honest).acceptedMediaMs).toBe(froms.length * 5_000);
      }),
    );
  });
});

/** The slow and obvious way: the second of the source that stands at each second of playing. */
const shownAt = (kept: { fromMs: number; toMs: number }[]) =>
  kept.flatMap(({ fromMs, toMs }) =>
    Array.from({ length: (toMs - fromMs) / 1000 }, (_, index) => fromMs / 1000 + index),
  );
const secondsOf = (ranges: readonly MediaRange[]) =>
  ranges.flatMap(([from, to]) =>
    Array.from({ length: (to - from) / 1000 }, (_, index) => from / 1000 + index),
  );

describe('a cut video', () => {
  /** Pieces of a source of twelve seconds, on a grid of a second. */
  const anyKept = fc
    .uniqueArray(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 8 })
    .map((borders) => borders.toSorted((a, b) => a - b))
    .map((borders) =>
      Array.from({ length: Math.floor(borders.length / 2) }, (_, index) => ({
        fromMs: (borders[index * 2] ?? 0) * 1000,
        toMs: (borders[index * 2 + 1] ?? 0) * 1000,
      })),
    );
  const anySpans = fc.array(fc.tuple(fc.nat({ max: 14 }), fc.integer({ min: 1, max: 5 })), { maxLength: 8 });

  it('keeps what was seen of the source, whatever was played; the share never passes 1', () => {
    fc.assert(
      fc.property(anyKept, anySpans, (kept, spans) => {
        const shown = shownAt(kept);
        const durationMs = shown.length * 1000;
        const beacons = spans.map(([from, length], index) =>
          beacon(index * 20_000, span(from * 1000, (from + length) * 1000)),
        );
        let state = nothingPlayed(durationMs, kept);
        const heat: number[] = [];
        for (const each of beacons) {
          const applied = applyBeacon(state, each);
          heat.push(...secondsOf(applied.ranges));
          ({ state } = applied);
        }
        const played = spans.flatMap(([from, length]) => shown.slice(from, from + length));
        expect(heat.toSorted((a, b) => a - b)).toEqual(played.toSorted((a, b) => a - b));
        expect(secondsOf(state.watched)).toEqual([...new Set(played)].toSorted((a, b) => a - b));
        expect(lengthOf(state.watched)).toBeLessThanOrEqual(durationMs);
      }),
    );
  });

  it('is judged in played time: the cut makes no span longer or faster', () => {
    const kept = [
      { fromMs: 0, toMs: 5_000 },
      { fromMs: 600_000, toMs: 605_000 },
    ];
    const { ranges, drops, state } = applyBeacon(nothingPlayed(10_000, kept), beacon(0, span(0, 10_000)));
    expect([ranges, drops, state.acceptedMediaMs]).toEqual([
      [
        [0, 5_000],
        [600_000, 605_000],
      ],
      [],
      10_000,
    ]);
  });
});
