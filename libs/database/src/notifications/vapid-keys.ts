import { createECDH, createHmac } from 'node:crypto';
import type { Secret } from '../outbox/secret.entity.js';

/** Purpose of the key that {@link vapidKeysOf} are made from (`SecretRepository.keysOf`). */
export const vapidPurpose = 'push';

/** How this installation identifies itself to push services (RFC 8292), base64url. */
export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** The pair of keys of a secret; always the same for the same secret. */
export function vapidKeysOf({ value }: Pick<Secret, 'value'>): VapidKeys {
  for (let attempt = 0; ; attempt++) {
    const privateKey = createHmac('sha256', value).update(`vapid ${attempt}`).digest();
    const publicKey = publicKeyOf(privateKey);
    if (publicKey)
      return { publicKey: publicKey.toString('base64url'), privateKey: privateKey.toString('base64url') };
  }
}

/** Null for one of the few numbers (one in 2³²) that are no private key of P-256. */
function publicKeyOf(privateKey: Buffer): Buffer | null {
  const curve = createECDH('prime256v1');
  try {
    curve.setPrivateKey(privateKey);
    return curve.getPublicKey();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_CRYPTO_INVALID_KEYTYPE') return null;
    throw error;
  }
}
