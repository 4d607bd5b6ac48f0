import { classify } from '../classify/classify.js';
import type { VisitFacts } from '../classify/visit-facts.js';
import type { TrackingEvent } from './tracking-events.js';
import type { VisitRow } from './visit-row.js';
import type { PlayedState } from '../spans/apply-beacon.js';
import { decideView } from '../view/decide-view.js';

/** What has become known about a visit since it was last settled. */
export interface VisitNews {
  /** Server time, milliseconds since 1970. */
  readonly atMs: number;
  readonly played?: PlayedState;
  readonly facts?: Partial<VisitFacts>;
}

/** The visit with the news taken in, and what is to be told about it. */
export interface SettledVisit {
  readonly visit: VisitRow;
  readonly events: readonly TrackingEvent[];
}

/**
 * Takes news into a visit: its facts, from them its class, from that and its playback whether it is a view, and from that
 * what is told. Pure. Each topic is told at most once per visit, each milestone once, and nothing about a visit that is not a person's.
 */
export function settleVisit(before: VisitRow, news: VisitNews): SettledVisit {
  const classed = reclassed(before, news);
  const decision = decideView(classed.class, classed.played, classed.thresholds);
  const viewedAtMs = classed.viewedAtMs ?? (decision.isView ? news.atMs : null);
  const isHuman = classed.class === 'human';
  const isView = isHuman && viewedAtMs !== null;
  const isNew = (topic: string) => !classed.notified.includes(topic);
  const milestones = isView
    ? decision.milestones.filter((milestone) => !classed.reachedMilestones.includes(milestone))
    : [];
  const tells = [
    ...(isHuman && isNew('visit.started') ? [{ topic: 'visit.started', more: {} }] : []),
    ...(isView && isNew('view.counted')
      ? [{ topic: 'view.counted', more: { watchedShare: decision.watchedShare } }]
      : []),
    ...milestones.map((milestone) => ({ topic: 'milestone.reached', more: { milestone } })),
  ];
  return {
    visit: {
      ...classed,
      viewedAtMs,
      completedAtMs: classed.completedAtMs ?? (decision.isCompleted ? news.atMs : null),
      reachedMilestones: [...classed.reachedMilestones, ...milestones],
      notified: [...new Set([...classed.notified, ...tells.map(({ topic }) => topic)])],
    },
    events: tells.map(({ topic, more }) => eventOf(classed, topic, news.atMs, more)),
  };
}

function reclassed(before: VisitRow, news: VisitNews): VisitRow {
  const played = news.played ?? before.played;
  const hasInput = before.facts.hasInput || played.hasInput || news.facts?.hasInput === true;
  const facts: VisitFacts = { ...before.facts, ...news.facts, hasInput };
  const lastSeenAtMs = Math.max(before.lastSeenAtMs, news.atMs);
  const visit = { ...before, facts, lastSeenAtMs, played: { ...played, hasInput } };
  // Reading an agent costs more than all the rest: look again only when a fact has changed.
  if (!news.facts && hasInput === before.facts.hasInput) return visit;
  const { class: trackingClass, reasons, ruleVersion } = classify(facts);
  return { ...visit, class: trackingClass, reasons, ruleVersion };
}

/** An event about a visit. The stream adds titles and names when it tells it. */
export function eventOf(
  visit: VisitRow,
  topic: string,
  atMs: number,
  more: Readonly<Record<string, unknown>>,
): TrackingEvent {
  const { id: visitId, workspaceId, linkId, videoId, prospectId, memberId } = visit;
  const at = new Date(atMs).toISOString();
  return { topic, workspaceId, payload: { at, visitId, linkId, videoId, prospectId, memberId, ...more } };
}
