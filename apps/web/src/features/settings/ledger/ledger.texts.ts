import type { LedgerRule, ReclassMode, VisitClass } from '@app/contracts';
import { formatCount, formatNumber } from '../../../shared/format';

const visits = (count: number) => formatCount(count, 'visit', 'visits');
const hits = (count: number) => formatCount(count, 'hit', 'hits');
const atLeast = ({ count, isMore }: LedgerRule['olderVisits'], counted: (count: number) => string) =>
  `${isMore ? 'at least ' : ''}${counted(count)}`;

/** Texts of the rule and its re-runs. */
export const ledgerTexts = {
  title: 'Ledger',
  lead: 'Every request and every visit is kept with its class and the reasons. When the rule becomes better, history can be judged by it too: first you see what would change, then you decide.',
  version: (version: number) => `Rule version ${version}`,
  steps: 'A visit is the first of these that it shows signs of, and a person’s when it shows none of them:',
  older: ({ olderVisits, olderHits }: LedgerRule) =>
    `${atLeast(olderVisits, visits)} and ${atLeast(olderHits, hits)} were judged by an older version.`,
  noneOlder: 'Everything that is kept was judged by this version.',
  check: 'Check what would change',
  checkAgain: 'Check again',
  forced: 'Judge everything again',
  forcedHint:
    '“Judge everything again” looks also at what this version has judged already; it should find nothing to change.',
  apply: 'Apply',
  stop: 'Stop',
  state: {
    waiting: { check: 'The check begins soon.', apply: 'Applying begins soon.' },
    running: { check: 'Checking. Nothing is changed.', apply: 'Applying. You can leave; it goes on.' },
    done: { check: 'Checked', apply: 'Applied' },
    stopped: {
      check: 'The check was stopped. Below is what it had seen.',
      apply: 'Stopped in the middle. What was applied stays; check again to see what is left.',
    },
    failed: {
      check: 'The check did not come to its end. Look into the worker’s log, then check again.',
      apply:
        'Applying did not come to its end. What was applied stays. Look into the worker’s log, then check again.',
    },
  },
  progress: (mode: ReclassMode) => (mode === 'check' ? 'Progress of the check' : 'Progress of applying'),
  confirmTitle: 'Judge history by this version?',
  confirmText: (changed: string) =>
    `${changed} get another class, and figures of the past change with them. Nobody is notified. What a person has marked as “that was me” stays.`,
  confirmAction: 'Apply to history',
  changed: (visitCount: number, hitCount: number) => `${visits(visitCount)} and ${hits(hitCount)}`,
  verdict: {
    none: (looked: string) => `No class changes. ${looked} were looked at.`,
    would: (changed: string, looked: string) => `${changed} would get another class, of ${looked} looked at.`,
    did: (changed: string, looked: string) => `${changed} got another class, of ${looked} looked at.`,
  },
  left: {
    current: (count: number) => `${formatNumber(count)} were judged by this version already.`,
    erased: (count: number) => `${formatNumber(count)} belong to erased people and stay as they are.`,
    marked: (count: number) => `${formatNumber(count)} were marked as “that was me” and stay internal.`,
  },
  classesTitle: 'Classes',
  viewsTitle: 'Views',
  viewsLead: 'By the month in which the visit was opened.',
  reasonsTitle: 'Reasons',
  samplesTitle: 'Some of the rows',
  columns: {
    month: 'Month',
    kind: 'What',
    from: 'From',
    to: 'To',
    count: 'Rows',
    before: 'Before',
    gained: 'Gained',
    lost: 'Lost',
    after: 'After',
    class: 'Class',
    reason: 'Reason',
    found: 'Found',
    gone: 'Gone',
  },
  kinds: { visit: 'Visits', hit: 'Hits' },
  kind: { visit: 'Visit', hit: 'Hit' },
  was: 'was',
  becomes: 'becomes',
  countedNot: 'no view any more',
  countedNow: 'a view now',
  classes: {
    bot: 'Bot',
    prefetch: 'Prefetch',
    automation: 'Automation',
    scanner: 'Mail scanner',
    internal: 'Internal',
    suspect: 'Suspect',
    human: 'Person',
  } satisfies Record<VisitClass, string>,
} as const;
