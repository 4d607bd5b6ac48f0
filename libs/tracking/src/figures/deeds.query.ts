import type { SqlExecutor } from '../ingest/sql-executor.js';
import { type FiguresScope, inScope, scopeParams } from './figures-scope.js';

/** What people did in a period, by the time they did it, on links sent whenever. */
export interface Deeds {
  /** Views that came to 90 % of the video. */
  readonly completed: number;
  /** Visits with a click. */
  readonly clicks: number;
  /** Messages. */
  readonly replies: number;
  /** Visits with a booking. */
  readonly bookings: number;
}

const ofLinks = (row: string) => `${row}.workspace_id = $1 and ($5::uuid is null or ${row}.member_id = $5)
  and (coalesce($4::uuid, $6::uuid) is null or ${row}.link_id in (select l.id from links l where l.workspace_id = $1 and ${inScope}))`;

const sql = `select
    (select count(*)::int from visits v where ${ofLinks('v')} and class = 'human' and viewed_at is not null
       and completed_at >= $2 and completed_at < $3) as completed,
    count(distinct a.visit_id) filter (where a.kind = 'click')::int as clicks,
    count(*) filter (where a.kind = 'reply')::int as replies,
    count(distinct a.visit_id) filter (where a.kind = 'booking')::int as bookings
  from visit_actions a join visits av on av.id = a.visit_id and av.class = 'human'
  where ${ofLinks('a')} and a.occurred_at >= $2 and a.occurred_at < $3`;

/** Completed views, clicks, replies and bookings of people within the period. */
export async function deeds(database: SqlExecutor, scope: FiguresScope): Promise<Deeds> {
  const { rows } = await database.query<Deeds>(sql, scopeParams(scope));
  return rows[0] ?? { completed: 0, clicks: 0, replies: 0, bookings: 0 };
}
