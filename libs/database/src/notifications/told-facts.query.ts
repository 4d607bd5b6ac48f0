import type { DataSource } from 'typeorm';

/** What a message about a visit says, as it is at this moment. */
export interface ToldFacts {
  /** The visit is still a person's, and the view still one; the link was not erased. */
  readonly isTellable: boolean;
  readonly videoTitle: string | null;
  /** First and last name, else the mail address; null when the visit names nobody. */
  readonly prospectName: string | null;
  readonly prospectEmail: string | null;
  readonly watchedShare: number;
  /** Of a call to action. */
  readonly label: string | null;
  /** Of a reply, or the reaction itself. */
  readonly text: string | null;
}

const sql = `select l.erased_at is null and v.class = 'human' and ($2::bool or v.viewed_at is not null) as "isTellable", d.title as "videoTitle",
    coalesce(nullif(concat_ws(' ', p.first_name, p.last_name), ''), p.email) as "prospectName", p.email as "prospectEmail",
    v.watched_share as "watchedShare", a.label, a.text
  from visits v join links l on l.id = v.link_id left join videos d on d.id = v.video_id
  left join prospects p on p.id = v.prospect_id and p.workspace_id = v.workspace_id
  left join visit_actions a on a.id = $3::uuid and a.visit_id = v.id
  where v.id = $1`;

/** What is true now of what a visit told; null when the visit is not there any more. */
export async function findToldFacts(
  dataSource: Pick<DataSource, 'query'>,
  visitId: string | null,
  { actionId = null }: { readonly actionId?: string | null | undefined },
): Promise<ToldFacts | null> {
  const [facts] = await dataSource.query<ToldFacts[]>(sql, [visitId, actionId !== null, actionId]);
  return facts ?? null;
}
