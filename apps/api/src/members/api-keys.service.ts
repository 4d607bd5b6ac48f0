import {
  type ApiKey as ApiKeyReply,
  AppError,
  type CreateApiKey,
  type CreatedApiKey,
  type PageQuery,
} from '@app/contracts';
import { type ApiKey, ApiKeyRepository } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../http/caller.js';
import { idOfCursor, pageOf } from '../http/paging.js';
import { apiKeyPrefix } from './api-key-prefix.js';
import { hashToken, newToken } from './token.js';

/** API keys: everybody makes and ends their own, an admin sees and ends all. */
@Injectable()
export class ApiKeysService {
  constructor(private readonly keys: ApiKeyRepository) {}

  /** Makes a key that acts for the caller; the whole key is shown this once. @throws invalid-request for an expiry that has passed */
  async create(caller: Caller, { name, scopes, expiresAt }: CreateApiKey): Promise<CreatedApiKey> {
    const expiry = expiresAt ? new Date(expiresAt) : null;
    if (expiry && expiry <= new Date())
      throw new AppError('invalid-request', [{ path: 'expiresAt', message: 'Lies in the past' }]);
    const key = `${apiKeyPrefix}${newToken()}`;
    const { workspaceId, memberId } = caller;
    const made = await this.keys.create({
      workspaceId,
      memberId,
      name,
      scopes: [...new Set(scopes)],
      expiresAt: expiry,
      prefix: key.slice(0, 12),
      keyHash: hashToken(key),
    });
    return { ...presentApiKey(made), key };
  }

  /** Newest first. @throws invalid-request for a cursor that is none */
  async list({ workspaceId, memberId, role }: Caller, { limit, cursor }: PageQuery) {
    const reach = role === 'admin' ? ('all' as const) : [memberId];
    const filter = { workspaceId, reach, beforeId: idOfCursor(cursor), limit: limit + 1 };
    const { shown, nextCursor } = pageOf(await this.keys.list(filter), limit);
    return { items: shown.map(presentApiKey), nextCursor };
  }

  /** The key ends at once. @throws not-found */
  async remove({ workspaceId, memberId, role }: Caller, id: string): Promise<void> {
    const key = await this.keys.findInWorkspace(id, workspaceId);
    if (!key || (role !== 'admin' && key.memberId !== memberId)) throw new AppError('not-found');
    await this.keys.remove(id);
  }
}

function presentApiKey({ id, name, prefix, scopes, createdAt, expiresAt, lastUsedAt }: ApiKey): ApiKeyReply {
  return {
    id,
    name,
    prefix,
    scopes,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
