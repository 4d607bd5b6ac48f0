import { type ClassReason, classSteps, type ClassStep } from './class-steps.js';
import type { TrackingClass, VisitFacts } from './visit-facts.js';

/** The class of a hit or visit, every reason found for any class, and the version of the rule that found them. */
export interface Classification {
  readonly class: TrackingClass;
  readonly reasons: readonly ClassReason[];
  readonly ruleVersion: number;
}

/** Version of a rule as a whole: the sum of its steps' versions, so that changing one step changes it. */
export const versionOf = (steps: readonly ClassStep[]): number =>
  steps.reduce((sum, { version }) => sum + version, 0);

/** Version of the rule that hits and visits are classed by now. */
export const ruleVersion = versionOf(classSteps);

/**
 * Classifies a hit or visit. Pure: it is called when a visit opens and again whenever a fact changes, so a visit
 * without input may be `suspect` or `scanner` and become `human` with its first trusted input event.
 *
 * @param steps in order; the first that finds something gives the class, the reasons of all are kept; `human` when none does
 */
export function classify(facts: VisitFacts, steps: readonly ClassStep[] = classSteps): Classification {
  const verdicts = steps.flatMap((step) => step.apply(facts) ?? []);
  return {
    class: verdicts[0]?.class ?? 'human',
    reasons: verdicts.flatMap(({ reasons }) => reasons),
    ruleVersion: versionOf(steps),
  };
}
