import type { CaptionSource } from '@app/contracts';
import type { DataSource } from 'typeorm';

/** What a list shows beside the video's own row. */
export interface VideoSummary {
  videoId: string;
  memberName: string;
  linkId: string;
  slug: string;
  /** Views that count: `viewed_at` is set and a person watched (4-tracking). */
  viewCount: number;
  lastWatchedAt: Date | null;
  /** Name of the prospect, else their mail address; null for somebody unknown. */
  lastWatchedBy: string | null;
  /** The oldest language first. */
  captions: { language: string; label: string; source: CaptionSource }[];
}

/** Owner, default link and views of a page of videos, in one query. The roll-ups must be caught up before. */
export function findVideoSummaries(
  dataSource: DataSource,
  videoIds: readonly string[],
): Promise<VideoSummary[]> {
  return dataSource.query(
    `select v.id as "videoId", m.name as "memberName", l.id as "linkId", l.slug,
            coalesce(views.count, 0) as "viewCount", latest.viewed_at as "lastWatchedAt", latest.name as "lastWatchedBy",
            coalesce(captions.list, '[]') as captions
     from videos v
     join members m on m.id = v.member_id
     join links l on l.video_id = v.id and l.is_default
     left join lateral (
       select sum(views)::int as count from scope_days
       where workspace_id = v.workspace_id and scope = roll_up_scope(null, null, null, v.id)
     ) views on true
     left join lateral (
       select visits.viewed_at,
              coalesce(nullif(concat_ws(' ', p.first_name, p.last_name), ''), p.email) as name
       from (select link_id, last_viewed_at from link_states where video_id = v.id and last_viewed_at is not null
             order by last_viewed_at desc limit 1) last
       join visits on visits.link_id = last.link_id and visits.viewed_at = last.last_viewed_at and visits.class = 'human'
       left join prospects p on p.id = visits.prospect_id limit 1
     ) latest on true
     left join lateral (
       select json_agg(json_build_object('language', language, 'label', label, 'source', source)
                       order by created_at, language) as list
       from captions where video_id = v.id
     ) captions on true
     where v.id = any($1)`,
    [videoIds],
  );
}
