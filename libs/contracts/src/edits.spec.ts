import * as fc from 'fast-check';
import {
  cutPieces,
  defaultPosterMs,
  findEditsProblems,
  isKept,
  normaliseKept,
  playedDurationMs,
  playedChapters,
  playedPieces,
  saveEditsSchema,
  shownKept,
} from './edits.js';
import { type Kept, type KeptRange, keptDurationMs, toSourceMs } from './timeline.js';

const sourceMs = 3000;
/** Any way of cutting a source of three seconds, on a grid of ten milliseconds. */
const anyKept = fc
  .uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 2, maxLength: 12 })
  .map((borders) => borders.toSorted((a, b) => a - b))
  .map((borders) =>
    Array.from({ length: Math.floor(borders.length / 2) }, (_, index): KeptRange => ({
      fromMs: (borders[index * 2] ?? 0) * 10,
      toMs: (borders[index * 2 + 1] ?? 0) * 10,
    })),
  );

const anyFit = anyKept.filter((kept) => keptDurationMs(kept) >= 500);

/** The slow and obvious way: which hundredths of a second are kept. */
const marks = (kept: Kept) =>
  Array.from({ length: 300 }, (_, index) => index * 10).filter(
    (at) => !kept || kept.some(({ fromMs, toMs }) => at >= fromMs && at < toMs),
  );

describe('edits', () => {
  const none = { kept: null, posterAtMs: null, chapters: [] };

  it('fit when they are inside the source and leave half a second', () => {
    expect(findEditsProblems(none, sourceMs)).toEqual([]);
    expect(findEditsProblems({ ...none, kept: [{ fromMs: 2500, toMs: 3000 }] }, sourceMs)).toEqual([]);
    const paths = (edits: object) =>
      findEditsProblems({ ...none, ...edits }, sourceMs).map(({ path }) => path);
    expect(paths({ kept: [{ fromMs: 0, toMs: 499 }] })).toEqual(['kept']);
    expect(paths({ kept: [{ fromMs: 0, toMs: 3001 }] })).toEqual(['kept']);
    expect(paths({ posterAtMs: 3000 })).toEqual(['posterAtMs']);
    expect(paths({ kept: [{ fromMs: 0, toMs: 1000 }], posterAtMs: 1000 })).toEqual(['posterAtMs']);
    expect(paths({ chapters: [{ atMs: 3000, title: 'End' }] })).toEqual(['chapters.0.atMs']);
  });

  it('trim titles, and refuse two chapters at one moment', () => {
    const chapters = [{ atMs: 5, title: ' One ' }];
    expect(saveEditsSchema.parse({ ...none, chapters }).chapters).toEqual([{ atMs: 5, title: 'One' }]);
    expect(
      saveEditsSchema.safeParse({ ...none, chapters: [...chapters, { atMs: 5, title: 'Two' }] }).success,
    ).toBe(false);
  });
});

describe('normaliseKept', () => {
  it('keeps the same moments, in as few pieces as there can be', () => {
    fc.assert(
      fc.property(anyKept, fc.nat({ max: 5 }), (kept, at) => {
        const split = kept.flatMap((piece, index) => {
          const middle = Math.round((piece.fromMs + piece.toMs) / 20) * 10;
          const isSplit = index === at && middle > piece.fromMs && middle < piece.toMs;
          return isSplit
            ? [
                { ...piece, toMs: middle },
                { ...piece, fromMs: middle },
              ]
            : [piece];
        });
        const whole = kept.length === 1 && kept[0]?.fromMs === 0 && kept[0].toMs === sourceMs;
        expect(normaliseKept(split, sourceMs)).toEqual(whole ? null : normaliseKept(kept, sourceMs));
        expect(marks(normaliseKept(split, sourceMs))).toEqual(marks(kept));
      }),
    );
  });

  it('calls the whole source null', () => {
    expect(
      normaliseKept(
        [
          { fromMs: 0, toMs: 1000 },
          { fromMs: 1000, toMs: 3000 },
        ],
        sourceMs,
      ),
    ).toBeNull();
  });
});

describe('while a new cut waits for its rendition', () => {
  it('is shown what both have, and played in the time of what is published', () => {
    fc.assert(
      fc.property(fc.option(anyFit), fc.option(anyFit), (published, wanted) => {
        const shown = shownKept(published, wanted);
        const both = marks(published).filter((at) => isKept(wanted, at));
        expect(marks(shown)).toEqual(both.length * 10 >= 500 ? both : marks(published));
        const all = [{ fromMs: 0, toMs: playedDurationMs(published, sourceMs) }];
        const played = (playedPieces(published, shown) ?? all).flatMap(({ fromMs, toMs }) =>
          Array.from({ length: (toMs - fromMs) / 10 }, (_, index) =>
            toSourceMs(published, fromMs + index * 10),
          ),
        );
        expect(played).toEqual(marks(shown));
      }),
    );
  });
});

it('cut pieces and kept pieces are the whole', () => {
  fc.assert(
    fc.property(anyKept, (kept) => {
      const cut = cutPieces(kept, sourceMs);
      expect(keptDurationMs(cut) + keptDurationMs(kept)).toBe(sourceMs);
      expect(cut.some(({ fromMs }) => isKept(kept, fromMs))).toBe(false);
    }),
  );
});

it('a chapter begins at what is left of it, and is gone when nothing is', () => {
  const chapters = [
    { atMs: 0, title: 'Hello' },
    { atMs: 1000, title: 'Middle' },
    { atMs: 2000, title: 'End' },
  ];
  expect(playedChapters(chapters, null, sourceMs)).toEqual(chapters);
  const kept = [
    { fromMs: 500, toMs: 900 },
    { fromMs: 2200, toMs: 3000 },
  ];
  expect(playedChapters(chapters, kept, sourceMs)).toEqual([
    { atMs: 0, title: 'Hello' },
    { atMs: 400, title: 'End' },
  ]);
});

it('the poster is a second in, or in the middle of a short video, and never in what was cut', () => {
  expect(defaultPosterMs(null, 10_000)).toBe(1000);
  expect(defaultPosterMs(null, 900)).toBe(450);
  fc.assert(fc.property(anyKept, (kept) => expect(isKept(kept, defaultPosterMs(kept, sourceMs))).toBe(true)));
});
