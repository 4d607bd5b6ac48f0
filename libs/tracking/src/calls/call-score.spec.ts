import * as fc from 'fast-check';
import { halfLifeMs, heatFor, heatOf, scoreAt } from './call-score.js';
import { type CallVisit, lateReturnMs, signsOf } from './call-signs.js';
import { explainCall } from './explain-call.js';

const now = Date.UTC(2026, 2, 20, 12);
const hour = 3_600_000;
const day = 24 * hour;
const visit = (agoMs: number, change: Partial<CallVisit> = {}): CallVisit => ({
  class: 'human',
  viewedAtMs: now - agoMs,
  watchedShare: 0.6,
  timesPlayed: 0,
  isLikelyForwarded: false,
  actions: [],
  ...change,
});
const act = (kind: CallVisit['actions'][number]['kind'], agoMs: number, text: string | null = null) => ({
  kind,
  atMs: now - agoMs,
  text,
});
const scoreOf = (visits: readonly CallVisit[], atMs = now) => scoreAt(heatOf(signsOf(visits)), atMs);
const kindsOf = (visits: readonly CallVisit[]) => signsOf(visits).map(({ kind }) => kind);

const actionOf = fc.record({
  kind: fc.constantFrom('click' as const, 'reply' as const, 'reaction' as const, 'booking' as const),
  atMs: fc.nat(30 * day).map((agoMs) => now - agoMs),
  text: fc.constantFrom(null, 'Yes', 'When?'),
});
const visitOf = fc.record({
  class: fc.constantFrom(
    'human' as const,
    'human' as const,
    'bot' as const,
    'internal' as const,
    'suspect' as const,
  ),
  viewedAtMs: fc.option(fc.nat(30 * day).map((agoMs) => now - agoMs)),
  watchedShare: fc.constantFrom(0.1, 0.3, 0.6, 0.8, 1),
  timesPlayed: fc.nat(3),
  isLikelyForwarded: fc.boolean(),
  actions: fc.array(actionOf, { maxLength: 3 }),
});
const visitsOf = fc.array(visitOf, { maxLength: 8 });

describe('the signs', () => {
  it.each([
    ['a first view', [visit(day)], ['viewed']],
    ['nothing for opening only', [visit(day, { viewedAtMs: null })], []],
    ['watching again', [visit(hour), visit(day)], ['viewed', 'rewatched']],
    ['coming back late', [visit(hour), visit(hour + lateReturnMs)], ['viewed', 'late-return']],
    ['playing it twice', [visit(hour, { timesPlayed: 2 })], ['viewed', 'replayed']],
    ['a second person', [visit(hour, { isLikelyForwarded: true })], ['second-person']],
    ['a click without a view', [visit(hour, { viewedAtMs: null, actions: [act('click', hour)] })], ['click']],
    [
      'a question',
      [visit(hour, { viewedAtMs: null, actions: [act('reply', hour, 'How much?')] })],
      ['question'],
    ],
    ['no call for who has booked', [visit(hour, { viewedAtMs: null, actions: [act('booking', hour)] })], []],
  ] as const)('%s', (_, visits, kinds) => expect(kindsOf(visits)).toEqual(kinds));

  it('are left by people only', () => {
    fc.assert(
      fc.property(visitsOf, (visits) => {
        const human = visits.filter((each) => each.class === 'human');
        expect(signsOf(visits)).toEqual(signsOf(human));
        expect(scoreOf(visits.filter((each) => each.class !== 'human'))).toBe(0);
      }),
    );
  });
});

describe('the score', () => {
  it('grows with everything that happens after', () => {
    const later = visitOf.map((each) => ({
      ...each,
      viewedAtMs: each.viewedAtMs && now + 1,
      actions: each.actions.map((action) => ({ ...action, atMs: now + 1 })),
    }));
    fc.assert(
      fc.property(visitsOf, later, (visits, next) => {
        expect(scoreOf([...visits, next], now + 1)).toBeGreaterThanOrEqual(
          scoreOf(visits, now + 1) * (1 - 1e-9),
        );
      }),
    );
  });

  it('grows with watching more', () => {
    fc.assert(
      fc.property(visitsOf, fc.nat(7), (visits, index) => {
        const more = visits.map((each, at) =>
          at === index ? { ...each, watchedShare: 1, timesPlayed: each.timesPlayed + 1 } : each,
        );
        expect(scoreOf(more)).toBeGreaterThanOrEqual(scoreOf(visits) * (1 - 1e-9));
      }),
    );
  });

  it('halves in three days, whatever it is made of, so that waiting changes no order', () => {
    fc.assert(
      fc.property(visitsOf, (visits) => {
        const [fresh, later] = [scoreOf(visits), scoreOf(visits, now + halfLifeMs)];
        expect(Math.abs(later - fresh / 2)).toBeLessThanOrEqual(1e-6 * (1 + fresh));
      }),
    );
  });

  it('does not depend on the order of the visits', () => {
    fc.assert(
      fc.property(visitsOf, (visits) => {
        expect(scoreOf(visits.toReversed())).toBeCloseTo(scoreOf(visits), 6);
      }),
    );
  });

  it('ranks a question over any number of reactions, and a fresh click over an old reply', () => {
    const reactions = Array.from({ length: 30 }, () => act('reaction', hour));
    const asked = visit(hour, { actions: [act('reply', hour, 'And for ten of us?')] });
    expect(scoreOf([asked])).toBeGreaterThan(scoreOf([visit(hour, { actions: reactions })]));
    const old = visit(9 * day, { actions: [act('reply', 9 * day, 'Thanks')] });
    expect(scoreOf([visit(hour, { actions: [act('click', hour)] })])).toBeGreaterThan(scoreOf([old]));
  });

  it('is nothing without a sign, and the heat that is stored gives it back', () => {
    expect(heatOf([])).toBe(-Infinity);
    expect(scoreAt(-Infinity, now)).toBe(0);
    expect(scoreAt(heatFor(17, now), now)).toBeCloseTo(17, 6);
    expect(scoreOf([visit(0)])).toBeCloseTo(12, 6);
  });
});

describe('the sentence', () => {
  it.each([
    ['', []],
    ['Watched 60% within the hour', [visit(1)]],
    [
      'Replied, watched 60% and reacted with 👍 2 days ago',
      [visit(2 * day, { actions: [act('reply', 2 * day, 'Yes'), act('reaction', 2 * day, '👍')] })],
    ],
    [
      'Asked a question 2 hours ago, pressed “Book a time” 3 hours ago and watched it again 1 day ago',
      [
        visit(5 * day),
        visit(day, { actions: [act('reply', 2 * hour, 'How much?'), act('click', 3 * hour, 'Book a time')] }),
      ],
    ],
    [
      'Likely forwarded it to somebody who watched 1 hour ago and watched 60% 4 days ago',
      [visit(4 * day), visit(hour, { isLikelyForwarded: true })],
    ],
  ] as const)('%s', (sentence, visits) => expect(explainCall(signsOf(visits), now)).toBe(sentence));
});
