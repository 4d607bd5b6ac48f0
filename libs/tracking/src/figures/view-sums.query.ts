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

const columns = { video: 'video_id', link: 'link_id', prospect: 'prospect_id' } as const;

/**
 * Opens and views by people of videos, links or prospects, for lists.
 *
 * @param ids at most a page of them; those without a person's visit are not in the answer
 */
export async function viewSums(
  database: SqlExecutor,
  workspaceId: string,
  of: keyof typeof columns,
  ids: readonly string[],
): Promise<Map<string, ViewSums>> {
  const column = columns[of];
  const { rows } = await database.query<ViewSums>(
    `select ${column} as id, count(*)::int as "openCount", count(viewed_at)::int as "viewCount",
       avg(watched_share) filter (where viewed_at is not null) as "averageWatchedShare", max(viewed_at) as "lastViewedAt",
       (array_agg(prospect_id order by viewed_at desc) filter (where viewed_at is not null))[1] as "lastProspectId"
     from visits where workspace_id = $1 and ${column} = any($2::uuid[]) and class = 'human' group by ${column}`,
    [workspaceId, [...ids]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
