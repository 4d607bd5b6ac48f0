import type { DataSource } from 'typeorm';

/** How often something failed for one reason in the last 24 hours. */
export interface FailureCount {
  job: 'transcode-video' | 'transcribe-video';
  code: string;
  count: number;
}

/** The most frequent first. @param workspaceId null: of the whole server */
export function findFailureCounts(
  dataSource: DataSource,
  workspaceId: string | null,
): Promise<FailureCount[]> {
  return dataSource.query(
    `select 'transcode-video' as job, failure_code as code, count(*)::int as count from videos
     where state = 'failed' and failed_at > now() - interval '1 day' and ($1::uuid is null or workspace_id = $1)
     group by failure_code
     union all
     select 'transcribe-video', failure_code, count(*)::int from transcriptions
     where state = 'failed' and updated_at > now() - interval '1 day' and ($1::uuid is null or workspace_id = $1)
     group by failure_code
     order by count desc, code`,
    [workspaceId],
  );
}

/** A video that failed. */
export interface FailedVideo {
  id: string;
  workspaceId: string;
  title: string;
  code: string;
  failedAt: Date;
}

/** The latest first. @param workspaceId null: of the whole server @param limit 1 or more */
export function findFailedVideos(
  dataSource: DataSource,
  workspaceId: string | null,
  limit: number,
): Promise<FailedVideo[]> {
  return dataSource.query(
    `select id, workspace_id as "workspaceId", title, failure_code as code, failed_at as "failedAt" from videos
     where state = 'failed' and ($1::uuid is null or workspace_id = $1)
     order by failed_at desc, id desc limit $2`,
    [workspaceId, limit],
  );
}
