import { z } from 'zod';
import { emailSchema, idSchema, lineSchema, listOf, pageQuerySchema, timeSchema } from './primitives.js';

const optionalLine = (max: number) => z.string().trim().max(max).nullish();

/** Free fields of a prospect: up to 50, each a name of 1–60 characters with a text of up to 500. */
export const prospectFieldsSchema = z
  .record(z.string().trim().min(1).max(60), z.string().max(500))
  .refine((fields) => Object.keys(fields).length <= 50, 'At most 50 fields');

/** An upsert: by `externalId` when given, else by `email`. */
export const saveProspectSchema = z.object({
  email: emailSchema,
  firstName: optionalLine(120),
  lastName: optionalLine(120),
  company: optionalLine(160),
  externalId: z.string().trim().min(1).max(200).nullish(),
  fields: prospectFieldsSchema.optional(),
});
export type SaveProspect = z.infer<typeof saveProspectSchema>;

export const updateProspectSchema = saveProspectSchema.partial();
export type UpdateProspect = z.infer<typeof updateProspectSchema>;

export const prospectSchema = z
  .object({
    id: idSchema,
    email: z.string(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    company: z.string().nullable(),
    externalId: z.string().nullable(),
    fields: z.record(z.string(), z.string()),
    memberId: idSchema,
    linkCount: z.number().int(),
    lastActivity: z.object({ at: timeSchema, because: z.string() }).nullable(),
    createdAt: timeSchema,
    updatedAt: timeSchema,
  })
  .meta({ id: 'Prospect' });
export type Prospect = z.infer<typeof prospectSchema>;
export const prospectListSchema = listOf(prospectSchema);

export const prospectQuerySchema = pageQuerySchema.extend({ search: z.string().trim().max(200).optional() });
export type ProspectQuery = z.infer<typeof prospectQuerySchema>;

/** Outcome of a CSV import: good rows are kept, bad rows are named. `row` counts lines of data from 1. */
export const importReplySchema = z
  .object({
    created: z.number().int(),
    updated: z.number().int(),
    rejected: z.array(z.object({ row: z.number().int(), code: z.string(), message: z.string() })),
  })
  .meta({ id: 'ImportReply' });
export type ImportReply = z.infer<typeof importReplySchema>;

/** CSV text as JSON, for callers that do not send `text/csv`. */
export const importProspectsSchema = z.object({ csv: z.string().max(20_000_000) });
export type ImportProspects = z.infer<typeof importProspectsSchema>;

export const searchLineSchema = lineSchema(200);
