import { setTimeout as pause } from 'node:timers/promises';
import { v7 as newId } from 'uuid';
import type { SqlPool, Transaction } from './sql-executor.js';

/**
 * Something to be told to members. Topics: `visit.started`, `view.counted`, `milestone.reached`, `action.clicked`,
 * `reply.received`, `reaction.received`, `booking.made`.
 */
export interface TrackingEvent {
  readonly topic: string;
  readonly workspaceId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Events of so many milliseconds are told together. */
const tellWithinMs = 10;
const waiting = new WeakMap<SqlPool, number[]>();

/**
 * Writes events to the outbox, in the transaction of the change they tell. Listeners are told after its commit: a NOTIFY within
 * it makes every commit of the database wait for the one before, until that is on the disk.
 */
export async function writeEvents(client: Transaction, events: readonly TrackingEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ topic, workspaceId, payload }) => ({
    id: newId(),
    topic,
    workspace_id: workspaceId,
    payload,
  }));
  const { rows: written } = await client.query<{ seq: number }>(
    `insert into outbox (id, topic, workspace_id, payload, created_at)
     select id, topic, workspace_id, payload, now()
     from jsonb_to_recordset($1::jsonb) as n(id uuid, topic text, workspace_id uuid, payload jsonb)
     cross join (select set_config('outreel.tells_later', 'on', true)) later
     returning seq::float8 as seq`,
    [JSON.stringify(rows)],
  );
  const seqs = written.map(({ seq }) => seq);
  client.afterCommit((pool) => tell(pool, seqs));
}

/** Those of one pool are told one after the other, in their order. */
function tell(pool: SqlPool, seqs: readonly number[]): void {
  const others = waiting.get(pool);
  if (others) return void others.push(...seqs);
  waiting.set(pool, [...seqs]);
  void tellWaiting(pool);
}

async function tellWaiting(pool: SqlPool): Promise<void> {
  for (let seqs = waiting.get(pool); seqs && seqs.length > 0; seqs = waiting.get(pool)) {
    await pause(tellWithinMs);
    const notify = `select pg_notify('outbox_event', seq::text) from unnest($1::bigint[]) as seq`;
    // What is not told, as when the database is gone just then, is found when the listeners look for themselves.
    await pool.query(notify, [seqs.splice(0)]).catch(() => undefined);
  }
  waiting.delete(pool);
}
