import type { SqlExecutor } from './sql-executor.js';
import type { VisitRow } from './visit-row.js';
import type { VisitToOpen } from './visit-to-open.js';

/** A visit to be written, with the keys that stay with it. */
export interface NewVisit {
  readonly visit: VisitRow;
  readonly request: VisitToOpen;
  readonly visitor: Buffer;
  readonly network: Buffer;
  readonly device: string;
  /** Likely somebody new, whom the link does not name. */
  readonly isForwarded: boolean;
}

/** Writes a new visit. */
export async function insertVisit(client: SqlExecutor, row: NewVisit): Promise<void> {
  const { visit, request, visitor, network, device, isForwarded } = row;
  await client.query(
    `insert into visits (id, visit_day, workspace_id, link_id, video_id, prospect_id, member_id, privacy_mode, video_version,
       duration_ms, visitor_key, address_key, device, is_likely_forwarded, class, reasons, rule_version, facts, opened_at, last_seen_at, notified, kept)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::jsonb, $17, $18::jsonb, $19, $19, $20::text[], $21::jsonb)`,
    [
      visit.id,
      visit.visitDay,
      visit.workspaceId,
      visit.linkId,
      visit.videoId,
      visit.prospectId,
      visit.memberId,
      request.privacy.mode,
      request.video.version,
      request.video.durationMs,
      visitor,
      network,
      device,
      isForwarded,
      visit.class,
      JSON.stringify(visit.reasons),
      visit.ruleVersion,
      JSON.stringify(visit.facts),
      new Date(visit.openedAtMs).toISOString(),
      [...visit.notified],
      visit.played.kept && JSON.stringify(visit.played.kept),
    ],
  );
}
