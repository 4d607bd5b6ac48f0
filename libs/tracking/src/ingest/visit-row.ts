import type { ViewRule } from '@app/contracts';
import type { ClassReason } from '../classify/class-steps.js';
import type { TrackingClass, VisitFacts } from '../classify/visit-facts.js';
import type { PlayedState } from '../spans/apply-beacon.js';
import { fromMultirange, lengthOf, toMultirange } from '../spans/ranges.js';
import { defaultViewThresholds, type ViewThresholds } from '../view/view-thresholds.js';
import type { SqlExecutor } from './sql-executor.js';

/** A visit as ingest sees it. Times are server time, milliseconds since 1970. */
export interface VisitRow {
  readonly id: string;
  /** Day of opening, UTC, `YYYY-MM-DD`: the partition of its beacons. */
  readonly visitDay: string;
  readonly workspaceId: string;
  readonly linkId: string;
  readonly videoId: string;
  readonly prospectId: string | null;
  readonly memberId: string | null;
  readonly openedAtMs: number;
  readonly lastSeenAtMs: number;
  readonly facts: VisitFacts;
  readonly class: TrackingClass;
  readonly reasons: readonly ClassReason[];
  readonly ruleVersion: number;
  readonly played: PlayedState;
  /** As its workspace has set them now. */
  readonly thresholds: ViewThresholds;
  readonly viewedAtMs: number | null;
  readonly completedAtMs: number | null;
  readonly reachedMilestones: readonly number[];
  /** Topics already told about this visit: each is told at most once. */
  readonly notified: readonly string[];
}

const epochMs = (column: string) => `round(extract(epoch from ${column}) * 1000)::float8`;

const selectVisits = `select id, visit_day::text as "visitDay", workspace_id as "workspaceId", link_id as "linkId", video_id as "videoId",
  prospect_id as "prospectId", member_id as "memberId", ${epochMs('opened_at')} as "openedAtMs", ${epochMs('last_seen_at')} as "lastSeenAtMs",
  facts, class, reasons, rule_version as "ruleVersion", duration_ms as "durationMs", kept, ${epochMs('first_beacon_at')} as "firstBeaconAtMs",
  ${epochMs('last_beacon_at')} as "lastBeaconAtMs", beacon_count as "beaconCount", accepted_media_ms::float8 as "acceptedMediaMs",
  watched::text as watched, has_input as "hasInput", is_started_by_gesture as "isStartedByGesture", was_unmuted as "wasUnmuted",
  ${epochMs('viewed_at')} as "viewedAtMs", ${epochMs('completed_at')} as "completedAtMs", reached_milestones::int[] as "reachedMilestones", notified,
  (select w.view_rule from workspaces w where w.id = visits.workspace_id) as "viewRule"
  from visits`;

type FlatRow = Omit<VisitRow, 'played' | 'thresholds'> &
  Omit<PlayedState, 'watched'> & { readonly watched: string; readonly viewRule: ViewRule | null };

/**
 * Locks visits until the end of the transaction, always in the order of their ids, so that two batches cannot wait for each other.
 *
 * @returns the visits that exist, by id
 */
export async function lockVisits(
  client: SqlExecutor,
  ids: readonly string[],
): Promise<Map<string, VisitRow>> {
  return findVisits(client, ids, ' for update');
}

/** The visits that exist, by id, for looking at only. */
export async function readVisits(
  client: SqlExecutor,
  ids: readonly string[],
): Promise<Map<string, VisitRow>> {
  return findVisits(client, ids, '');
}

async function findVisits(client: SqlExecutor, ids: readonly string[], locking: '' | ' for update') {
  const { rows } = await client.query<FlatRow>(
    `${selectVisits} where id = any($1::uuid[]) order by id${locking}`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, toVisit(row)]));
}

function toVisit(row: FlatRow): VisitRow {
  const {
    durationMs,
    kept,
    firstBeaconAtMs,
    lastBeaconAtMs,
    beaconCount,
    acceptedMediaMs,
    watched,
    viewRule,
    ...rest
  } = row;
  const { hasInput, isStartedByGesture, wasUnmuted, ...visit } = rest;
  return {
    ...visit,
    thresholds: { ...defaultViewThresholds, ...viewRule },
    played: {
      durationMs,
      kept,
      firstBeaconAtMs,
      lastBeaconAtMs,
      beaconCount,
      acceptedMediaMs,
      watched: fromMultirange(watched),
      hasInput,
      isStartedByGesture,
      wasUnmuted,
    },
  };
}

const timeOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** Writes visits that {@link lockVisits} locked in the same transaction. `viewed_at` is only ever set, never moved. */
export async function saveVisits(client: SqlExecutor, visits: readonly VisitRow[]): Promise<void> {
  if (visits.length === 0) return;
  await client.query(
    `update visits v set last_seen_at = greatest(v.last_seen_at, n.last_seen_at), facts = n.facts, class = n.class, reasons = n.reasons,
       rule_version = n.rule_version, first_beacon_at = n.first_beacon_at, last_beacon_at = n.last_beacon_at, beacon_count = n.beacon_count,
       accepted_media_ms = n.accepted_media_ms, watched = n.watched::int4multirange, watched_ms = n.watched_ms, has_input = n.has_input,
       is_started_by_gesture = n.is_started_by_gesture, was_unmuted = n.was_unmuted, viewed_at = coalesce(v.viewed_at, n.viewed_at),
       completed_at = coalesce(v.completed_at, n.completed_at), reached_milestones = n.reached_milestones, notified = n.notified
     from jsonb_to_recordset($1::jsonb) as n(id uuid, last_seen_at timestamptz, facts jsonb, class text, reasons jsonb, rule_version smallint,
       first_beacon_at timestamptz, last_beacon_at timestamptz, beacon_count int, accepted_media_ms bigint, watched text, watched_ms int,
       has_input bool, is_started_by_gesture bool, was_unmuted bool, viewed_at timestamptz, completed_at timestamptz,
       reached_milestones smallint[], notified text[])
     where v.id = n.id and v.id = any($2::uuid[])`,
    [JSON.stringify(visits.map(toColumns)), visits.map(({ id }) => id)],
  );
}

function toColumns({ played, ...visit }: VisitRow): Record<string, unknown> {
  return {
    id: visit.id,
    last_seen_at: timeOf(visit.lastSeenAtMs),
    facts: visit.facts,
    class: visit.class,
    reasons: visit.reasons,
    rule_version: visit.ruleVersion,
    first_beacon_at: timeOf(played.firstBeaconAtMs),
    last_beacon_at: timeOf(played.lastBeaconAtMs),
    beacon_count: played.beaconCount,
    accepted_media_ms: played.acceptedMediaMs,
    watched: toMultirange(played.watched),
    watched_ms: lengthOf(played.watched),
    has_input: played.hasInput,
    is_started_by_gesture: played.isStartedByGesture,
    was_unmuted: played.wasUnmuted,
    viewed_at: timeOf(visit.viewedAtMs),
    completed_at: timeOf(visit.completedAtMs),
    reached_milestones: visit.reachedMilestones,
    notified: visit.notified,
  };
}
