import type { LedgerRule } from '@app/contracts';
import { ruleVersion } from '../classify/classify.js';
import type { SqlExecutor } from '../ingest/sql-executor.js';

/** Rows looked at, at most: the answer is for a screen, and the check counts exactly. */
const mostRows = 20_000;

/*
 * Re-runs go from old to new, and what comes is classed by the rule of the day: so where the latest run of this version has come
 * to, older rows begin if there are any. A visit can be classed again for a day, perhaps by a server that is not updated yet.
 */
const fromSql = `select state, place->>'part' as part, place->>'at' as at, (until - interval '1 day')::text as until
  from reclassifications where workspace_id = $1 and mode = 'apply' and rule_version = $2 order by id desc limit 1`;

const countSql = (
  table: string,
  time: string,
) => `select count(*) filter (where version <> $2)::int as count, count(*)::int as seen
  from (select rule_version as version from ${table} where workspace_id = $1 and ${time} >= $3::timestamptz
    and visitor_key is not null order by ${time} limit $4) t`;

interface LatestApply {
  readonly state: string;
  readonly part: string;
  readonly at: string | null;
  readonly until: string;
}

/** How many visits and hits of a workspace an older version of the rule has classed; erased ones cannot be classed again. */
export async function olderRows(
  database: SqlExecutor,
  workspaceId: string,
  version = ruleVersion,
): Promise<Pick<LedgerRule, 'olderVisits' | 'olderHits'>> {
  const { rows } = await database.query<LatestApply>(fromSql, [workspaceId, version]);
  const beginOf = (part: 'visits' | 'hits') => {
    const run = rows[0];
    if (!run) return '-infinity';
    if (run.state === 'done' || (part === 'visits' && run.part === 'hits')) return run.until;
    return (run.part === part && run.at) || '-infinity';
  };
  const count = async (table: string, time: string, begin: string) => {
    const found = await database.query<{ count: number; seen: number }>(countSql(table, time), [
      workspaceId,
      version,
      begin,
      mostRows,
    ]);
    const { count: older, seen } = found.rows[0] ?? { count: 0, seen: 0 };
    return { count: older, isMore: older > 0 && seen === mostRows };
  };
  return {
    olderVisits: await count('visits', 'opened_at', beginOf('visits')),
    olderHits: await count('hits', 'occurred_at', beginOf('hits')),
  };
}
