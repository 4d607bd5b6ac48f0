import type { ReclassMode } from '@app/contracts';
import { versionOf } from '../classify/classify.js';
import type { ClassReason, ClassStep } from '../classify/class-steps.js';
import type { TrackingClass, VisitFacts } from '../classify/visit-facts.js';
import type { SqlExecutor } from '../ingest/sql-executor.js';
import { lockVisits, readVisits, type VisitRow } from '../ingest/visit-row.js';
import { isMarked, isView, reclass, reclassVisit } from './reclass.js';
import type { ReclassTally } from './reclass-tally.js';

/** How far a re-run has come: first all visits, then all hits, each from old to new. */
export interface RerunPlace {
  readonly part: 'visits' | 'hits';
  /** Moment and id of the last row that was looked at; absent before the first. */
  readonly at?: string | undefined;
  readonly id?: string | undefined;
}

/** What one page of a re-run is made of. */
export interface RerunPage {
  readonly workspaceId: string;
  readonly mode: ReclassMode;
  /** Also rows that this version of the rule has classed already. */
  readonly isForced: boolean;
  /** Rows from this moment on were classed by the rule itself, ISO time. */
  readonly until: string;
  readonly steps: readonly ClassStep[];
  /** Rows looked at in one transaction, 1 or more. */
  readonly size: number;
}

interface KeyRow {
  readonly id: string;
  readonly at: string;
  readonly version: number;
  readonly isErased: boolean;
}

/* Erasing a person takes the visitor's key and the agent; without the agent the rule would see a program in every one of them. */
const keysSql = (table: string, time: string) => `select id, ${time}::text as at, rule_version as version,
    (visitor_key is null or facts->>'agent' is null) as "isErased" from ${table}
  where workspace_id = $1 and ${time} < $2 and ${time} >= $3::timestamptz and (${time}, id) > ($3::timestamptz, $4::uuid)
  order by ${time}, id limit $5`;
const keysOf = { visits: keysSql('visits', 'opened_at'), hits: keysSql('hits', 'occurred_at') };

const beforeAll = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };

/**
 * Runs the rule over the next page of history inside the caller's transaction: rows are locked in the order of their ids, as
 * ingest does, and only when something is written. Adds what it finds to `tally`.
 *
 * @returns the place to go on from; null when there is nothing more
 */
export async function rerunPage(
  client: SqlExecutor,
  page: RerunPage,
  place: RerunPlace,
  tally: ReclassTally,
): Promise<RerunPlace | null> {
  const { at, id } = { ...beforeAll, ...(place.at && place.id ? { at: place.at, id: place.id } : {}) };
  const params = [page.workspaceId, page.until, at, id, page.size];
  const { rows } = await client.query<KeyRow>(keysOf[place.part], params);
  const version = versionOf(page.steps);
  const standing = rows.filter((row) => !row.isErased);
  const wanted = standing.filter((row) => page.isForced || row.version !== version);
  tally.pass(place.part === 'visits' ? 'visit' : 'hit', {
    current: standing.length - wanted.length,
    erased: rows.length - standing.length,
  });
  const ids = wanted.map((row) => row.id);
  if (ids.length > 0)
    await (place.part === 'visits'
      ? rerunVisits(client, page, ids, tally)
      : rerunHits(client, page, ids, tally));
  const last = rows.at(-1);
  if (last && rows.length === page.size) return { part: place.part, at: last.at, id: last.id };
  return place.part === 'visits' ? { part: 'hits' } : null;
}

async function rerunVisits(
  client: SqlExecutor,
  { mode, steps }: RerunPage,
  ids: readonly string[],
  tally: ReclassTally,
): Promise<void> {
  const visits = await (mode === 'apply' ? lockVisits : readVisits)(client, ids);
  const next = [...visits.values()].map((visit) => {
    const after = reclassVisit(visit, steps);
    tally.add({
      kind: 'visit',
      id: visit.id,
      linkId: visit.linkId,
      atMs: visit.openedAtMs,
      from: visit,
      to: after,
      wasView: isView(visit),
      isView: isView(after),
      isMarked: isMarked(visit),
    });
    return after;
  });
  if (mode === 'apply') await saveClasses(client, next);
}

/** Writes what a re-run decides and nothing else. `viewed_at` is only ever set, never moved. */
async function saveClasses(client: SqlExecutor, visits: readonly VisitRow[]): Promise<void> {
  const rows = visits.map((visit) => ({
    id: visit.id,
    class: visit.class,
    reasons: visit.reasons,
    rule_version: visit.ruleVersion,
    viewed_at: visit.viewedAtMs === null ? null : new Date(visit.viewedAtMs).toISOString(),
    reached_milestones: visit.reachedMilestones,
    notified: visit.notified,
  }));
  await client.query(
    `update visits v set class = n.class, reasons = n.reasons, rule_version = n.rule_version, viewed_at = coalesce(v.viewed_at, n.viewed_at),
       reached_milestones = n.reached_milestones, notified = n.notified
     from jsonb_to_recordset($1::jsonb) as n(id uuid, class text, reasons jsonb, rule_version smallint, viewed_at timestamptz,
       reached_milestones smallint[], notified text[])
     where v.id = n.id`,
    [JSON.stringify(rows)],
  );
}

interface HitRow {
  readonly id: string;
  readonly linkId: string;
  readonly atMs: number;
  readonly class: TrackingClass;
  readonly reasons: readonly ClassReason[];
  readonly facts: VisitFacts;
}

async function rerunHits(
  client: SqlExecutor,
  { mode, steps }: RerunPage,
  ids: readonly string[],
  tally: ReclassTally,
): Promise<void> {
  const { rows } = await client.query<HitRow>(
    `select id, link_id as "linkId", round(extract(epoch from occurred_at) * 1000)::float8 as "atMs", class, reasons, facts
     from hits where id = any($1::uuid[]) order by id${mode === 'apply' ? ' for update' : ''}`,
    [ids],
  );
  const next = rows.map((hit) => {
    const to = reclass(hit, steps);
    const { id, linkId, atMs } = hit;
    const views = { wasView: false, isView: false };
    tally.add({ kind: 'hit', id, linkId, atMs, from: hit, to, ...views, isMarked: isMarked(hit) });
    return { id, class: to.class, reasons: to.reasons, rule_version: to.ruleVersion };
  });
  if (mode !== 'apply') return;
  await client.query(
    `update hits h set class = n.class, reasons = n.reasons, rule_version = n.rule_version
     from jsonb_to_recordset($1::jsonb) as n(id uuid, class text, reasons jsonb, rule_version smallint) where h.id = n.id`,
    [JSON.stringify(next)],
  );
}
