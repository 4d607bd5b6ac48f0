import type { ClaimedDelivery } from '@app/database';
import type { EventWords } from '../event-words.js';

/** Longest title and text, characters; a push holds 4 KB, and no screen shows more. */
const most = { title: 160, body: 300 };
/** Nobody wants to hear later that somebody "is watching", seconds. */
const watchingSeconds = 10 * 60;

/** What the page's `push-worker.js` shows: one notification of a visit that grows, and one for everything the person does. */
export function payloadOf(
  { kind, eventKey, visitId }: Pick<ClaimedDelivery, 'kind' | 'eventKey' | 'visitId'>,
  { title, quotation = '', path }: EventWords,
): string {
  const isWatching = kind === 'view' || kind === 'half' || kind === 'completed';
  return JSON.stringify({
    title: shorten(title, most.title),
    body: shorten(quotation, most.body),
    tag: isWatching ? visitId : eventKey,
    path,
  });
}

/** For how long a push service should keep it, seconds, 0 or more. */
export function ttlSecondsOf(
  { kind, expiresAt }: Pick<ClaimedDelivery, 'kind' | 'expiresAt'>,
  now = Date.now(),
): number {
  const left = Math.max(0, Math.floor((expiresAt.getTime() - now) / 1000));
  return kind === 'view' ? Math.min(left, watchingSeconds) : left;
}

/** Whole characters, however they are written. */
const shorten = (text: string, length: number) => {
  const characters = [...text];
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text;
};
