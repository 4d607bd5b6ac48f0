import { type NotificationKind, notificationKindSchema } from '@app/contracts';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Secret } from '../outbox/secret.entity.js';

/** Purpose of the key that signs {@link signUnsubscribe} (`SecretRepository.keysOf`). */
export const unsubscribePurpose = 'unsubscribe';

/** Whose mails of which kind a link switches off. */
export interface Unsubscribe {
  readonly memberId: string;
  readonly kind: NotificationKind;
}

type Key = Pick<Secret, 'keyId' | 'value'>;

/** Token of an unsubscribe link (RFC 8058). It never expires: an old mail must still be able to end the mails. */
export function signUnsubscribe({ memberId, kind }: Unsubscribe, { keyId, value }: Key): string {
  const claims = `${keyId}.${memberId}.${kind}`;
  return `${claims}.${signatureOf(claims, value).toString('base64url')}`;
}

/** What a token says; null when it was not signed with one of the keys. */
export function verifyUnsubscribe(token: string, keys: readonly Key[]): Unsubscribe | null {
  const [keyId = '', memberId = '', kind = '', signature = ''] = token.split('.');
  const key = keys.find((known) => known.keyId === keyId);
  const known = notificationKindSchema.safeParse(kind);
  if (!key || !known.success) return null;
  const expected = signatureOf(`${keyId}.${memberId}.${kind}`, key.value);
  const given = Buffer.from(signature, 'base64url');
  const isGood = given.length === expected.length && timingSafeEqual(given, expected);
  return isGood ? { memberId, kind: known.data } : null;
}

const signatureOf = (claims: string, key: Buffer) => createHmac('sha256', key).update(claims).digest();
