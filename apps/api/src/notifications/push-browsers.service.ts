import { AppError, type CreatePushSubscription, type NotificationSettings } from '@app/contracts';
import { PushSubscriptionRepository, SecretRepository, vapidKeysOf, vapidPurpose } from '@app/database';
import { deviceOf } from '@app/tracking';
import { Injectable } from '@nestjs/common';
import { ECDH } from 'node:crypto';
import type { Caller } from '../http/caller.js';

/** The browsers in which a member sees notifications. */
@Injectable()
export class PushBrowsersService {
  constructor(
    private readonly subscriptions: PushSubscriptionRepository,
    private readonly secrets: SecretRepository,
  ) {}

  /** A member's browsers, and the key that another one needs to become one. */
  async of({ memberId, sessionId }: Caller): Promise<NotificationSettings['push']> {
    const [[secret], browsers] = await Promise.all([
      this.secrets.keysOf(vapidPurpose),
      this.subscriptions.list(memberId),
    ]);
    return {
      publicKey: vapidKeysOf(secret).publicKey,
      browsers: browsers.map((browser) => ({
        id: browser.id,
        label: browser.label,
        createdAt: browser.createdAt.toISOString(),
        isThisOne: browser.sessionId === sessionId,
      })),
    };
  }

  /** Keeps the caller's browser, for as long as its session lives. @throws not-allowed, invalid-request for a key that is none */
  async add(
    caller: Caller,
    { endpoint, keys }: CreatePushSubscription,
    agent: string,
  ): Promise<{ id: string }> {
    const { memberId, workspaceId, sessionId } = caller;
    if (!sessionId) throw new AppError('not-allowed');
    if (!isPublicKey(keys.p256dh))
      throw new AppError('invalid-request', [{ path: 'keys.p256dh', message: 'Not a point of P-256' }]);
    const label = deviceOf(agent) || 'Browser';
    const id = await this.subscriptions.save({ memberId, workspaceId, sessionId, endpoint, ...keys, label });
    return { id };
  }

  /** @throws not-found */
  async remove({ memberId }: Caller, id: string): Promise<void> {
    if (!(await this.subscriptions.remove(id, memberId))) throw new AppError('not-found');
  }
}

/** RFC 8291: the browser's key is an uncompressed point of P-256. */
function isPublicKey(p256dh: string): boolean {
  try {
    return ECDH.convertKey(p256dh, 'prime256v1', 'base64url').length === 65;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_CRYPTO_OPERATION_FAILED') return false;
    throw error;
  }
}
