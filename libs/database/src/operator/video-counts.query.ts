import type { VideoState } from '@app/contracts';
import type { DataSource } from 'typeorm';

/** Videos in one state. */
export interface VideoCount {
  state: VideoState;
  count: number;
  /** Those that no worker has begun; other than 0 only while processing. */
  unbegun: number;
  /** When the source of the first of these was complete. */
  waitingSince: Date | null;
}

/** Videos by state. @param workspaceId null: of the whole server */
export function findVideoCounts(dataSource: DataSource, workspaceId: string | null): Promise<VideoCount[]> {
  const isUnbegun = `state = 'processing' and lease_expires_at is null`;
  return dataSource.query(
    `select state, count(*)::int as count, count(*) filter (where ${isUnbegun})::int as unbegun,
            min(finished_at) filter (where ${isUnbegun}) as "waitingSince"
     from videos where $1::uuid is null or workspace_id = $1 group by state`,
    [workspaceId],
  );
}
