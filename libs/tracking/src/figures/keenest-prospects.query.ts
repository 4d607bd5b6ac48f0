import type { SqlExecutor } from '../ingest/sql-executor.js';
import { type FiguresScope, inScope, scopeParams } from './figures-scope.js';

/** A prospect who watched in a period, and how much came of it. */
export interface KeenProspect {
  readonly name: string;
  readonly company: string | null;
  readonly views: number;
  /** Of the view that saw most, 0–1. */
  readonly bestShare: number;
  readonly hasReplied: boolean;
  readonly hasClicked: boolean;
}

const sql = `select coalesce(nullif(concat_ws(' ', p.first_name, p.last_name), ''), p.email) as name, p.company,
    count(*)::int as views, max(v.watched_share) as "bestShare",
    bool_or(exists (select 1 from visit_actions a where a.visit_id = v.id and a.kind = 'reply')) as "hasReplied",
    bool_or(exists (select 1 from visit_actions a where a.visit_id = v.id and a.kind = 'click')) as "hasClicked"
  from visits v join links l on l.id = v.link_id join prospects p on p.id = v.prospect_id and p.workspace_id = v.workspace_id
  where v.workspace_id = $1 and v.class = 'human' and v.viewed_at >= $2 and v.viewed_at < $3 and ${inScope}
  group by p.id order by "hasReplied" desc, "hasClicked" desc, "bestShare" desc, views desc, max(v.viewed_at) desc, p.id limit $7`;

/** Those who watched in the period: first who replied, then who clicked, then who saw most. */
export async function keenestProspects(
  database: SqlExecutor,
  scope: FiguresScope,
  limit: number,
): Promise<KeenProspect[]> {
  const { rows } = await database.query<KeenProspect>(sql, [...scopeParams(scope), limit]);
  return rows;
}
