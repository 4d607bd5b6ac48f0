import type { DataSource } from 'typeorm';
import { type Reach, reachParameter } from '../members/reach.js';
import type { Prospect } from './prospect.entity.js';

/** Which prospects a list shows. */
export interface ProspectFilter {
  workspaceId: string;
  reach: Reach;
  /** Part of the name, mail address or company, any case. */
  search?: string;
  /** Only this one. */
  id?: string;
  /** Id of the last prospect of the page before. */
  beforeId?: string;
  /** 1 or more. */
  limit: number;
}

/** What a prospect did in one sitting: the last human visit and the actions in it. */
export interface LastVisit {
  lastSeenAt: Date;
  isView: boolean;
  /** 0–1. */
  watchedShare: number;
  /** In the order of time. */
  actions: { kind: 'click' | 'reply' | 'reaction' | 'booking'; label: string | null; at: string }[];
}

/** A prospect as lists show one. */
export interface ProspectOverview extends Prospect {
  linkCount: number;
  lastVisit: LastVisit | null;
}

type Row = Prospect & { linkCount: number } & { [Key in keyof LastVisit]: LastVisit[Key] | null };

/** A page of prospects, newest first, with their number of links and their last visit, in one query. */
export async function listProspects(
  dataSource: DataSource,
  filter: ProspectFilter,
): Promise<ProspectOverview[]> {
  const rows = await dataSource.query<Row[]>(
    `select p.id, p.workspace_id as "workspaceId", p.member_id as "memberId", p.email, p.first_name as "firstName",
            p.last_name as "lastName", p.company, p.external_id as "externalId", p.fields,
            p.created_at as "createdAt", p.updated_at as "updatedAt",
            (select count(*)::int from links where prospect_id = p.id) as "linkCount",
            v.last_seen_at as "lastSeenAt", v.viewed_at is not null as "isView", v.watched_share as "watchedShare",
            (select coalesce(json_agg(json_build_object('kind', a.kind, 'label', a.label, 'at', a.occurred_at)
                             order by a.occurred_at), '[]')
               from visit_actions a where a.visit_id = v.id) as actions
       from prospects p
       left join lateral (
         select id, last_seen_at, viewed_at, watched_share from visits
          where prospect_id = p.id and class = 'human' order by last_seen_at desc limit 1
       ) v on true
      where p.workspace_id = $1
        and (cast($2 as uuid[]) is null or p.member_id = any($2))
        and (cast($3 as text) is null or strpos(lower(concat_ws(' ', p.first_name, p.last_name, p.email, p.company)), lower($3)) > 0)
        and (cast($4 as uuid) is null or p.id = $4)
        and (cast($5 as uuid) is null or p.id < $5)
      order by p.id desc limit $6`,
    [
      filter.workspaceId,
      reachParameter(filter.reach),
      filter.search || null,
      filter.id ?? null,
      filter.beforeId ?? null,
      filter.limit,
    ],
  );
  return rows.map(({ lastSeenAt, isView, watchedShare, actions, ...prospect }) => ({
    ...prospect,
    lastVisit: lastSeenAt && {
      lastSeenAt,
      isView: isView === true,
      watchedShare: watchedShare ?? 0,
      actions: actions ?? [],
    },
  }));
}
