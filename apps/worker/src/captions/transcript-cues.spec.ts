import { captionCuesSchema } from '@app/contracts';
import { array, assert, double, integer, property, record, string } from 'fast-check';
import { languageOf, toCues } from './transcript-cues.js';

test('segments become captions in source time, without what is heard in silence', () =>
  expect(
    toCues(
      {
        segments: [
          { start: 0, end: 1.5, text: ' Hello\nJane ' },
          { start: 2, end: 2, text: 'nothing' },
          { start: 3, end: 4, text: ' Thanks for watching', no_speech_prob: 0.95, avg_logprob: -1.4 },
          { start: 4, end: 5, text: ' ' },
          { start: 598, end: 604, text: 'over the end' },
          { start: 600, end: 604, text: 'heard after the end' },
        ],
      },
      600_000,
      600_000,
    ),
  ).toEqual([
    { fromMs: 600_000, toMs: 601_500, text: 'Hello Jane' },
    { fromMs: 1_198_000, toMs: 1_200_000, text: 'over the end' },
  ]));

test('a long segment is cut at spaces, and its time is shared out', () => {
  const words = Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ');
  const cues = toCues({ segments: [{ start: 1, end: 11, text: words }] }, 0, 20_000);
  expect(cues.map(({ text }) => text).join(' ')).toBe(words);
  expect(Math.max(...cues.map(({ text }) => text.length))).toBeLessThanOrEqual(84);
  expect([cues[0]!.fromMs, cues.at(-1)!.toMs]).toEqual([1_000, 11_000]);
  for (const [index, cue] of cues.entries()) expect(cue.fromMs).toBe(cues[index - 1]?.toMs ?? 1_000);
});

test('a text without segments fills the piece', () =>
  expect(toCues({ text: 'Hello' }, 5_000, 2_000)).toEqual([{ fromMs: 5_000, toMs: 7_000, text: 'Hello' }]));

test('whatever a service hears can be stored', () => {
  const segment = record({
    start: double({ min: 0, max: 1_000, noNaN: true }),
    end: double({ min: 0, max: 1_000, noNaN: true }),
    text: string({ unit: 'binary', maxLength: 3_000 }),
  });
  assert(
    property(array(segment, { maxLength: 20 }), integer({ min: 0, max: 10_000_000 }), (segments, startMs) => {
      expect(captionCuesSchema.safeParse(toCues({ segments }, startMs, 600_000)).success).toBe(true);
    }),
  );
});

test.each([
  ['english', 'en'],
  ['German', 'de'],
  ['pt', 'pt'],
  ['pt-BR', 'pt-BR'],
  ['klingon', 'und'],
  ['', 'und'],
  [null, 'und'],
])('the language “%s” is %s', (named, tag) => expect(languageOf(named)).toBe(tag));
