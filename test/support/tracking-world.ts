import { createDataSource, migrate } from '@app/database';
import {
  type Caller,
  type IncomingBeacon,
  type OpenedVisit,
  type ReportedSpan,
  SaltKeeper,
  type TrackedLink,
  type VisitClaims,
  verifyVisitToken,
  VisitOpener,
  type VisitToOpen,
} from '@app/tracking';
import { Pool } from 'pg';
import { v7 as newId } from 'uuid';
import { createTestDatabase } from './test-database.js';

/** Noon of an ordinary day: a test that adds minutes stays within the day. */
export const noon = Date.UTC(2026, 0, 14, 12);

/** Keys that sign the tests' tokens. */
export const tokenKeys = [{ id: 'test', secret: 'the secret of the tests' }];

/** A person's browser on a page served over TLS. */
export const person: Caller = {
  address: '198.51.100.7',
  agent:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  purposes: [],
  hasClientHints: true,
  isMember: false,
  isPreview: false,
  hasSenderMark: false,
};

/** Ten seconds of honest playing from `from`, unless changed. */
export const span = (from: number, to: number, change: Partial<ReportedSpan> = {}): ReportedSpan => ({
  from,
  to,
  rate: 1,
  muted: false,
  elapsed: to - from,
  ...change,
});

/** Playback was started by a person's click. */
export const played = { type: 'played', isTrusted: true };

/** A migrated database with one workspace, member and video of 60 s, and short ways to what tracking does. */
export async function createTrackingWorld() {
  const database = await createTestDatabase();
  const dataSource = createDataSource(database.url, 2);
  await dataSource.initialize();
  await migrate(dataSource);
  await dataSource.destroy();
  const pool = new Pool({ connectionString: database.url, max: 8 });
  // Some tests end sessions from outside; a connection that ends while idle is no failure of the test.
  pool.on('error', () => undefined);
  const salts = new SaltKeeper(pool);
  const ids = { workspace: newId(), team: newId(), member: newId(), video: newId() };
  await seed(pool, ids);
  return {
    ...ids,
    databaseUrl: database.url,
    pool,
    salts,
    opener: new VisitOpener(pool, salts, tokenKeys),
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
}

/** What {@link createTrackingWorld} makes. */
export type TrackingWorld = Awaited<ReturnType<typeof createTrackingWorld>>;

async function seed(pool: Pool, ids: { workspace: string; team: string; member: string; video: string }) {
  await pool.query(`insert into workspaces (id, name) values ($1, 'Acme')`, [ids.workspace]);
  await pool.query(`insert into teams (id, workspace_id, name) values ($2, $1, 'Sales')`, [
    ids.workspace,
    ids.team,
  ]);
  await pool.query(
    `insert into members (id, workspace_id, team_id, email, name, role, password_hash) values ($1, $2, $3, 'rep@example.com', 'Rep', 'rep', '')`,
    [ids.member, ids.workspace, ids.team],
  );
  await pool.query(
    `insert into videos (id, workspace_id, member_id, title, kind, state) values ($1, $2, $3, 'Hello', 'recording', 'ready')`,
    [ids.video, ids.workspace, ids.member],
  );
}

/** Makes a link of the world's video, personal unless `isPersonal` is false; sent at `sentAtMs` (null: not yet). */
export async function createLink(
  world: TrackingWorld,
  {
    isPersonal = true,
    sentAtMs = (noon - 3_600_000) as number | null,
    campaignId = null as string | null,
  } = {},
): Promise<TrackedLink> {
  const linkId = newId();
  const prospectId = isPersonal ? newId() : null;
  const { workspace, member, video, team } = world;
  if (prospectId)
    await world.pool.query(
      `insert into prospects (id, workspace_id, member_id, email) values ($1::uuid, $2, $3, $1::uuid::text || '@example.com')`,
      [prospectId, workspace, member],
    );
  await world.pool.query(
    `insert into links (id, workspace_id, video_id, member_id, team_id, prospect_id, campaign_id, slug, sent_at)
     values ($1::uuid, $2, $3, $4, $5, $6, $7, $1::uuid::text, $8)`,
    [linkId, workspace, video, member, team, prospectId, campaignId, sentAtMs && new Date(sentAtMs)],
  );
  return { workspaceId: workspace, linkId, videoId: video, prospectId, memberId: member, sentAtMs };
}

/** An opened visit with the claims of its token. */
export type WorldVisit = OpenedVisit & { readonly claims: VisitClaims };

/** Opens a visit of a person on `link` at noon, unless changed. */
export async function open(
  world: TrackingWorld,
  link: TrackedLink,
  change: Partial<VisitToOpen> = {},
): Promise<WorldVisit> {
  const request: VisitToOpen = {
    link,
    caller: person,
    isWebdriver: false,
    privacy: { mode: 'notice', isPersonal: true },
    video: { version: 1, durationMs: 60_000, kept: null },
    nowMs: noon,
    ...change,
  };
  const visit = await world.opener.open(request);
  const claims = verifyVisitToken(visit.token, tokenKeys, request.nowMs);
  if (!claims) throw new Error('The token of a new visit is not good.');
  return { ...visit, claims };
}

/** A beacon of a visit, `afterMs` after noon, with a trusted start. */
export const beacon = (
  { claims }: WorldVisit,
  seq: number,
  afterMs: number,
  ...spans: ReportedSpan[]
): IncomingBeacon => ({ claims, seq, spans, events: [played], receivedAtMs: noon + afterMs });

/** Columns of a visit's row that the rule decides. */
export async function visitRow(world: TrackingWorld, id: string) {
  const { rows } = await world.pool.query(
    `select class, prospect_id, is_likely_forwarded, watched::text as watched, watched_ms, watched_share, accepted_media_ms::int as accepted,
       beacon_count, has_input, is_started_by_gesture, was_unmuted, viewed_at is not null as is_viewed, completed_at is not null as is_completed,
       reached_milestones::int[] as milestones, load_count from visits where id = $1`,
    [id],
  );
  return rows[0];
}

/** Topics told about a visit, in order. */
export async function topicsOf(world: TrackingWorld, id: string): Promise<string[]> {
  const { rows } = await world.pool.query(
    `select topic, payload from outbox where payload->>'visitId' = $1 order by seq`,
    [id],
  );
  return rows.map(({ topic, payload }) =>
    topic === 'milestone.reached' ? `${topic} ${payload.milestone}` : topic,
  );
}

/** Drops counted, by reason. */
export async function dropCounts(world: TrackingWorld): Promise<Record<string, number>> {
  const { rows } = await world.pool.query(
    `select reason, sum(count)::int as count from drop_counts group by reason`,
  );
  return Object.fromEntries(rows.map(({ reason, count }) => [reason, count]));
}
