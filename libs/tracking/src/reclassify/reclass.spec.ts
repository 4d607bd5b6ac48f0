import * as fc from 'fast-check';
import { classify } from '../classify/classify.js';
import { classSteps, type ClassStep } from '../classify/class-steps.js';
import { plainFacts, type VisitFacts } from '../classify/visit-facts.js';
import { settleVisit } from '../ingest/settle-visit.js';
import type { VisitRow } from '../ingest/visit-row.js';
import { nothingPlayed } from '../spans/apply-beacon.js';
import { defaultViewThresholds } from '../view/view-thresholds.js';
import { isView, reclassVisit } from './reclass.js';

const openedAtMs = Date.UTC(2026, 0, 14, 12);
const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64; rv:40.0) Gecko/20100101 Firefox/40.0',
  'curl/8.0',
  '',
];
const factsOf = fc.record({
  agent: fc.constantFrom(...agents),
  hasClientHints: fc.constantFrom(true, false, null),
  isWebdriver: fc.boolean(),
  isHoneypotFetched: fc.boolean(),
  linksFromNetwork: fc.integer({ min: 1, max: 5 }),
  sinceSentMs: fc.constantFrom(null, 500, 60_000),
  hasInput: fc.boolean(),
  isMember: fc.boolean(),
  isMarkedInternal: fc.boolean(),
});

/** A visit as ingest leaves it: opened with its facts, then played. */
const visitOf = fc
  .record({ change: factsOf, watchedMs: fc.nat(60_000), isStartedByGesture: fc.boolean() })
  .map(({ change, watchedMs, isStartedByGesture }): VisitRow => {
    const { agent, ...rest } = change;
    const facts: VisitFacts = { ...plainFacts(agent, openedAtMs), ...rest };
    const played = {
      ...nothingPlayed(60_000),
      beaconCount: 1,
      firstBeaconAtMs: openedAtMs,
      lastBeaconAtMs: openedAtMs + watchedMs,
      watched: watchedMs > 0 ? [[0, watchedMs] as const] : [],
      isStartedByGesture,
      hasInput: isStartedByGesture,
    };
    const opened = { ...bare, facts: plainFacts(agent, openedAtMs) };
    const news = { atMs: openedAtMs + watchedMs, facts, played };
    return settleVisit(opened, news).visit;
  });
const bare: VisitRow = {
  id: 'v',
  visitDay: '2026-01-14',
  workspaceId: 'w',
  linkId: 'l',
  videoId: 'd',
  prospectId: null,
  memberId: null,
  openedAtMs,
  lastSeenAtMs: openedAtMs,
  facts: plainFacts('', openedAtMs),
  class: 'suspect',
  reasons: [],
  ruleVersion: 0,
  played: nothingPlayed(60_000),
  thresholds: defaultViewThresholds,
  viewedAtMs: null,
  completedAtMs: null,
  reachedMilestones: [],
  notified: [],
};
/** The rule with some of its steps only, as another version. */
const rules = fc
  .subarray([...classSteps])
  .map((steps) => steps.map((step): ClassStep => ({ ...step, version: step.version + 1 })));

it('changes nothing with the same rule', () => {
  fc.assert(fc.property(visitOf, (visit) => expect(reclassVisit(visit, classSteps)).toEqual(visit)));
});

it('gives the class of the new rule to all but what a person has marked', () => {
  fc.assert(
    fc.property(visitOf, rules, (visit, steps) => {
      const after = reclassVisit(visit, steps);
      const isMarked = visit.facts.isMarkedInternal && visit.class === 'internal';
      expect(after.class).toBe(isMarked ? 'internal' : classify(visit.facts, steps).class);
      expect(after.facts).toEqual(visit.facts);
      const isSaid = after.reasons.some(({ code }) => code === 'marked-internal');
      expect(!isMarked || isSaid).toBe(true);
    }),
  );
});

it('comes back to what it was, and is the same when done twice', () => {
  fc.assert(
    fc.property(visitOf, rules, (visit, steps) => {
      const after = reclassVisit(visit, steps);
      expect(reclassVisit(after, steps)).toEqual(after);
      // A mark that did not make it `internal` before may do so by another rule, and is kept from then on.
      if (visit.facts.isMarkedInternal && visit.class !== 'internal') return;
      const back = reclassVisit(after, classSteps);
      expect([back.class, back.reasons, isView(back)]).toEqual([visit.class, visit.reasons, isView(visit)]);
    }),
  );
});

it('a visit that becomes a person’s is a view exactly when it was played as one', () => {
  fc.assert(
    fc.property(visitOf, rules, (visit, steps) => {
      const after = reclassVisit(visit, steps);
      const { watched, isStartedByGesture, lastBeaconAtMs } = visit.played;
      const watchedMs = watched.reduce((sum, [from, to]) => sum + to - from, 0);
      const isEnough = isStartedByGesture ? watchedMs >= 3_000 : visit.facts.hasInput && watchedMs >= 10_000;
      expect(isView(after)).toBe(after.class === 'human' && isEnough);
      const isGained = isView(after) && visit.viewedAtMs === null;
      expect(after.viewedAtMs).toBe(isGained ? lastBeaconAtMs : visit.viewedAtMs);
    }),
  );
});

it('leaves nothing old to be told by what comes next', () => {
  fc.assert(
    fc.property(visitOf, rules, (visit, steps) => {
      const after = reclassVisit(visit, steps);
      if (after.class !== 'human') return;
      const news = { atMs: openedAtMs + 120_000, played: after.played };
      expect(settleVisit(after, news).events).toEqual([]);
    }),
  );
});
