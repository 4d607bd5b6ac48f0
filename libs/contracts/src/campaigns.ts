import { z } from 'zod';
import { pageSchema } from './page.js';
import { idSchema, lineSchema, listOf, timeSchema } from './primitives.js';

/** One video, many prospects, one page template: every prospect gets a personal link. */
export const createCampaignSchema = z.object({
  name: lineSchema(120),
  videoId: idSchema,
  page: pageSchema.nullish(),
  prospectIds: z.array(idSchema).max(10_000).default([]),
});
export type CreateCampaign = z.infer<typeof createCampaignSchema>;

/** `prospectIds` adds prospects; those who have a link keep it. */
export const updateCampaignSchema = createCampaignSchema.omit({ videoId: true }).partial();
export type UpdateCampaign = z.infer<typeof updateCampaignSchema>;

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
    createdAt: timeSchema,
  })
  .meta({ id: 'Campaign' });
export type Campaign = z.infer<typeof campaignSchema>;
export const campaignListSchema = listOf(campaignSchema);
