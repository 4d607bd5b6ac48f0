import type { SqlExecutor } from '../ingest/sql-executor.js';

/** What the views of one video, link or prospect come to. */
export interface ViewSums {
  /** Id of the video, link or prospect. */
  readonly id: string;
  readonly openCount: number;
  readonly viewCount: number;
  /** Mean over the views, 0–1; null without a view. */
  readonly averageWatchedShare: number | null;
  readonly lastViewedAt: Date | null;
  /** Who viewed last; null when nobody did or the visit names nobody. */
  readonly lastProspectId: string | null;
}

/* For each kind: the roll-up that knows it, as id, opens, views, shares; and the link and moment of its last view. */
const sources = {
  video: {
    sums: `select w.id, d.opens, d.views, d.shares from wanted w join scope_days d on d.workspace_id = $1 and d.scope = roll_up_scope(null, null, null, w.id)`,
    last: `select link_id, last_viewed_at from link_states where video_id = s.id and last_viewed_at is not null order by last_viewed_at desc limit 1`,
  },
  link: {
    sums: `select w.id, d.opens, d.views, d.shares from wanted w join link_states d on d.link_id = w.id and d.workspace_id = $1`,
    last: `select link_id, last_viewed_at from link_states where link_id = s.id`,
  },
  prospect: {
    sums: `select w.id, d.opens, d.views, d.shares from wanted w join link_days d on d.prospect_id = w.id join link_states l on l.link_id = d.link_id and l.workspace_id = $1`,
    last: `select link_id, last_viewed_at from link_days where prospect_id = s.id and last_viewed_at is not null order by last_viewed_at desc limit 1`,
  },
} as const;

const sqlOf = ({
  sums,
  last,
}: (typeof sources)[keyof typeof sources]) => `with wanted as (select unnest($2::uuid[]) as id),
  sums as (select id, sum(opens)::int as opens, sum(views)::int as views, sum(shares) as shares from (${sums}) d group by id)
  select s.id, s.opens as "openCount", s.views as "viewCount", (s.shares / 1e9 / nullif(s.views, 0))::float8 as "averageWatchedShare",
    l.last_viewed_at as "lastViewedAt", v.prospect_id as "lastProspectId"
  from sums s left join lateral (${last}) l on true
  left join lateral (
    select prospect_id from visits where link_id = l.link_id and viewed_at = l.last_viewed_at and class = 'human' limit 1) v on true
  where s.opens > 0 or s.views > 0`;

/**
 * Opens and views by people of videos, links or prospects, for lists; from roll-ups.
 *
 * @param ids at most a page of them; those without a person's visit are not in the answer
 */
export async function viewSums(
  database: SqlExecutor,
  workspaceId: string,
  of: keyof typeof sources,
  ids: readonly string[],
): Promise<Map<string, ViewSums>> {
  const { rows } = await database.query<ViewSums>(sqlOf(sources[of]), [workspaceId, [...ids]]);
  return new Map(rows.map((row) => [row.id, row]));
}
