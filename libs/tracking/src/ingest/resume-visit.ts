import type { TrackingClass } from '../classify/visit-facts.js';
import { idleMs, lateMs } from '../view/view-thresholds.js';
import type { SqlExecutor } from './sql-executor.js';
import type { VisitToOpen } from './visit-to-open.js';

/** A visit that goes on: `load` counts the page's loads within it. */
export interface ResumedVisit {
  readonly id: string;
  readonly load: number;
  readonly class: TrackingClass;
}

/**
 * Goes on with the visit that one of the visitor's keys has on the link, if its last sign of life is less than 30 min old.
 * A different standing (signed in, preview, automated, another privacy) or another version or cut of the video makes a new visit.
 */
export async function resumeVisit(
  client: SqlExecutor,
  { link, caller, isWebdriver, privacy, video, nowMs }: VisitToOpen,
  visitorKeys: readonly Buffer[],
): Promise<ResumedVisit | null> {
  const { isMember, isPreview, hasSenderMark } = caller;
  const { rows } = await client.query<ResumedVisit>(
    `update visits set load_count = load_count + 1, last_seen_at = greatest(last_seen_at, $3)
     where id = (
       select id from visits where link_id = $1 and visitor_key = any($2::bytea[]) and last_seen_at > $4 and opened_at > $5
         and video_version = $6 and duration_ms = $7 and privacy_mode = $8 and facts @> $9::jsonb
         and kept is not distinct from $10::jsonb
       order by last_seen_at desc limit 1)
     returning id, load_count as load, class`,
    [
      link.linkId,
      visitorKeys,
      new Date(nowMs).toISOString(),
      new Date(nowMs - idleMs).toISOString(),
      new Date(nowMs - lateMs).toISOString(),
      video.version,
      video.durationMs,
      privacy.mode,
      JSON.stringify({ isMember, isPreview, hasSenderMark, isWebdriver }),
      video.kept && JSON.stringify(video.kept),
    ],
  );
  return rows[0] ?? null;
}
