import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull, LessThan, Like } from 'typeorm';
import { newId } from '../new-id.js';
import { OutboxMessage } from './outbox-message.entity.js';

/**
 * Writes an outbox row within the transaction of the change it tells of.
 * @param topic with a dash: a job; with a dot: an event for the members of `workspaceId`
 */
export async function addToOutbox(
  manager: EntityManager,
  topic: string,
  payload: object,
  workspaceId: string | null = null,
): Promise<void> {
  await manager.insert(OutboxMessage, { id: newId(), topic, workspaceId, payload, dispatchedAt: null });
}

/** Rows that wait to be moved to the queue, and the removal of those that are of no use any more. */
@Injectable()
export class OutboxRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Hands up to `limit` pending jobs to `add`, oldest first, and marks those it took. Several dispatchers never get the same row;
   * a crash after `add` only repeats it.
   * @param add moves one to the queue; throwing leaves this and the later rows pending
   * @returns how many were moved
   */
  dispatch(limit: number, add: (message: OutboxMessage) => Promise<void>): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const pending = await manager.find(OutboxMessage, {
        where: { dispatchedAt: IsNull(), topic: Like('%-%') },
        order: { seq: 'ASC' },
        take: limit,
        lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' },
      });
      // In order, so that an outage of the queue leaves a clean rest.
      // oxlint-disable-next-line no-await-in-loop
      for (const message of pending) await add(message);
      const ids = pending.map(({ id }) => id);
      if (ids.length > 0) await manager.update(OutboxMessage, { id: In(ids) }, { dispatchedAt: new Date() });
      return ids.length;
    });
  }

  /** Takes away the rows of a job whose only record is the outbox, once it is done. */
  async finishJob(topic: string, videoId: string): Promise<void> {
    await this.dataSource.query(`delete from outbox where topic = $1 and payload->>'videoId' = $2`, [
      topic,
      videoId,
    ]);
  }

  /** Makes jobs pending again that were moved before `before` and are still not done: the queue may have lost them. */
  async redispatch(topic: string, before: Date): Promise<void> {
    await this.dataSource.manager.update(
      OutboxMessage,
      { topic, dispatchedAt: LessThan(before) },
      { dispatchedAt: null },
    );
  }

  /**
   * Removes what nobody asks for any more.
   * @param before rows written earlier go: moved jobs (except `keptTopics`) and told events
   */
  async removeOld(before: Date, keptTopics: readonly string[]): Promise<void> {
    await this.dataSource.query(
      `delete from outbox where created_at < $1
         and (position('.' in topic) > 0 or (dispatched_at is not null and not topic = any($2)))`,
      [before, keptTopics],
    );
  }
}
