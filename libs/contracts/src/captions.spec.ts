import { array, assert, integer, property, string, tuple, uniqueArray } from 'fast-check';
import {
  type CaptionCue,
  captionCueSchema,
  captionCuesSchema,
  languageName,
  languageTagSchema,
  toPlayedCues,
  toSourceCues,
} from './captions.js';
import { cleanCueText, splitCueText, wordsOfCue } from './cue-text.js';
import { keptDurationMs, type KeptRange } from './timeline.js';

const cue = (fromMs: number, toMs: number, text = 'Hello'): CaptionCue => ({ fromMs, toMs, text });

/** Pieces of a source of one minute, in order, with holes between them. */
const keptPieces = uniqueArray(integer({ min: 0, max: 60_000 }), { minLength: 2, maxLength: 12 }).map(
  (bounds) => {
    const sorted = bounds.toSorted((one, other) => one - other);
    return sorted.flatMap((fromMs, index): KeptRange[] => {
      const toMs = sorted[index + 1];
      return index % 2 === 0 && toMs !== undefined ? [{ fromMs, toMs }] : [];
    });
  },
);

const cues = array(
  tuple(integer({ min: 0, max: 59_000 }), integer({ min: 1, max: 5_000 })).map(([fromMs, lengthMs]) =>
    cue(fromMs, fromMs + lengthMs),
  ),
);

describe('captions of a cut video', () => {
  const kept = [
    { fromMs: 1_000, toMs: 4_000 },
    { fromMs: 6_000, toMs: 9_000 },
  ];

  test('are shown where their moment plays', () =>
    expect(toPlayedCues([cue(1_500, 2_500), cue(6_500, 7_000)], kept)).toEqual([
      cue(500, 1_500),
      cue(3_500, 4_000),
    ]));

  test('are left out where their moment was cut out', () =>
    expect(toPlayedCues([cue(0, 900), cue(4_100, 5_900), cue(9_000, 9_500)], kept)).toEqual([]));

  test('run on over a cut', () =>
    expect(toPlayedCues([cue(3_000, 7_000)], kept)).toEqual([cue(2_000, 4_000)]));

  test('leave no sliver that nobody can read', () =>
    expect(toPlayedCues([cue(3_950, 5_000)], kept)).toEqual([]));

  test('nothing changes while all is kept', () =>
    expect(toPlayedCues([cue(0, 10)], null)).toEqual([cue(0, 10)]));

  test('always lie within what plays, in the order of their source', () => {
    assert(
      property(cues, keptPieces, (source, pieces) => {
        const played = toPlayedCues(captionCuesSchema.parse(source), pieces);
        for (const { fromMs, toMs } of played) {
          expect(fromMs).toBeGreaterThanOrEqual(0);
          expect(toMs).toBeGreaterThan(fromMs);
          expect(toMs).toBeLessThanOrEqual(keptDurationMs(pieces));
        }
        const starts = played.map(({ fromMs }) => fromMs);
        expect(starts).toEqual(starts.toSorted((one, other) => one - other));
      }),
    );
  });

  test('a file for the cut video comes back as it was', () => {
    assert(
      property(cues, keptPieces, (given, pieces) => {
        const endMs = keptDurationMs(pieces);
        const inside = given.filter(({ toMs, fromMs }) => toMs <= endMs && toMs - fromMs >= 100);
        expect(toPlayedCues(toSourceCues(inside, pieces), pieces)).toEqual(inside);
      }),
    );
  });
});

describe('what is stored of a caption', () => {
  test('ends after it begins and has a text', () => {
    expect(captionCueSchema.safeParse(cue(5, 5)).success).toBe(false);
    expect(captionCueSchema.safeParse(cue(0, 5, ' \n <i> </i>')).success).toBe(false);
    expect(captionCueSchema.safeParse(cue(0, 5, 'x'.repeat(1_001))).success).toBe(false);
  });

  test('is in the order in which it is shown', () =>
    expect(captionCuesSchema.parse([cue(5, 6), cue(1, 9), cue(1, 2)])).toEqual([
      cue(1, 2),
      cue(1, 9),
      cue(5, 6),
    ]));

  test('is a text that is clean, and stays as it is when cleaned again', () => {
    expect(cleanCueText('  One\0\r\n\r\n\u00A0Two \uD800 \u2028Three')).toBe('One\nTwo\nThree');
    assert(
      property(string({ unit: 'binary' }), (text) => {
        const clean = cleanCueText(text);
        expect(cleanCueText(clean)).toBe(clean);
        // oxlint-disable-next-line no-control-regex -- controls are what is looked for
        expect(clean).not.toMatch(/[\0-\u0009\u000B-\u001F]|\p{Surrogate}|\n\n|^\n|\n$/u);
        expect(
          splitCueText(clean)
            .map(({ piece }) => piece)
            .join(''),
        ).toBe(clean);
      }),
    );
  });

  test('is read without its mark-up', () =>
    expect(wordsOfCue('<i>a < b</i>\n<b>c</b> <script>')).toBe('a < b c <script>'));
});

describe('languages', () => {
  test.each([
    ['en', 'en'],
    ['PT-br', 'pt-BR'],
    ['zh-hant-tw', 'zh-Hant-TW'],
  ])('%s is kept as %s', (given, kept) => expect(languageTagSchema.parse(given)).toBe(kept));

  test.each(['', 'e', 'english language', 'en_US', '../en', 'en-', 'en-a'])('%s is none', (given) =>
    expect(languageTagSchema.safeParse(given).success).toBe(false),
  );

  test('have the name that their speakers use', () =>
    expect(['de', 'ar', 'pt-BR', 'xx'].map(languageName)).toEqual([
      'Deutsch',
      'العربية',
      'Português (Brasil)',
      'Xx',
    ]));
});
