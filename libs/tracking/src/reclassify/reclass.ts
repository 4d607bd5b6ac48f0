import { type Classification, classify } from '../classify/classify.js';
import type { ClassReason, ClassStep } from '../classify/class-steps.js';
import { plainFacts, type TrackingClass, type VisitFacts } from '../classify/visit-facts.js';
import type { VisitRow } from '../ingest/visit-row.js';
import { decideView } from '../view/decide-view.js';

/** What is known of a row when the rule is run over it again. */
interface Classed {
  readonly facts: VisitFacts;
  readonly class: TrackingClass;
}

/** Somebody said "that was me", and the row is `internal` for it: no version of the rule knows better. */
export const isMarked = ({ facts, class: trackingClass }: Classed): boolean =>
  facts.isMarkedInternal && trackingClass === 'internal';

const marked: ClassReason = { step: 'internal', code: 'marked-internal' };

/**
 * The class that the steps give to stored facts. What a person has marked stays theirs. Pure.
 *
 * @param steps the rule, in order
 */
export function reclass(row: Classed, steps: readonly ClassStep[]): Classification {
  // What a newer rule looks at is not in the facts of older rows.
  const facts = { ...plainFacts(row.facts.agent, row.facts.atMs), ...row.facts };
  const found = classify(facts, steps);
  if (!isMarked(row) || found.class === 'internal') return found;
  const isSaid = found.reasons.some(({ step, code }) => step === marked.step && code === marked.code);
  return { ...found, class: 'internal', reasons: isSaid ? found.reasons : [marked, ...found.reasons] };
}

/** Is a view: `viewed_at` is set, and the class is a person's. */
export const isView = (visit: Pick<VisitRow, 'class' | 'viewedAtMs'>): boolean =>
  visit.class === 'human' && visit.viewedAtMs !== null;

/**
 * The visit as the steps class it. When it becomes a person's, whether it is a view is decided from what it has played; the
 * moment of such a view is that of its last beacon, by which all of it had arrived. Nobody is told: what would have been told
 * is noted as told, so that the next beacon of a visit that still goes on does not tell it either. Pure.
 */
export function reclassVisit(visit: VisitRow, steps: readonly ClassStep[]): VisitRow {
  const facts = { ...visit.facts, hasInput: visit.facts.hasInput || visit.played.hasInput };
  const next = { ...visit, ...reclass({ facts, class: visit.class }, steps) };
  if (next.class === visit.class || next.class !== 'human') return next;
  const decision = decideView('human', visit.played, visit.thresholds);
  const decidedAtMs = visit.played.lastBeaconAtMs ?? visit.lastSeenAtMs;
  const viewedAtMs = visit.viewedAtMs ?? (decision.isView ? decidedAtMs : null);
  const milestones = viewedAtMs === null ? [] : decision.milestones;
  const topics = [
    'visit.started',
    ...(viewedAtMs === null ? [] : ['view.counted']),
    ...(milestones.length > 0 ? ['milestone.reached'] : []),
  ];
  return {
    ...next,
    viewedAtMs,
    reachedMilestones: [...new Set([...visit.reachedMilestones, ...milestones])].toSorted((a, b) => a - b),
    notified: [...new Set([...visit.notified, ...topics])],
  };
}
