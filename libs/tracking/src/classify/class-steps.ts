import { botReasonOf } from './bot-agents.js';
import { browserAgeYears, chromiumMajor } from './browser-age.js';
import type { TrackingClass, VisitFacts } from './visit-facts.js';

/** One reason for a class, stored as data. `value` is the figure behind it, e.g. milliseconds since sending. */
export interface ClassReason {
  readonly step: string;
  readonly code: string;
  readonly value?: number;
}

/** What a step found. */
export interface StepVerdict {
  readonly class: TrackingClass;
  readonly reasons: readonly ClassReason[];
}

/** One step of the classification. Raise `version` with every change of what it finds. */
export interface ClassStep {
  readonly name: TrackingClass;
  readonly version: number;
  /** What the step finds in the facts; null when it does not concern them. */
  readonly apply: (facts: VisitFacts) => StepVerdict | null;
}

const step = (
  name: TrackingClass,
  find: (facts: VisitFacts) => readonly (Omit<ClassReason, 'step'> | false)[],
  needed = 1,
): ClassStep => ({
  name,
  version: 1,
  apply: (facts) => {
    const reasons = find(facts).flatMap((reason) => (reason ? [{ step: name, ...reason }] : []));
    return reasons.length >= needed ? { class: name, reasons } : null;
  },
});

/** Sending and opening less than this apart, without an input event, is a scanner's doing. Milliseconds. */
const tooSoonMs = 10_000;
/** So many different links of a workspace from one network within 10 s are a scanner's doing. */
const manyLinks = 3;
/** Browsers older than this are seldom a person's. Years. */
const oldBrowserYears = 3;
/** From this major version on Chrome sends `sec-ch-ua`. */
const clientHintsSince = 89;

/** The steps in order: the first that finds something gives the class (4-tracking.md, "Class of a hit or visit"). */
export const classSteps: readonly ClassStep[] = [
  step('bot', ({ agent }) => {
    const reason = botReasonOf(agent);
    return [reason !== null && { code: reason }];
  }),
  step('prefetch', ({ purposes }) =>
    purposes
      .filter((purpose) => /prefetch|prerender|preview/i.test(purpose))
      .map((purpose) => ({ code: `purpose:${purpose}` })),
  ),
  step('automation', ({ isWebdriver }) => [isWebdriver && { code: 'webdriver' }]),
  step('scanner', (facts) => {
    // A signed-in member is known by name: haste says nothing about them. The honeypot still does.
    const isKnown = facts.isMember;
    const isTooSoon = facts.sinceSentMs !== null && facts.sinceSentMs < tooSoonMs && !facts.hasInput;
    return [
      facts.isHoneypotFetched && { code: 'honeypot' },
      !isKnown &&
        facts.linksFromNetwork >= manyLinks && { code: 'many-links', value: facts.linksFromNetwork },
      !isKnown && isTooSoon && { code: 'soon-after-sending', value: facts.sinceSentMs ?? 0 },
    ];
  }),
  step('internal', (facts) => [
    facts.isMember && { code: 'member' },
    facts.isPreview && { code: 'preview' },
    facts.hasSenderMark && { code: 'sender-mark' },
    facts.isMarkedInternal && { code: 'marked-internal' },
  ]),
  step(
    'suspect',
    (facts) => {
      const age = browserAgeYears(facts.agent, facts.atMs);
      const shouldSendHints = (chromiumMajor(facts.agent) ?? 0) >= clientHintsSince;
      return [
        shouldSendHints && facts.hasClientHints === false && { code: 'no-client-hints' },
        age !== null && age > oldBrowserYears && { code: 'old-browser', value: Math.floor(age) },
        facts.isDataCentre && { code: 'data-centre' },
        !facts.hasInput && { code: 'no-input' },
      ];
    },
    2,
  ),
];
