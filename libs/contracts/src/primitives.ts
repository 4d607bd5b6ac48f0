import { z } from 'zod';

/** Identifier of any row: a UUID (version 7 where we mint it, so that ids sort by time of creation). */
export const idSchema = z.uuid();

/** Moment as ISO 8601 in UTC, e.g. `2026-03-01T09:30:00.000Z`. */
export const timeSchema = z.iso.datetime();

/** Duration or media position in whole milliseconds, 0 or more. */
export const millisecondsSchema = z.number().int().min(0);

/** Share of a whole, 0–1. */
export const shareSchema = z.number().min(0).max(1);

/** Size in bytes, 0 or more. */
export const bytesSchema = z.number().int().min(0);

/** One line of text a person typed: trimmed, 1–`max` characters. */
export const lineSchema = (max: number) => z.string().trim().min(1).max(max);

/**
 * Controls, bidi controls and marks, zero-width space and joiner-like controls except ZWJ (emoji need it): they hide text or turn
 * it around, so that an `exe` reads as `mp4`.
 */
export const hidingCharacters = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;

/** The same for what is often the name of a file: what hides or turns text around is taken out, half a character refused. */
export const titleSchema = z
  .string()
  .max(2000)
  .refine((title) => !/\p{Cs}/u.test(title), 'Half of a character stands in it. Take it out.')
  .transform((title) => title.replace(hidingCharacters, ''))
  .pipe(lineSchema(200));

/** Mail address, lower-cased: the same mailbox is never two people. */
export const emailSchema = z
  .string()
  .trim()
  .max(254)
  .transform((email) => email.toLowerCase())
  .pipe(z.email());

/** Calendar day `YYYY-MM-DD` or a full ISO time; the start of a day when only the day is given. */
export const dayOrTimeSchema = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/** Query of every list: `limit` 1–200 (50 when absent) and the opaque `cursor` of the page before. */
export const pageQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export type PageQuery = z.infer<typeof pageQuerySchema>;

/** Reply of every list. `nextCursor` is null on the last page. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** Path parameters of routes on one thing. */
export const idParamsSchema = z.object({ id: idSchema });
export type IdParams = z.infer<typeof idParamsSchema>;
