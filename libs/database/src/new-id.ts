import { v7 } from 'uuid';

/** A new UUIDv7: ids sort by the time of creation, so lists page by id (RFC 9562 §5.7). */
export function newId(): string {
  return v7();
}
