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
}

/**
 * Writes a new visit. On a personal link that a person has already opened on another device or network it is likely
 * forwarded: somebody new, whom the link does not name (4-tracking.md, "Identity").
 *
 * @returns whether it is likely forwarded
 */
export async function insertVisit(client: SqlExecutor, row: NewVisit): Promise<boolean> {
  const { visit, request, visitor, network, device } = row;
  const isForwarded = visit.prospectId !== null && (await wasOpenedElsewhere(client, row));
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
      isForwarded ? null : visit.prospectId,
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
  return isForwarded;
}

/**
 * Visitor keys can be compared within one salt's day only; across days the family of the device must do. Only visits that
 * carry the prospect count as the prospect's own.
 */
async function wasOpenedElsewhere(
  client: SqlExecutor,
  { visit, visitor, device }: NewVisit,
): Promise<boolean> {
  const { rows } = await client.query<{ isKnown: boolean }>(
    `select bool_or(device = $3 and (visit_day <> $4::date or visitor_key = $5)) as "isKnown" from visits
     where link_id = $1 and prospect_id = $2 and class = 'human' having count(*) > 0`,
    [visit.linkId, visit.prospectId, device, visit.visitDay, visitor],
  );
  return rows[0] !== undefined && !rows[0].isKnown;
}
