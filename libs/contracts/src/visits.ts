import { z } from 'zod';
import { idSchema, listOf, millisecondsSchema, shareSchema, timeSchema } from './primitives.js';
import { keptRangesSchema } from './timeline.js';

/** Class of a hit or visit, see 4-tracking, "Class of a hit or visit". */
export const visitClassSchema = z.enum([
  'bot',
  'prefetch',
  'automation',
  'scanner',
  'internal',
  'suspect',
  'human',
]);
export type VisitClass = z.infer<typeof visitClassSchema>;

/** Opening of a visit by the page's script. Nothing in it is trusted but the slug, which names the link. */
export const openVisitSchema = z.object({
  slug: z.string().min(1).max(64),
  page: z.object({
    isVisible: z.boolean(),
    isPrerendering: z.boolean().optional(),
    isWebdriver: z.boolean().optional(),
    referrer: z.string().max(2000).optional(),
    /** The page was opened with `?preview=`: somebody looks at it as its sender. */
    isPreview: z.boolean().optional(),
    /** What the page plays, signed, as the page was given it; what is published when it is missing or not good. */
    edition: z.string().max(4000).optional(),
    /** What the viewer answered to the privacy question on this page, if anything. */
    consent: z.enum(['accepted', 'declined']).optional(),
    /** What the password of a protected link was exchanged for: `unlock` in the page's address. */
    unlock: z.string().max(200).optional(),
  }),
});
export type OpenVisit = z.infer<typeof openVisitSchema>;

export const openedVisitSchema = z
  .object({ id: idSchema, token: z.string(), durationMs: millisecondsSchema })
  .meta({ id: 'OpenedVisit' });
export type OpenedVisit = z.infer<typeof openedVisitSchema>;

const visitToken = z.string().min(1).max(1000);

/** Answer to the privacy question: from here on the visit is joined to the prospect, or not any more. */
export const recordConsentSchema = z.object({ token: visitToken, isAccepted: z.boolean() });
export type RecordConsent = z.infer<typeof recordConsentSchema>;

/** A call to action was pressed: `index` counts the page's calls to action from 0. */
export const recordClickSchema = z.object({
  token: visitToken,
  index: z.number().int().min(0).max(19).default(0),
});
export type RecordClick = z.infer<typeof recordClickSchema>;

export const recordReplySchema = z.object({
  token: visitToken,
  text: z.string().trim().min(1).max(4000),
  name: z.string().trim().max(120).optional(),
  atMs: millisecondsSchema.optional(),
});
export type RecordReply = z.infer<typeof recordReplySchema>;

export const recordReactionSchema = z.object({
  token: visitToken,
  emoji: z.string().trim().min(1).max(16),
  atMs: millisecondsSchema.optional(),
});
export type RecordReaction = z.infer<typeof recordReactionSchema>;

export const recordedActionSchema = z.object({ id: idSchema });
export type RecordedAction = z.infer<typeof recordedActionSchema>;

/** "That was me": the visit counts no more; `isInternal: false` takes it back. The body may be empty. */
export const markInternalSchema = z.object({ isInternal: z.boolean().default(true) }).prefault({});
export type MarkInternal = z.infer<typeof markInternalSchema>;

/** Half-open range of source time that was watched, milliseconds. */
export const watchedRangeSchema = z.object({ fromMs: millisecondsSchema, toMs: millisecondsSchema });
export type WatchedRange = z.infer<typeof watchedRangeSchema>;

export const visitActionSchema = z
  .object({
    id: idSchema,
    type: z.enum(['click', 'reply', 'reaction']),
    at: timeSchema,
    atMs: millisecondsSchema.nullable(),
    label: z.string().nullable(),
    text: z.string().nullable(),
  })
  .meta({ id: 'VisitAction' });
export type VisitAction = z.infer<typeof visitActionSchema>;

/** One line of the graded ledger: everything that is known of a visit or hit, and why it counts or not. */
export const visitSchema = z
  .object({
    id: idSchema,
    kind: z.enum(['visit', 'hit']),
    linkId: idSchema,
    prospectId: idSchema.nullable(),
    class: visitClassSchema,
    reasons: z.array(z.string()),
    explanation: z.string(),
    ruleVersion: z.number().int(),
    isView: z.boolean(),
    isCompleted: z.boolean(),
    isLikelyForwarded: z.boolean(),
    watchedShare: shareSchema,
    watchedRanges: z.array(watchedRangeSchema),
    /** How long played what this visit watched; `watchedShare` is of this. */
    durationMs: millisecondsSchema.nullable(),
    /** The pieces of the source that it was made of; null: the whole. */
    kept: keptRangesSchema.nullable(),
    actions: z.array(visitActionSchema),
    browser: z.string().nullable(),
    startedAt: timeSchema,
    lastSeenAt: timeSchema,
    viewedAt: timeSchema.nullable(),
  })
  .meta({ id: 'Visit' });
export type Visit = z.infer<typeof visitSchema>;
export const visitListSchema = listOf(visitSchema);

/** Something a prospect said, as the rep's inbox shows it. */
export const replySchema = z
  .object({
    id: idSchema,
    type: z.enum(['reply', 'reaction']),
    text: z.string(),
    from: z.string().nullable(),
    /** Where to answer; null where nobody knows who it was. */
    email: z.string().nullable(),
    atMs: millisecondsSchema.nullable(),
    at: timeSchema,
    linkId: idSchema,
    videoId: idSchema,
    videoTitle: z.string(),
    prospectId: idSchema.nullable(),
    visitId: idSchema,
  })
  .meta({ id: 'Reply' });
export type Reply = z.infer<typeof replySchema>;
export const replyListSchema = listOf(replySchema);
