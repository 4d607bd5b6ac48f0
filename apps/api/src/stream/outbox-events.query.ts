import type { SqlExecutor } from '@app/tracking';

/** An event as the outbox keeps it. `seq` is the order of writing, which is not the order of committing. */
export interface OutboxEvent {
  readonly seq: number;
  readonly topic: string;
  readonly workspaceId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Events are told apart from jobs by the dot in their topic. */
const select = `select seq::float8 as seq, topic, workspace_id as "workspaceId", payload from outbox
  where position('.' in topic) > 0 and workspace_id is not null`;

/** Exactly these events, as far as they exist. */
export async function eventsBySeq(
  database: SqlExecutor,
  seqs: readonly number[],
): Promise<readonly OutboxEvent[]> {
  const { rows } = await database.query<OutboxEvent>(`${select} and seq = any($1::bigint[]) order by seq`, [
    seqs,
  ]);
  return rows;
}

/** `seq` of every event of the last minutes. */
export async function recentSeqs(database: SqlExecutor, minutes: number): Promise<readonly number[]> {
  const { rows } = await database.query<{ seq: number }>(
    `select seq::float8 as seq from outbox
     where position('.' in topic) > 0 and workspace_id is not null and created_at > now() - make_interval(mins => $1) order by seq`,
    [minutes],
  );
  return rows.map(({ seq }) => seq);
}

/** What a stream that broke off missed. */
export interface Gap {
  readonly workspaceId: string;
  /** Members whose events are asked for; null for all. */
  readonly memberIds: readonly string[] | null;
  /** The last event that arrived. */
  readonly afterSeq: number;
  /** Earlier events that were told after it, because they were committed after it. */
  readonly lateSeqs: readonly number[];
  /** Most events; of more, the latest. */
  readonly limit: number;
}

/** The events of a gap, in the order of writing. */
export async function eventsOfGap(database: SqlExecutor, gap: Gap): Promise<readonly OutboxEvent[]> {
  const { workspaceId, memberIds, afterSeq, lateSeqs, limit } = gap;
  const { rows } = await database.query<OutboxEvent>(
    `select * from (${select} and workspace_id = $1 and (seq > $2 or seq = any($3::bigint[]))
       and ($4::text[] is null or payload->>'memberId' = any($4)) order by seq desc limit $5) latest order by seq`,
    [workspaceId, afterSeq, lateSeqs, memberIds, limit],
  );
  return rows;
}
