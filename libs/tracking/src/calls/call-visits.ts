import type { SqlExecutor } from '../ingest/sql-executor.js';
import type { CallVisit } from './call-signs.js';

/** Visits on one link that are weighed, the latest: a link that went round a whole company has more than a score needs. */
const mostVisitsOfLink = 200;

const ms = (column: string) => `round(extract(epoch from ${column}) * 1000)::float8`;

/* A visit that is counted without a name says nothing of the prospect; one that was likely forwarded says that there is somebody new. */
const sql = `select l.prospect_id as "prospectId", v.class, ${ms('v.viewed_at')} as "viewedAtMs", v.watched_share as "watchedShare",
    case when v.duration_ms > 0 then (v.accepted_media_ms / v.duration_ms)::int else 0 end as "timesPlayed",
    v.is_likely_forwarded as "isLikelyForwarded",
    (select coalesce(jsonb_agg(jsonb_build_object('kind', a.kind, 'atMs', ${ms('a.occurred_at')},
       'text', left(case when a.kind = 'click' then a.label else a.text end, 200)) order by a.occurred_at, a.id), '[]')
     from visit_actions a where a.visit_id = v.id) as actions
  from links l cross join lateral (
    select * from visits where link_id = l.id and class = 'human'
      and (prospect_id = l.prospect_id or (is_likely_forwarded and privacy_mode <> 'aggregate'))
    order by opened_at desc limit ${mostVisitsOfLink}) v
  where l.prospect_id = any($1::uuid[])`;

/** People's visits that say something of prospects, by prospect. Those without any are not in the answer. */
export async function callVisits(
  database: SqlExecutor,
  prospectIds: readonly string[],
): Promise<Map<string, CallVisit[]>> {
  const { rows } = await database.query<CallVisit & { readonly prospectId: string }>(sql, [[...prospectIds]]);
  const byProspect = new Map<string, CallVisit[]>();
  for (const { prospectId, ...visit } of rows)
    byProspect.set(prospectId, [...(byProspect.get(prospectId) ?? []), visit]);
  return byProspect;
}
