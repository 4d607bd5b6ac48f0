import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { IdempotentReply } from './idempotent-reply.entity.js';

/** How long a reply is kept, hours (3-http). */
const keptHours = 24;
/** A first request that has not ended after this many minutes died with its process; the key is free again. */
const abandonedMinutes = 10;

/** First replies to writes that carried an `Idempotency-Key`. */
@Injectable()
export class IdempotentReplyRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Takes a key for a request, if it is free.
   * @returns null when the caller may run the request now, else the earlier request with the same key
   */
  async claim(callerId: string, key: string, requestHash: Buffer): Promise<IdempotentReply | null> {
    const claimed = await this.dataSource.query<unknown[]>(
      `insert into idempotent_replies as r (caller_id, key, request_hash) values ($1, $2, $3)
       on conflict (caller_id, key) do update set request_hash = excluded.request_hash, status = null, body = null, created_at = now()
         where r.created_at < now() - make_interval(hours => $4)
            or (r.status is null and r.created_at < now() - make_interval(mins => $5))
       returning key`,
      [callerId, key, requestHash, keptHours, abandonedMinutes],
    );
    if (claimed.length > 0) return null;
    const earlier = await this.dataSource.manager.findOneBy(IdempotentReply, { callerId, key });
    return earlier ?? this.claim(callerId, key, requestHash);
  }

  /** Keeps the reply. @param body anything JSON can hold */
  async keep(callerId: string, key: string, status: number, body: unknown): Promise<void> {
    await this.dataSource.query(
      `update idempotent_replies set status = $3, body = $4 where caller_id = $1 and key = $2`,
      [callerId, key, status, JSON.stringify(body ?? null)],
    );
  }

  /** Frees a key, because its request failed in a way that may pass. */
  async forget(callerId: string, key: string): Promise<void> {
    await this.dataSource.manager.delete(IdempotentReply, { callerId, key });
  }

  /** Deletes replies older than a day. @returns how many */
  async deleteOld(): Promise<number> {
    const [, count] = await this.dataSource.query<[unknown, number]>(
      `delete from idempotent_replies where created_at < now() - make_interval(hours => $1)`,
      [keptHours],
    );
    return count;
  }
}
