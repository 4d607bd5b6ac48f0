import { AppError, idSchema } from '@app/contracts';

/** The id that a cursor stands for: lists go from new to old by id. @throws invalid-request */
export function idOfCursor(cursor: string | undefined): string | undefined {
  if (cursor !== undefined && !idSchema.safeParse(cursor).success)
    throw new AppError('invalid-request', [{ path: 'cursor', message: 'Not a cursor of this list' }]);
  return cursor;
}

/**
 * A page of a list.
 * @param rows one more than `limit` when there is a further page
 */
export function pageOf<Row extends { id: string }>(
  rows: readonly Row[],
  limit: number,
): { shown: Row[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  return { shown, nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
