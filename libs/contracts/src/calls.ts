import { z } from 'zod';
import { figureMeanings } from './figure-meanings.js';
import { idSchema, listOf, pageQuerySchema, shareSchema, timeSchema } from './primitives.js';
import { visitSchema } from './visits.js';

/** Whose prospects, and of which campaign. */
export const callsQuerySchema = pageQuerySchema.extend({
  teamId: idSchema.optional(),
  memberId: idSchema.optional(),
  campaignId: idSchema.optional(),
});
export type CallsQuery = z.infer<typeof callsQuerySchema>;

/** What says that now is the moment to call. */
export const callSignKindSchema = z.enum([
  'viewed',
  'rewatched',
  'replayed',
  'late-return',
  'second-person',
  'click',
  'reaction',
  'reply',
  'question',
]);
export type CallSignKind = z.infer<typeof callSignKindSchema>;

/** A sign of interest. `points` are what it is worth now; they halve every three days. */
export const callSignSchema = z
  .object({
    kind: callSignKindSchema,
    at: timeSchema,
    points: z.number().min(0),
    watchedShare: shareSchema.nullable(),
    /** Words on the call to action, the reaction, or the beginning of the reply. */
    text: z.string().nullable(),
  })
  .meta({ id: 'CallSign' });
export type CallSign = z.infer<typeof callSignSchema>;

/** A prospect with the score and, in one sentence, the reason. `signs`: the strongest first. */
export const prospectToCallSchema = z
  .object({
    prospectId: idSchema,
    name: z.string(),
    email: z.string(),
    company: z.string().nullable(),
    memberId: idSchema,
    score: z.number().min(0).describe(figureMeanings.callScore),
    because: z.string(),
    signs: z.array(callSignSchema),
    lastSignAt: timeSchema,
  })
  .meta({ id: 'ProspectToCall' });
export type ProspectToCall = z.infer<typeof prospectToCallSchema>;
export const prospectToCallListSchema = listOf(prospectToCallSchema);

const ofLink = {
  id: z.string(),
  at: timeSchema,
  linkId: idSchema,
  videoId: idSchema,
  videoTitle: z.string(),
};

/** One thing that happened with a prospect, as their whole history has it. A line of the ledger comes with its actions. */
export const historyEntrySchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('added'), id: z.string(), at: timeSchema }),
    z.object({ kind: z.literal('made'), ...ofLink }),
    z.object({ kind: z.literal('sent'), ...ofLink }),
    z.object({ kind: z.literal('revoked'), ...ofLink }),
    z.object({ kind: z.literal('ledger'), ...ofLink, visit: visitSchema }),
  ])
  .meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.infer<typeof historyEntrySchema>;
export const historySchema = listOf(historyEntrySchema);
