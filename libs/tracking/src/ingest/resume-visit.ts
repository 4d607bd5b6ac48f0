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
  const { rows } = await client.query<{ id: string }>(
    `select id from visits where link_id = $1 and visitor_key = any($2::bytea[]) and last_seen_at > $3 and opened_at > $4
       and video_version = $5 and duration_ms = $6 and privacy_mode = $7 and facts @> $8::jsonb
       and kept is not distinct from $9::jsonb
     order by last_seen_at desc limit 1`,
    [
      link.linkId,
      visitorKeys,
      new Date(nowMs - idleMs).toISOString(),
      new Date(nowMs - lateMs).toISOString(),
      video.version,
      video.durationMs,
      privacy.mode,
      JSON.stringify({ isMember, isPreview, hasSenderMark, isWebdriver }),
      video.kept && JSON.stringify(video.kept),
    ],
  );
  // Looked for first: an update that finds nothing runs the triggers of the table all the same.
  return rows[0] ? goOn(client, rows[0].id, nowMs) : null;
}

async function goOn(client: SqlExecutor, id: string, nowMs: number): Promise<ResumedVisit | null> {
  const { rows } = await client.query<ResumedVisit>(
    `update visits set load_count = load_count + 1, last_seen_at = greatest(last_seen_at, $2)
     where id = $1 returning id, load_count as load, class`,
    [id, new Date(nowMs).toISOString()],
  );
  return rows[0] ?? null;
}
