import type { SqlExecutor } from '@app/tracking';

/** What things of a workspace are called, by id; deleted ones are missing. */
export interface Names {
  readonly videoTitles: ReadonlyMap<string, string>;
  readonly prospectNames: ReadonlyMap<string, string>;
  readonly prospectEmails: ReadonlyMap<string, string>;
}

interface NameRow {
  readonly kind: 'video' | 'prospect';
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

const sql = `select 'video' as kind, id, title as name, null as email from videos where workspace_id = $1 and id = any($2::uuid[])
  union all
  select 'prospect', id, coalesce(nullif(concat_ws(' ', first_name, last_name), ''), email), email from prospects
  where workspace_id = $1 and id = any($3::uuid[])`;

/** Titles of videos, names (first and last, else the mail address) and mail addresses of prospects, in one query. */
export async function namesOf(
  database: SqlExecutor,
  workspaceId: string,
  videoIds: readonly string[],
  prospectIds: readonly (string | null)[],
): Promise<Names> {
  const { rows } = await database.query<NameRow>(sql, [
    workspaceId,
    [...new Set(videoIds)],
    [...new Set(prospectIds.filter((id) => id !== null))],
  ]);
  const named = (kind: NameRow['kind']) =>
    new Map(rows.filter((row) => row.kind === kind).map(({ id, name }) => [id, name]));
  const prospectEmails = new Map(rows.flatMap(({ id, email }) => (email === null ? [] : [[id, email]])));
  return { videoTitles: named('video'), prospectNames: named('prospect'), prospectEmails };
}

/** Title of a video that was deleted since. */
export const deletedVideoTitle = 'Deleted video';
