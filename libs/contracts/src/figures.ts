import { z } from 'zod';
import { figureMeanings } from './figure-meanings.js';
import { dayOrTimeSchema, idSchema, millisecondsSchema, shareSchema } from './primitives.js';
import { keptRangesSchema } from './timeline.js';

/** Period and filter of a dashboard. `from` inclusive, `to` exclusive (a day means its end); the last 30 days when absent. */
export const figuresQuerySchema = z.object({
  from: dayOrTimeSchema.optional(),
  to: dayOrTimeSchema.optional(),
  teamId: idSchema.optional(),
  memberId: idSchema.optional(),
  campaignId: idSchema.optional(),
});
export type FiguresQuery = z.infer<typeof figuresQuerySchema>;

/**
 * What a funnel counts. `sent`: links sent in the period, and what became of them until now. `event`: distinct people, by
 * what they did in the period, whenever their link was sent.
 */
export const figuresBySchema = z.enum(['sent', 'event']);
export type FiguresBy = z.infer<typeof figuresBySchema>;

/** The overview's query. */
export const overviewQuerySchema = figuresQuerySchema.extend({ by: figuresBySchema.default('sent') });
export type OverviewQuery = z.infer<typeof overviewQuerySchema>;

/** Period of figures that go over everything without one. */
export const periodQuerySchema = figuresQuerySchema.pick({ from: true, to: true });
export type PeriodQuery = z.infer<typeof periodQuerySchema>;

/** Retention: in how many buckets (1–500), over the views of which period; all views when absent. */
export const retentionQuerySchema = periodQuerySchema.extend({
  buckets: z.coerce.number().int().min(1).max(500).default(100),
});
export type RetentionQuery = z.infer<typeof retentionQuerySchema>;

const stepMeanings = (['sent', 'opened', 'viewed', 'half', 'clicked', 'replied', 'booked'] as const)
  .map((step) => `\`${step}\`: ${figureMeanings[step]}`)
  .join('\n\n');

/** The funnel's steps, in order (1-product, "Words"). */
export const funnelStepNameSchema = z
  .enum(['sent', 'opened', 'viewed', 'half', 'clicked', 'replied', 'booked'])
  .describe(stepMeanings);
export type FunnelStepName = z.infer<typeof funnelStepNameSchema>;

/**
 * `count` distinct links, or distinct people by date of event; null where the step does not apply or could not be counted.
 * `ofPrevious` is the share of those of the last counted step before that took this step too; null where there are none.
 */
export const funnelStepSchema = z
  .object({
    step: funnelStepNameSchema,
    count: z.number().int().nullable(),
    ofPrevious: shareSchema.nullable(),
  })
  .meta({ id: 'FunnelStep' });
export type FunnelStep = z.infer<typeof funnelStepSchema>;

export const overviewSchema = z
  .object({
    from: z.string(),
    to: z.string(),
    by: figuresBySchema,
    funnel: z.array(funnelStepSchema),
    viewCount: z.number().int().describe(figureMeanings.views),
    previousViewCount: z.number().int().describe(figureMeanings.views),
    excludedCount: z.number().int().describe(figureMeanings.excluded),
    viewsByDay: z.array(
      z.object({
        day: z.string(),
        views: z.number().int().describe(figureMeanings.views),
        opens: z.number().int().describe(figureMeanings.opens),
      }),
    ),
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof overviewSchema>;

export const memberFiguresSchema = z
  .object({
    memberId: idSchema,
    name: z.string(),
    teamId: idSchema.nullable(),
    sent: z.number().int().describe(figureMeanings.sent),
    opened: z.number().int().describe(figureMeanings.opened),
    viewed: z.number().int().describe(figureMeanings.viewed),
    half: z.number().int().describe(figureMeanings.half),
    clicked: z.number().int().nullable().describe(figureMeanings.clicked),
    replied: z.number().int().describe(figureMeanings.replied),
    views: z.number().int().describe(figureMeanings.views),
    averageWatchedShare: shareSchema.nullable().describe(figureMeanings.averageWatchedShare),
  })
  .meta({ id: 'MemberFigures' });
export type MemberFigures = z.infer<typeof memberFiguresSchema>;
export const memberFiguresListSchema = z.object({ items: z.array(memberFiguresSchema) });

export const campaignFiguresSchema = z
  .object({
    campaignId: idSchema,
    name: z.string(),
    linkCount: z.number().int(),
    funnel: z.array(funnelStepSchema),
  })
  .meta({ id: 'CampaignFigures' });
export type CampaignFigures = z.infer<typeof campaignFiguresSchema>;

/**
 * In source time, cut pieces included: `kept` says what is played now. `curve`: share of the views whose version had the
 * bucket that saw at least half of it; `heat`: how many times it was played in all.
 */
export const retentionSchema = z
  .object({
    videoId: idSchema,
    durationMs: millisecondsSchema.nullable(),
    kept: keptRangesSchema.nullable(),
    viewCount: z.number().int().describe(figureMeanings.views),
    averageWatchedShare: shareSchema.nullable().describe(figureMeanings.averageWatchedShare),
    buckets: z.array(
      z.object({
        fromMs: millisecondsSchema,
        toMs: millisecondsSchema,
        curve: shareSchema.describe(figureMeanings.retentionCurve),
        heat: z.number().min(0).describe(figureMeanings.retentionHeat),
      }),
    ),
  })
  .meta({ id: 'Retention' });
export type Retention = z.infer<typeof retentionSchema>;
