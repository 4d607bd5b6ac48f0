import type { FastifyRequest } from 'fastify';

/** Bytes that are sent of a representation, both ends included. */
export interface AskedRange {
  readonly start: number;
  readonly end: number;
}

type RequestHead = Pick<FastifyRequest, 'headers'>;

/** Whether the client has the representation already (`If-None-Match`, RFC 9110 §13.1.2: a weak comparison, of each in the list). */
export function isKnown({ headers }: RequestHead, etag: string): boolean {
  const known = headers['if-none-match'];
  if (known === undefined) return false;
  return known.trim() === '*' || known.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
}

/**
 * The one range that is asked for; undefined sends the whole: without a range, for several, for one that is none, and where
 * `If-Range` names another representation or only a date (RFC 9110 §13.1.5, §14.2).
 * @param sizeBytes length of the whole, 0 or more
 */
export function rangeOf(
  { headers }: RequestHead,
  sizeBytes: number,
  etag: string,
): AskedRange | 'unsatisfiable' | undefined {
  const { range: asked, 'if-range': ifRange } = headers;
  const [, first = '', last = ''] = /^\s*bytes=\s*(\d*)-(\d*)\s*$/i.exec(asked ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (ifRange !== undefined && ifRange !== etag) return undefined;
  if (first === '')
    return rangeWithin(sizeBytes - Math.min(Number(last), sizeBytes), sizeBytes - 1, sizeBytes);
  const end = last === '' ? Infinity : Number(last);
  return end < Number(first) ? undefined : rangeWithin(Number(first), end, sizeBytes);
}

function rangeWithin(start: number, end: number, sizeBytes: number): AskedRange | 'unsatisfiable' {
  return start >= sizeBytes ? 'unsatisfiable' : { start, end: Math.min(end, sizeBytes - 1) };
}
