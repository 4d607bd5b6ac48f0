import type { DataSource } from 'typeorm';

/** How the roll-ups of all workspaces stand. */
export interface RollUpStanding {
  /** Workspaces whose figures were compared with their raw rows. */
  checkedCount: number;
  /** When the comparison that is longest ago was; null before the first. */
  checkedAt: Date | null;
  /** Rows that differed when each workspace was last compared; they have been counted anew since. */
  differenceCount: number;
  /** Changes that have not been taken up yet. */
  waitingCount: number;
}

/** The roll-ups of the whole server. */
export async function findRollUpStanding(dataSource: DataSource): Promise<RollUpStanding> {
  const [standing] = await dataSource.query<[RollUpStanding]>(
    `select count(*)::int as "checkedCount", min(checked_at) as "checkedAt", coalesce(sum(differences), 0)::int as "differenceCount",
            (select count(*)::int from roll_up_changes where due_at <= now()) as "waitingCount"
     from roll_up_checks c where exists (select 1 from workspaces w where w.id = c.workspace_id)`,
  );
  return standing;
}
