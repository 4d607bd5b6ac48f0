import { z } from 'zod';
import { pageSchema } from './page.js';
import { idSchema, listOf, pageQuerySchema, shareSchema, timeSchema } from './primitives.js';

export const createLinkSchema = z.object({
  videoId: idSchema,
  prospectId: idSchema.nullish(),
  page: pageSchema.nullish(),
  password: z.string().min(4).max(200).nullish(),
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
});
export type CreateLink = z.infer<typeof createLinkSchema>;

/** `password: null` takes the password away; fields that are absent stay. */
export const updateLinkSchema = createLinkSchema.omit({ videoId: true, prospectId: true }).partial();
export type UpdateLink = z.infer<typeof updateLinkSchema>;

/** What a link does now. Its page opens while it is `live`; `paused` and `expired` may be its campaign's. */
export const linkStateSchema = z.enum(['live', 'paused', 'expired', 'revoked']);
export type LinkState = z.infer<typeof linkStateSchema>;

export const linkSchema = z
  .object({
    id: idSchema,
    slug: z.string(),
    url: z.string(),
    posterUrl: z.string(),
    previewUrl: z.string(),
    videoId: idSchema,
    videoTitle: z.string(),
    campaignId: idSchema.nullable(),
    prospect: z
      .object({
        id: idSchema,
        email: z.string(),
        firstName: z.string().nullable(),
        lastName: z.string().nullable(),
        company: z.string().nullable(),
      })
      .nullable(),
    memberId: idSchema,
    isDefault: z.boolean(),
    state: linkStateSchema,
    page: pageSchema,
    hasPassword: z.boolean(),
    expiresAt: timeSchema.nullable(),
    revokedAt: timeSchema.nullable(),
    sentAt: timeSchema.nullable(),
    viewCount: z.number().int(),
    bestWatchedShare: shareSchema.nullable(),
    lastViewedAt: timeSchema.nullable(),
    createdAt: timeSchema,
  })
  .meta({ id: 'Link' });
export type Link = z.infer<typeof linkSchema>;
export const linkListSchema = listOf(linkSchema);

export const linkQuerySchema = pageQuerySchema.extend({
  videoId: idSchema.optional(),
  prospectId: idSchema.optional(),
  campaignId: idSchema.optional(),
});
export type LinkQuery = z.infer<typeof linkQuerySchema>;

/** Ready to paste into a mail: a linked preview picture with alternative text, and the same as plain text. */
export const snippetSchema = z.object({ html: z.string(), text: z.string() }).meta({ id: 'Snippet' });
export type Snippet = z.infer<typeof snippetSchema>;
