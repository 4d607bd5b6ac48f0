import { z } from 'zod';
import { pageSchema } from './page.js';
import { idSchema, lineSchema, listOf, timeSchema } from './primitives.js';

/** One video, many prospects, one page template: every prospect gets a personal link. */
export const createCampaignSchema = z.object({
  name: lineSchema(120),
  videoId: idSchema,
  page: pageSchema.nullish(),
  prospectIds: z.array(idSchema).max(10_000).default([]),
  /** From then on no link of it works; null: no end. */
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
});
export type CreateCampaign = z.infer<typeof createCampaignSchema>;

/** `prospectIds` adds prospects; those who have a link keep it. While it is paused, no link of it works. */
export const updateCampaignSchema = createCampaignSchema
  .omit({ videoId: true })
  .extend({ isPaused: z.boolean() })
  .partial();
export type UpdateCampaign = z.infer<typeof updateCampaignSchema>;

/** Its links open while it is `live`. */
export const campaignStateSchema = z.enum(['live', 'paused', 'expired']);
export type CampaignState = z.infer<typeof campaignStateSchema>;

export const campaignSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    videoId: idSchema,
    videoTitle: z.string(),
    memberId: idSchema,
    page: pageSchema,
    linkCount: z.number().int(),
    sentCount: z.number().int(),
    viewedCount: z.number().int(),
    state: campaignStateSchema,
    pausedAt: timeSchema.nullable(),
    expiresAt: timeSchema.nullable(),
    createdAt: timeSchema,
  })
  .meta({ id: 'Campaign' });
export type Campaign = z.infer<typeof campaignSchema>;
export const campaignListSchema = listOf(campaignSchema);
