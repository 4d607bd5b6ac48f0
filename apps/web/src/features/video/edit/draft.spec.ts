import { keptDurationMs, keptRangesSchema, leastKeptMs } from '@app/contracts';
import { array, assert, constantFrom, integer, property, tuple } from 'fast-check';
import {
  type Draft,
  addChapter,
  cutOut,
  draftOf,
  endsOf,
  keptOfDraft,
  momentAt,
  removeChapter,
  renameChapter,
  restore,
  toSave,
  trimEnd,
  trimStart,
} from './draft';
import { afterStep, newHistory, type EditHistory } from './edit-history';

const sourceMs = 10_000;
const whole = draftOf({ kept: null, posterAtMs: null, chapters: [], revision: 0 }, sourceMs);
const middle = { fromMs: 4000, toMs: 6000 };

describe('cutting', () => {
  it('takes a piece out and brings it back', () => {
    const cut = cutOut(whole, middle);
    expect(keptOfDraft(cut)).toEqual([
      { fromMs: 0, toMs: 4000 },
      { fromMs: 6000, toMs: 10_000 },
    ]);
    expect(keptOfDraft(restore(cut, middle))).toBeNull();
  });

  it('joins cuts that touch', () => {
    const cut = cutOut(cutOut(whole, middle), { fromMs: 6000, toMs: 7000 });
    expect(cut.cuts).toEqual([{ fromMs: 4000, toMs: 7000 }]);
  });

  it('trims both ends, and back again', () => {
    const trimmed = trimEnd(trimStart(cutOut(whole, middle), 1000), 9000);
    expect(endsOf(trimmed)).toEqual({ startMs: 1000, endMs: 9000 });
    expect(endsOf(trimStart(trimmed, 500)).startMs).toBe(500);
    expect(keptOfDraft(trimEnd(trimStart(trimmed, 0), sourceMs))).toHaveLength(2);
  });

  it('always leaves something to be seen', () => {
    expect(cutOut(whole, { fromMs: 0, toMs: sourceMs })).toBe(whole);
    expect(trimStart(whole, sourceMs - leastKeptMs + 1)).toBe(whole);
  });

  it('reads back what was saved', () => {
    const { kept } = toSave(cutOut(whole, middle));
    expect(draftOf({ kept, posterAtMs: null, chapters: [], revision: 1 }, sourceMs).cuts).toEqual([middle]);
  });
});

it('a moment is a whole millisecond that the source has', () =>
  expect([0, 1234.6, sourceMs, sourceMs + 20].map((at) => momentAt(whole, at))).toEqual([
    0, 1235, 9999, 9999,
  ]));

describe('what is saved', () => {
  it('has no poster of a piece that is gone', () => {
    const draft: Draft = { ...whole, posterAtMs: 5000 };
    expect(toSave(draft).posterAtMs).toBe(5000);
    expect(toSave(cutOut(draft, middle)).posterAtMs).toBeNull();
  });

  it('has the chapters in order, each at its own moment, with a title', () => {
    const draft = addChapter(addChapter(addChapter(whole, 5000, 'Two'), 1000, 'One'), 5000, 'Again');
    expect(toSave(draft).chapters).toEqual([
      { atMs: 1000, title: 'One' },
      { atMs: 5000, title: 'Two' },
    ]);
    const [first, second] = draft.chapters;
    const renamed = renameChapter(draft, first?.key ?? 0, '  ');
    expect(toSave(renamed).chapters).toEqual([{ atMs: 5000, title: 'Two' }]);
    expect(removeChapter(renamed, second?.key ?? 0).chapters).toHaveLength(1);
  });
});

const moments = integer({ min: -500, max: sourceMs + 500 });
const anyChange = tuple(constantFrom('cut', 'start', 'end', 'restore'), moments, moments).map(
  ([kind, one, other]) =>
    (draft: Draft): Draft => {
      if (kind === 'start') return trimStart(draft, one);
      if (kind === 'end') return trimEnd(draft, one);
      const [known] = draft.cuts;
      if (kind === 'restore' && known) return restore(draft, known);
      return cutOut(draft, { fromMs: Math.min(one, other), toMs: Math.max(one, other) });
    },
);

const drag = (atMs: number) => ({
  type: 'change' as const,
  to: (draft: Draft) => trimStart(draft, atMs),
  gesture: 'drag',
});

describe('any changes', () => {
  it('give edits that the API takes', () => {
    assert(
      property(array(anyChange, { maxLength: 30 }), (changes) => {
        const draft = changes.reduce((now, change) => change(now), whole);
        const kept = keptOfDraft(draft);
        if (!kept) return;
        expect(keptRangesSchema.safeParse(kept).success).toBe(true);
        expect(kept.at(-1)?.toMs).toBeLessThanOrEqual(sourceMs);
        expect(keptDurationMs(kept)).toBeGreaterThanOrEqual(leastKeptMs);
        expect(keptDurationMs(kept)).toBe(sourceMs - keptDurationMs(draft.cuts));
      }),
    );
  });

  it('can be undone to the beginning and done again', () => {
    assert(
      property(array(anyChange, { maxLength: 30 }), (changes) => {
        let history: EditHistory<Draft> = newHistory(whole);
        for (const to of changes) history = afterStep(history, { type: 'change', to });
        const end = history.present;
        const steps = history.past.length;
        for (let n = 0; n < steps; n += 1) history = afterStep(history, { type: 'undo' });
        expect(history.present).toBe(whole);
        for (let n = 0; n < steps; n += 1) history = afterStep(history, { type: 'redo' });
        expect(history.present).toBe(end);
      }),
    );
  });

  it('of one gesture are made from where it began and undone together', () => {
    const before = newHistory(cutOut(whole, middle));
    const over = afterStep(afterStep(before, drag(1000)), drag(7000));
    expect(over.present.cuts).toEqual([{ fromMs: 0, toMs: 7000 }]);
    const back = afterStep(over, drag(2000));
    expect(back.present.cuts).toEqual([{ fromMs: 0, toMs: 2000 }, middle]);
    expect(afterStep(back, { type: 'undo' }).present).toBe(before.present);
  });

  it('end what could be done again', () => {
    const changed = afterStep(newHistory(0), { type: 'change', to: (now) => now + 1 });
    const other = afterStep(afterStep(changed, { type: 'undo' }), { type: 'change', to: () => 9 });
    expect(afterStep(other, { type: 'redo' }).present).toBe(9);
  });
});
