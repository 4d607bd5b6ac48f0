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

/** Owner, default link and views of a page of videos, in one query. */
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
       select count(*)::int as count from visits
       where video_id = v.id and viewed_at is not null and class = 'human'
     ) views on true
     left join lateral (
       select visits.viewed_at,
              coalesce(nullif(concat_ws(' ', p.first_name, p.last_name), ''), p.email) as name
       from visits left join prospects p on p.id = visits.prospect_id
       where visits.video_id = v.id and visits.viewed_at is not null and visits.class = 'human'
       order by visits.viewed_at desc limit 1
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
