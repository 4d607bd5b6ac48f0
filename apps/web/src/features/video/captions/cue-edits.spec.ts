import { array, assert, integer, property, string, tuple } from 'fast-check';
import {
  addCue,
  cueAt,
  type EditedCue,
  inOrder,
  mergeWithNext,
  problemsOf,
  removeCue,
  splitCue,
  toEdited,
} from './cue-edits';
import { formatCueTime, parseCueTime } from './cue-time';
import { partsOf, searchCues } from './search-cues';

const bare = (cues: readonly EditedCue[]) => cues.map(({ fromMs, toMs, text }) => [fromMs, toMs, text]);
const two = () =>
  toEdited([
    { fromMs: 0, toMs: 1000, text: 'Hello there' },
    { fromMs: 1000, toMs: 2000, text: 'friend' },
  ]);

describe('editing captions', () => {
  test('splits at the caret and shares out the time', () => {
    const cues = two();
    expect(bare(splitCue(cues, cues[0]!.key, 5))).toEqual([
      [0, 500, 'Hello'],
      [500, 1000, 'there'],
      [1000, 2000, 'friend'],
    ]);
    expect(splitCue(cues, cues[0]!.key, 0)).toEqual(cues);
    expect(splitCue(cues, cues[0]!.key, 11)).toEqual(cues);
  });

  test('merges with the next one; the last has none', () => {
    const cues = two();
    expect(bare(mergeWithNext(cues, cues[0]!.key))).toEqual([[0, 2000, 'Hello there friend']]);
    expect(mergeWithNext(cues, cues[1]!.key)).toEqual(cues);
  });

  test('adds where there is room, and in order', () => {
    const cues = two();
    expect(bare(addCue(cues, 2500).cues).at(-1)).toEqual([2500, 4500, '']);
    expect(bare(addCue(cues, 500).cues)[1]).toEqual([500, 1000, '']);
    expect(bare(addCue([], 0).cues)).toEqual([[0, 2000, '']]);
  });

  test('knows what keeps it from being saved', () => {
    const cues = toEdited([
      { fromMs: 0, toMs: 1, text: ' ' },
      { fromMs: 5, toMs: 5, text: 'x' },
      { fromMs: 5, toMs: 6, text: 'x' },
    ]);
    expect([...problemsOf(cues).values()]).toEqual(['no-text', 'no-length']);
  });

  test('a split that is merged again says the same in the same time', () => {
    assert(
      property(
        string({ minLength: 2 }),
        integer({ min: 0, max: 50 }),
        integer({ min: 2, max: 9000 }),
        (text, at, ms) => {
          const cues = toEdited([{ fromMs: 100, toMs: 100 + ms, text }]);
          const key = cues[0]!.key;
          const split = splitCue(cues, key, at);
          for (const cue of split) expect(cue.toMs).toBeGreaterThan(cue.fromMs);
          const [merged] = split.length > 1 ? mergeWithNext(split, key) : split;
          expect([merged!.fromMs, merged!.toMs]).toEqual([100, 100 + ms]);
          expect(merged!.text.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        },
      ),
    );
  });

  test('keeps the order whatever is added and removed', () => {
    assert(
      property(array(tuple(integer({ min: 0, max: 9000 }), integer({ min: 0, max: 3 }))), (acts) => {
        let cues = two();
        for (const [atMs, act] of acts)
          cues = act === 0 ? removeCue(cues, cues[0]?.key ?? 0) : addCue(cues, atMs).cues;
        expect(cues).toEqual(inOrder(cues));
        expect(new Set(cues.map(({ key }) => key)).size).toBe(cues.length);
      }),
    );
  });

  test('finds the caption of a moment', () => {
    const cues = two();
    expect(cueAt(cues, 999)?.text).toBe('Hello there');
    expect(cueAt(cues, 1000)?.text).toBe('friend');
    expect(cueAt(cues, 2000)).toBeUndefined();
  });
});

describe('times that are typed', () => {
  test.each([
    ['1:05.250', 65_250],
    ['65', 65_000],
    ['1:02:03,5', 3_723_500],
    ['0:00.001', 1],
    ['90:00', 5_400_000],
    ['1:75', null],
    ['1:60:00', null],
    ['soon', null],
    ['', null],
  ])('%s', (text, ms) => expect(parseCueTime(text)).toBe(ms));

  test('are read as they are written', () =>
    assert(
      property(integer({ min: 0, max: 86_400_000 }), (ms) =>
        expect(parseCueTime(formatCueTime(ms))).toBe(ms),
      ),
    ));
});

describe('searching captions', () => {
  test('finds without capitals and accents, and across lines', () => {
    const cues = [
      { fromMs: 0, toMs: 1, text: 'Das <i>Café</i>\nöffnet' },
      { fromMs: 1, toMs: 2, text: 'i' },
    ];
    expect(searchCues(cues, 'CAFE OFF').map(({ fromMs }) => fromMs)).toEqual([0]);
    expect(searchCues(cues, ' ')).toEqual(cues);
  });

  test('marks every place and loses nothing', () => {
    expect(partsOf('Café, café', 'cafe').map(({ isFound }) => isFound)).toEqual([true, false, true]);
    assert(
      property(string({ unit: 'grapheme' }), string(), (line, search) => {
        const parts = partsOf(line, search);
        expect(parts.map(({ text }) => text).join('')).toBe(line);
      }),
    );
  });
});
