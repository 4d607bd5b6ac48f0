import { AppError, idSchema, timeSchema } from '@app/contracts';
import { z } from 'zod';

/** Place in a list that goes from new to old by time, then by id. */
export interface TimePlace {
  readonly at: string;
  readonly id: string;
}

/** The opaque cursor that continues after a place. */
export const cursorAfter = ({ at, id }: TimePlace) => Buffer.from(`${at} ${id}`).toString('base64url');

/**
 * The place that a cursor stands for.
 * @param idForm of lists whose ids are not those of rows
 * @throws invalid-request
 */
export function placeOf(
  cursor: string | undefined,
  idForm: z.ZodType<string> = idSchema,
): TimePlace | undefined {
  if (cursor === undefined) return undefined;
  const parsed = z
    .tuple([timeSchema, idForm])
    .safeParse(Buffer.from(cursor, 'base64url').toString().split(' '));
  if (!parsed.success)
    throw new AppError('invalid-request', [{ path: 'cursor', message: 'Not a cursor of this list' }]);
  const [at, id] = parsed.data;
  return { at, id };
}

/**
 * A page of such a list.
 * @param rows one more than `limit` when there is a further page
 */
export function pageByTime<Row>(
  rows: readonly Row[],
  limit: number,
  placeOfRow: (row: Row) => TimePlace,
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? cursorAfter(placeOfRow(last)) : null };
}
