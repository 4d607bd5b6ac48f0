import { classify } from '../classify/classify.js';
import type { VisitFacts } from '../classify/visit-facts.js';
import { settleVisit } from './settle-visit.js';
import type { SqlExecutor, Transaction } from './sql-executor.js';
import { writeEvents } from './tracking-events.js';
import { lockVisits, saveVisits } from './visit-row.js';

/** Links asked for within this time count together, milliseconds (4-tracking.md, class `scanner`). */
export const networkWindowMs = 10_000;

const isoOf = (ms: number) => new Date(ms).toISOString();

/** A network in a workspace at a moment. */
export interface NetworkMoment {
  readonly workspaceId: string;
  readonly networkKey: Buffer;
  readonly atMs: number;
}

/**
 * Lets one request of a network pass at a time, until the end of the transaction: a scanner fetches all links at once, and
 * requests that do not see each other would each count one. Take it before any lock of rows.
 */
export async function lockNetwork(
  client: SqlExecutor,
  { workspaceId, networkKey }: NetworkMoment,
): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
    networkLock({ workspaceId, networkKey }),
  ]);
}

/** Name of the lock that {@link lockNetwork} takes. */
export const networkLock = ({ workspaceId, networkKey }: Omit<NetworkMoment, 'atMs'>) =>
  `network ${workspaceId} ${networkKey.toString('hex')}`;

/** Different links that a network opened: $1 workspace, $2 network, $3 since when, $4 a link that counts in any case. */
export const linksFromNetworkSql = `select count(*)::int from (
       select link_id from hits where workspace_id = $1 and address_key = $2 and occurred_at > $3 and kind in ('page','honeypot')
       union select link_id from visits where workspace_id = $1 and address_key = $2 and opened_at > $3
       union select $4::uuid) links`;

/** Different links of the workspace that the network opened within the last 10 s, `linkId` included. Pictures and media do not count. */
export async function countLinksFromNetwork(
  client: SqlExecutor,
  { workspaceId, networkKey, atMs }: NetworkMoment,
  linkId: string,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`select (${linksFromNetworkSql}) as count`, [
    workspaceId,
    networkKey,
    isoOf(atMs - networkWindowMs),
    linkId,
  ]);
  return rows[0]?.count ?? 1;
}

/**
 * Tells what became known of a network to the hits and visits it made within the last 10 s: the first two of three links
 * looked like a person's when they came.
 */
export async function spreadLinkCount(
  client: Transaction,
  { workspaceId, networkKey, atMs }: NetworkMoment,
  linksFromNetwork: number,
): Promise<void> {
  const params = [workspaceId, networkKey, isoOf(atMs - networkWindowMs)];
  const visits = await client.query<{ id: string }>(
    `select id from visits where workspace_id = $1 and address_key = $2 and opened_at > $3`,
    params,
  );
  await changeVisitFacts(
    client,
    visits.rows.map(({ id }) => id),
    atMs,
    { linksFromNetwork },
  );
  const hits = await client.query<{ id: string; facts: VisitFacts }>(
    `select id, facts from hits where workspace_id = $1 and address_key = $2 and occurred_at > $3 order by id for update`,
    params,
  );
  await reclassHits(client, hits.rows, { linksFromNetwork });
}

async function reclassHits(
  client: SqlExecutor,
  hits: readonly { id: string; facts: VisitFacts }[],
  change: Partial<VisitFacts>,
): Promise<void> {
  const rows = hits.map(({ id, facts: before }) => {
    const facts = { ...before, ...change };
    const { class: trackingClass, reasons, ruleVersion } = classify(facts);
    return { id, facts, class: trackingClass, reasons, rule_version: ruleVersion };
  });
  await client.query(
    `update hits h set facts = n.facts, class = n.class, reasons = n.reasons, rule_version = n.rule_version
     from jsonb_to_recordset($1::jsonb) as n(id uuid, facts jsonb, class text, reasons jsonb, rule_version smallint)
     where h.id = n.id and h.id = any($2::uuid[])`,
    [JSON.stringify(rows), rows.map(({ id }) => id)],
  );
}

/** Gives visits a new fact and settles them again: class, view, events. Ids that do not exist are passed over. */
export async function changeVisitFacts(
  client: Transaction,
  ids: readonly string[],
  atMs: number,
  facts: Partial<VisitFacts>,
): Promise<void> {
  if (ids.length === 0) return;
  const visits = await lockVisits(client, ids);
  const settled = [...visits.values()].map((visit) => {
    const result = settleVisit(visit, { atMs, facts });
    // A fact found by somebody else is no sign of life of the visitor.
    return { ...result, visit: { ...result.visit, lastSeenAtMs: visit.lastSeenAtMs } };
  });
  await saveVisits(
    client,
    settled.map(({ visit }) => visit),
  );
  await writeEvents(
    client,
    settled.flatMap(({ events }) => events),
  );
}
