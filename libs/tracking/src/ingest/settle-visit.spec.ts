import { classify } from '../classify/classify.js';
import { plainFacts } from '../classify/visit-facts.js';
import { nothingPlayed, type PlayedState } from '../spans/apply-beacon.js';
import { defaultViewThresholds } from '../view/view-thresholds.js';
import { settleVisit, type VisitNews } from './settle-visit.js';
import type { VisitRow } from './visit-row.js';

const now = Date.UTC(2026, 0, 14, 12);
const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const visitWith = (change: Partial<VisitRow['facts']> = {}): VisitRow => {
  const facts = { ...plainFacts(agent, now), ...change };
  return {
    id: 'visit',
    visitDay: '2026-01-14',
    workspaceId: 'workspace',
    linkId: 'link',
    videoId: 'video',
    prospectId: 'prospect',
    memberId: 'member',
    openedAtMs: now,
    lastSeenAtMs: now,
    facts,
    ...classify(facts),
    played: nothingPlayed(10_000),
    thresholds: defaultViewThresholds,
    viewedAtMs: null,
    completedAtMs: null,
    reachedMilestones: [],
    notified: ['visit.started'],
  };
};
const playedUntil = (ms: number, change: Partial<PlayedState> = {}): PlayedState => ({
  ...nothingPlayed(10_000),
  beaconCount: 1,
  watched: [[0, ms]],
  hasInput: true,
  isStartedByGesture: true,
  ...change,
});
const settle = (visit: VisitRow, news: Partial<VisitNews>) =>
  settleVisit(visit, { atMs: now + 1_000, ...news });
const topics = (settled: ReturnType<typeof settle>) => settled.events.map(({ topic }) => topic);

describe('settleVisit', () => {
  it('tells a view and each milestone once', () => {
    const first = settle(visitWith(), { played: playedUntil(5_000) });
    expect(topics(first)).toEqual(['view.counted', 'milestone.reached', 'milestone.reached']);
    expect(first.visit).toMatchObject({ viewedAtMs: now + 1_000, reachedMilestones: [25, 50] });
    const again = settle(first.visit, { atMs: now + 2_000, played: playedUntil(5_000) });
    expect(again).toMatchObject({
      events: [],
      visit: { viewedAtMs: now + 1_000, lastSeenAtMs: now + 2_000 },
    });
    const more = settle(again.visit, { played: playedUntil(10_000) });
    expect(more.events.map(({ payload }) => payload['milestone'])).toEqual([75, 90]);
    expect(more.visit.completedAtMs).toBe(now + 1_000);
  });

  it('decides by the thresholds of the visit’s workspace', () => {
    const thresholds = { ...defaultViewThresholds, viewMs: 5_000, viewShare: 1, completedShare: 0.5 };
    const soon = settle({ ...visitWith(), thresholds }, { played: playedUntil(4_900) });
    expect([soon.visit.viewedAtMs, soon.visit.completedAtMs]).toEqual([null, null]);
    const later = settle(soon.visit, { played: playedUntil(5_000) });
    expect([later.visit.viewedAtMs, later.visit.completedAtMs]).toEqual([now + 1_000, now + 1_000]);
  });

  it('says who, what and where in an event', () => {
    const [event] = settle(visitWith(), { played: playedUntil(5_000) }).events;
    expect(event).toEqual({
      topic: 'view.counted',
      workspaceId: 'workspace',
      payload: {
        at: new Date(now + 1_000).toISOString(),
        visitId: 'visit',
        linkId: 'link',
        videoId: 'video',
        prospectId: 'prospect',
        memberId: 'member',
        watchedShare: 0.5,
      },
    });
  });

  it('makes a person of a suspect with the first input, and then tells what was played before', () => {
    const suspect = visitWith({ isDataCentre: true });
    const silent = settle(
      { ...suspect, notified: [] },
      { played: playedUntil(10_000, { hasInput: false, isStartedByGesture: false, wasUnmuted: true }) },
    );
    expect(silent).toMatchObject({ events: [], visit: { class: 'suspect', viewedAtMs: null } });
    const touched = settle(silent.visit, { facts: { hasInput: true } });
    expect(touched.visit.class).toBe('human');
    expect(topics(touched).slice(0, 2)).toEqual(['visit.started', 'view.counted']);
    expect(touched.visit.reachedMilestones).toEqual([25, 50, 75, 90]);
  });

  it('tells nothing more of a visit that turned out to be nobody’s, and keeps when it was viewed', () => {
    const view = settle(visitWith(), { played: playedUntil(5_000) });
    const marked = settle(view.visit, { facts: { isMarkedInternal: true } });
    expect(marked).toMatchObject({ events: [], visit: { class: 'internal', viewedAtMs: now + 1_000 } });
    expect(settle(marked.visit, { played: playedUntil(10_000) }).events).toEqual([]);
  });
});
