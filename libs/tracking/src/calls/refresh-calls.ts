import { inTransaction, type SqlExecutor, type SqlPool } from '../ingest/sql-executor.js';
import { heatOf } from './call-score.js';
import { signsOf } from './call-signs.js';
import { callVisits } from './call-visits.js';

/** Marks taken in one transaction. */
const atOnce = 500;

/**
 * Brings the heat of a workspace's prospects up to date: of those whose links had news since. Ingest leaves a mark for each
 * piece of news (a trigger, so whoever writes a visit does), without waiting for anybody; here the marks are taken away and
 * their prospects weighed from all their visits, so doing it twice, late or by two processes changes nothing.
 *
 * @param mostRounds rounds of 500 marks, at most; the rest waits for the next time
 * @throws the database's error
 */
export async function refreshCalls(pool: SqlPool, workspaceId: string, mostRounds = 4): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other: each ends with a commit
    const taken = await inTransaction(pool, (client) => refreshSome(client, workspaceId));
    if (taken < atOnce) return;
  }
}

/** Workspaces with marks that nobody has taken yet. */
export async function workspacesWithCallNews(database: SqlExecutor): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(
    `select id from workspaces w where exists (select 1 from call_marks m where m.workspace_id = w.id)`,
  );
  return rows.map(({ id }) => id);
}

async function refreshSome(client: SqlExecutor, workspaceId: string): Promise<number> {
  // One at a time in a workspace: of two that weigh the same prospect the later one must be the one that has seen more.
  const turn = await client.query<{ isOurs: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as "isOurs"`,
    [`calls ${workspaceId}`],
  );
  if (!turn.rows[0]?.isOurs) return 0;
  const { rows: marks } = await client.query<{ linkId: string }>(
    `delete from call_marks where id in (select id from call_marks where workspace_id = $1 order by id limit ${atOnce})
     returning link_id as "linkId"`,
    [workspaceId],
  );
  if (marks.length === 0) return 0;
  const { rows: prospects } = await client.query<{ id: string }>(
    `select distinct prospect_id as id from links where id = any($1::uuid[]) and prospect_id is not null`,
    [[...new Set(marks.map(({ linkId }) => linkId))]],
  );
  await saveHeat(
    client,
    prospects.map(({ id }) => id),
  );
  return marks.length;
}

async function saveHeat(client: SqlExecutor, prospectIds: readonly string[]): Promise<void> {
  if (prospectIds.length === 0) return;
  const visits = await callVisits(client, prospectIds);
  const weighed = prospectIds.map((id) => ({ id, heat: heatOf(signsOf(visits.get(id) ?? [])) }));
  const warm = weighed.filter(({ heat }) => Number.isFinite(heat));
  const cold = weighed.filter(({ heat }) => !Number.isFinite(heat));
  // The person is locked first, as erasing does: who is gone by then is left out.
  await client.query(
    `insert into prospect_calls (prospect_id, workspace_id, member_id, heat)
     select p.id, p.workspace_id, p.member_id, n.heat from jsonb_to_recordset($1::jsonb) as n(id uuid, heat float8)
     join prospects p on p.id = n.id order by p.id for key share of p
     on conflict (prospect_id) do update set heat = excluded.heat, member_id = excluded.member_id`,
    [JSON.stringify(warm)],
  );
  await client.query(`delete from prospect_calls where prospect_id = any($1::uuid[])`, [
    cold.map(({ id }) => id),
  ]);
}
