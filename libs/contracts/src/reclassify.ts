import { z } from 'zod';
import { idSchema, shareSchema, timeSchema } from './primitives.js';
import { visitClassSchema } from './visits.js';

const countSchema = z.number().int().min(0);
/** Month of UTC in which a visit was opened or a hit came, `YYYY-MM`. */
const monthSchema = z.string().regex(/^\d{4}-\d{2}$/);
const ledgerKindSchema = z.enum(['visit', 'hit']);

/**
 * How many rows a re-run has looked at. `current`: classed by this version of the rule already, and passed over.
 * `erased`: what the rule looks at is gone with the person, so the class stays. `marked`: a person said "that was me", and it stays.
 */
const lookedAtSchema = z.object({
  examined: countSchema,
  changed: countSchema,
  current: countSchema,
  erased: countSchema,
  marked: countSchema,
});

/** One of the rows whose class changes, to be looked at. */
const reclassSampleSchema = z.object({
  kind: ledgerKindSchema,
  id: idSchema,
  linkId: idSchema,
  at: timeSchema,
  from: visitClassSchema,
  to: visitClassSchema,
  /** What was, and what is said of it from then on. */
  before: z.string(),
  after: z.string(),
  wasView: z.boolean(),
  isView: z.boolean(),
});

/** What a re-run of the rule over history would change, or has changed. Only rows that change are in its lists. */
export const reclassReportSchema = z
  .object({
    visits: lookedAtSchema,
    hits: lookedAtSchema,
    classes: z.array(
      z.object({
        kind: ledgerKindSchema,
        month: monthSchema,
        from: visitClassSchema,
        to: visitClassSchema,
        count: countSchema,
      }),
    ),
    /** Rows for which a reason was found that was not there, and rows that lost one. */
    reasons: z.array(
      z.object({ step: visitClassSchema, code: z.string(), found: countSchema, gone: countSchema }),
    ),
    /** Views among the visits that were looked at, as they were, and those gained and lost. */
    views: z.array(
      z.object({ month: monthSchema, before: countSchema, gained: countSchema, lost: countSchema }),
    ),
    samples: z.array(reclassSampleSchema),
  })
  .meta({ id: 'ReclassReport' });
export type ReclassReport = z.infer<typeof reclassReportSchema>;

export const reclassModeSchema = z.enum(['check', 'apply']);
export type ReclassMode = z.infer<typeof reclassModeSchema>;
export const reclassStateSchema = z.enum(['waiting', 'running', 'done', 'stopped', 'failed']);
export type ReclassState = z.infer<typeof reclassStateSchema>;

/** One re-run of the rule over a workspace's history. `check` changes nothing; `isForced`: also rows of the current version. */
export const reclassificationSchema = z
  .object({
    id: idSchema,
    mode: reclassModeSchema,
    state: reclassStateSchema,
    isForced: z.boolean(),
    ruleVersion: z.number().int(),
    progress: shareSchema,
    report: reclassReportSchema,
    createdAt: timeSchema,
    endedAt: timeSchema.nullable(),
  })
  .meta({ id: 'Reclassification' });
export type Reclassification = z.infer<typeof reclassificationSchema>;

/** Rows that an older version of the rule has classed; at least so many when `isMore`. */
const olderRowsSchema = z.object({ count: countSchema, isMore: z.boolean() });

/** The rule as it is now, what of the ledger is older, and the latest re-run. */
export const ledgerRuleSchema = z
  .object({
    ruleVersion: z.number().int(),
    steps: z.array(z.object({ name: visitClassSchema, version: z.number().int() })),
    olderVisits: olderRowsSchema,
    olderHits: olderRowsSchema,
    run: reclassificationSchema.nullable(),
  })
  .meta({ id: 'LedgerRule' });
export type LedgerRule = z.infer<typeof ledgerRuleSchema>;

/** A check; the body may be empty. */
export const checkHistorySchema = z.object({ isForced: z.boolean().default(false) }).prefault({});
export type CheckHistory = z.infer<typeof checkHistorySchema>;
