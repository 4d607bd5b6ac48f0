import type { HistoryEntry, Visit } from '@app/contracts';
import { eventOf } from './timeline';

const id = '01900000-0000-7000-8000-000000000001';
const at = '2026-03-10T12:00:00.000Z';
const visit: Visit = {
  id,
  kind: 'visit',
  linkId: id,
  prospectId: id,
  class: 'human',
  reasons: [],
  explanation: 'Watched by a person',
  ruleVersion: 6,
  isView: true,
  isCompleted: false,
  isLikelyForwarded: false,
  watchedShare: 0.5,
  watchedRanges: [{ fromMs: 0, toMs: 5_000 }],
  durationMs: 10_000,
  kept: null,
  actions: [],
  browser: null,
  startedAt: at,
  lastSeenAt: at,
  viewedAt: at,
};
const told = (change: Partial<Visit>) =>
  eventOf(
    { kind: 'ledger', id, at, linkId: id, videoId: id, videoTitle: 'Hello', visit: { ...visit, ...change } },
    'Jane',
  );

it.each<[string, Partial<Visit>, string]>([
  ['viewed', {}, 'Jane watched 50% of “Hello”'],
  ['opened', { isView: false, watchedRanges: [] }, 'Jane opened “Hello”'],
  ['forwarded', { isLikelyForwarded: true }, 'Somebody new watched 50% of “Hello”: likely forwarded'],
  [
    'excluded',
    { class: 'scanner', isView: false, explanation: 'Fetched by a mail scanner, not counted' },
    '“Hello”: Fetched by a mail scanner, not counted',
  ],
  // What is no person was not forwarded to either.
  [
    'excluded',
    { class: 'bot', isView: false, isLikelyForwarded: true, explanation: 'A program' },
    '“Hello”: A program',
  ],
])('tells what was %s', (type, change, sentence) => {
  expect(told(change)).toMatchObject({ type, sentence });
});

it('draws what was watched over what was played, without what was cut', () => {
  const kept = [
    { fromMs: 2_000, toMs: 4_000 },
    { fromMs: 8_000, toMs: 10_000 },
  ];
  const watchedRanges = [{ fromMs: 3_000, toMs: 9_000 }];
  expect(told({ kept, durationMs: 4_000, watchedRanges }).watched?.ranges).toEqual([
    { fromMs: 1_000, toMs: 3_000 },
  ]);
});

it('tells what was done, and when in the video', () => {
  const action = { id, at, type: 'reply' as const, atMs: 4_000, label: null, text: 'When?' };
  expect(told({ actions: [action] }).actions[0]?.sentence).toBe('replied: When? at 0:04');
});

it.each<[HistoryEntry['kind'], string]>([
  ['made', 'Link to “Hello” was made'],
  ['sent', 'Jane was sent “Hello”'],
  ['revoked', 'Link to “Hello” was revoked'],
])('tells that a link was %s', (kind, sentence) => {
  const entry = { kind, id, at, linkId: id, videoId: id, videoTitle: 'Hello' } as HistoryEntry;
  expect(eventOf(entry, 'Jane').sentence).toBe(sentence);
});
