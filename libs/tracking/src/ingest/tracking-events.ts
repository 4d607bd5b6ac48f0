import { v7 as newId } from 'uuid';
import type { SqlExecutor } from './sql-executor.js';

/**
 * Something to be told to members. Topics: `visit.started`, `view.counted`, `milestone.reached`, `action.clicked`,
 * `reply.received`, `reaction.received`, `booking.made`.
 */
export interface TrackingEvent {
  readonly topic: string;
  readonly workspaceId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Writes events to the outbox, in the transaction of the change they tell. */
export async function writeEvents(client: SqlExecutor, events: readonly TrackingEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ topic, workspaceId, payload }) => ({
    id: newId(),
    topic,
    workspace_id: workspaceId,
    payload,
  }));
  await client.query(
    `insert into outbox (id, topic, workspace_id, payload, created_at)
     select id, topic, workspace_id, payload, now()
     from jsonb_to_recordset($1::jsonb) as n(id uuid, topic text, workspace_id uuid, payload jsonb)`,
    [JSON.stringify(rows)],
  );
}
