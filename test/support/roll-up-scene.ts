import {
  anonymiseProspect,
  BeaconBatcher,
  catchUp,
  markInternal,
  purgeTracking,
  recordAction,
  recordHit,
  type TrackedLink,
  verifyVisitToken,
  videoRetention,
} from '@app/tracking';
import {
  type Arbitrary,
  array,
  boolean,
  constant,
  constantFrom,
  integer,
  nat,
  oneof,
  record,
} from 'fast-check';
import { v7 as newId } from 'uuid';
import { person, span, tokenKeys, type TrackingWorld, type WorldVisit } from './tracking-world.js';

/** Summer time begins within the days of the scene: on 31 March 2024 in Berlin and Beirut. */
const begin = Date.UTC(2024, 2, 30, 6);
const minute = 60_000;
const videoMs = 60_000;
const clickable = { callsToAction: [{ kind: 'url', label: 'Book', target: 'https://example.com' }] };

/** One thing that can happen; numbers choose among what there is. */
export type Happening =
  | { what: 'open'; link: number; visitor: number; atMin: number; isBot: boolean }
  | { what: 'play'; visit: number; beacons: { seq: number; from: number; ms: number; afterS: number }[] }
  | { what: 'act'; visit: number; kind: 'click' | 'reply' | 'booking' | 'reaction'; afterMin: number }
  | {
      what: 'fetch';
      link: number;
      visitor: number;
      kind: 'page' | 'honeypot' | 'image';
      isPrefetch: boolean;
      atMin: number;
    }
  | { what: 'internal'; visit: number; isInternal: boolean }
  | { what: 'reclass'; visit: number; to: 'human' | 'suspect' | 'scanner' }
  | { what: 'send'; link: number; atMin: number }
  | { what: 'move'; link: number; team: number; campaign: number }
  | { what: 'erase'; link: number; isByLink: boolean }
  | { what: 'remove'; link: number }
  | { what: 'disband' }
  | { what: 'purge'; afterDays: number }
  | { what: 'zone'; zone: string }
  | { what: 'look' };

const small = nat({ max: 20 });
const atMin = nat({ max: 3 * 24 * 60 });
const beaconOf = record({
  seq: nat({ max: 5 }),
  from: nat({ max: 50_000 }),
  ms: integer({ min: 100, max: 25_000 }),
  afterS: nat({ max: 90_000 }),
});
const one = constant;

/** Anything that can happen to the rows of a workspace, watching most of all. */
export const happening: Arbitrary<Happening> = oneof(
  {
    weight: 6,
    arbitrary: record({
      what: one('open' as const),
      link: small,
      visitor: small,
      atMin,
      isBot: boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: record({
      what: one('play' as const),
      visit: small,
      beacons: array(beaconOf, { minLength: 1, maxLength: 5 }),
    }),
  },
  {
    weight: 4,
    arbitrary: record({
      what: one('act' as const),
      visit: small,
      kind: constantFrom('click', 'reply', 'booking', 'reaction'),
      afterMin: nat({ max: 2000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: record({
      what: one('fetch' as const),
      link: small,
      visitor: small,
      kind: constantFrom('page', 'honeypot', 'image'),
      isPrefetch: boolean(),
      atMin,
    }),
  },
  {
    weight: 2,
    arbitrary: record({ what: one('internal' as const), visit: small, isInternal: boolean() }),
  },
  {
    weight: 2,
    arbitrary: record({
      what: one('reclass' as const),
      visit: small,
      to: constantFrom('human', 'suspect', 'scanner'),
    }),
  },
  { weight: 2, arbitrary: record({ what: one('send' as const), link: small, atMin }) },
  {
    weight: 2,
    arbitrary: record({ what: one('move' as const), link: small, team: small, campaign: small }),
  },
  { weight: 1, arbitrary: record({ what: one('erase' as const), link: small, isByLink: boolean() }) },
  { weight: 1, arbitrary: record({ what: one('remove' as const), link: small }) },
  { weight: 1, arbitrary: record({ what: one('disband' as const) }) },
  { weight: 1, arbitrary: record({ what: one('purge' as const), afterDays: constantFrom(31, 396) }) },
  {
    weight: 1,
    arbitrary: record({
      what: one('zone' as const),
      zone: constantFrom('UTC', 'Europe/Berlin', 'Asia/Beirut', 'Asia/Kathmandu', 'America/New_York'),
    }),
  },
  { weight: 24, arbitrary: record({ what: one('look' as const) }) },
) as Arbitrary<Happening>;

/** A workspace of its own: two teams, members and campaigns, a prospect with two links, a link that names nobody. */
export class RollUpScene {
  readonly workspace = newId();
  readonly teams = [newId(), newId()];
  readonly members = [newId(), newId()];
  readonly campaigns = [newId(), newId()];
  readonly videos = [newId(), newId()];
  readonly prospects = [newId(), newId(), newId()];
  readonly links: TrackedLink[] = [];
  readonly visits: WorldVisit[] = [];
  private readonly batcher: BeaconBatcher;

  private constructor(private readonly world: TrackingWorld) {
    this.batcher = new BeaconBatcher(world.pool);
  }

  static async make(world: TrackingWorld): Promise<RollUpScene> {
    const scene = new RollUpScene(world);
    await scene.fill();
    // From here on everything is folded in; what is there before is counted as a whole.
    await scene.look();
    return scene;
  }

  /** Lets something happen; what chooses among nothing does nothing. */
  async happen(event: Happening): Promise<void> {
    const { pool, salts } = this.world;
    const link = 'link' in event ? this.links[event.link % this.links.length]! : this.links[0]!;
    const visit = 'visit' in event ? this.visits[event.visit % this.visits.length] : undefined;
    if ('visit' in event && !visit) return;
    switch (event.what) {
      case 'open':
        return this.open(link, event.visitor, event.isBot, begin + event.atMin * minute);
      case 'play':
        return this.play(visit!, event.beacons);
      case 'act': {
        const nowMs = visit!.claims.issuedAtMs + event.afterMin * minute;
        await recordAction(pool, { visitId: visit!.id, kind: event.kind, nowMs });
        return;
      }
      case 'fetch': {
        const purposes = event.isPrefetch ? ['prefetch'] : [];
        const caller = { ...this.caller(event.visitor), purposes };
        const nowMs = begin + event.atMin * minute;
        await recordHit(pool, salts, { link, caller, kind: event.kind, isPersonal: true, nowMs });
        return;
      }
      case 'internal':
        await markInternal(pool, {
          workspaceId: this.workspace,
          visitId: visit!.id,
          isInternal: event.isInternal,
          nowMs: begin,
        });
        return;
      case 'reclass':
        await pool.query(`update visits set class = $2 where id = $1`, [visit!.id, event.to]);
        await pool.query(
          `update hits set class = $2 where link_id = (select link_id from visits where id = $1)`,
          [visit!.id, event.to],
        );
        return;
      case 'look':
        return this.look();
      default:
        return this.change(event, link);
    }
  }

  /** Takes up what there is, and counts the days of retention that are not. */
  private async look(): Promise<void> {
    const timeZone = await catchUp(this.world.pool, this.workspace);
    for (const videoId of this.videos) {
      const request = { workspaceId: this.workspace, videoId, timeZone, bucketCount: 7, sourceMs: videoMs };
      await videoRetention(this.world.pool, request);
    }
  }

  private async change(event: Happening, link: TrackedLink): Promise<void> {
    const { pool } = this.world;
    const { workspace } = this;
    if (event.what === 'send')
      await pool.query(`update links set sent_at = $2 where id = $1`, [
        link.linkId,
        new Date(begin + event.atMin * minute),
      ]);
    if (event.what === 'move')
      await pool.query(
        `update links set team_id = (select id from teams where id = $2), campaign_id = $3, prospect_id = case when $3::uuid is null then prospect_id end where id = $1`,
        [link.linkId, this.teams[event.team % 3] ?? null, this.campaigns[event.campaign % 3] ?? null],
      );
    if (event.what === 'erase' && event.isByLink)
      await pool.query(`update visits set prospect_id = null, visitor_key = null where link_id = $1`, [
        link.linkId,
      ]);
    if (event.what === 'erase' && link.prospectId) {
      await anonymiseProspect(pool, { workspaceId: workspace, prospectId: link.prospectId });
      await pool.query(`update links set prospect_id = null where prospect_id = $1`, [link.prospectId]);
    }
    if (event.what === 'remove') await pool.query(`delete from links where id = $1`, [link.linkId]);
    if (event.what === 'disband') await pool.query(`delete from teams where id = $1`, [this.teams[1]]);
    if (event.what === 'purge')
      await purgeTracking(pool, begin + 36 * 60 * minute + event.afterDays * 24 * 60 * minute);
    if (event.what === 'zone')
      await pool.query(`update workspaces set time_zone = $2 where id = $1`, [workspace, event.zone]);
  }

  private async open(link: TrackedLink, visitor: number, isBot: boolean, nowMs: number): Promise<void> {
    const agent = isBot ? 'Mozilla/5.0 (compatible; Zscaler)' : person.agent;
    const visit = await this.world.opener.open({
      link,
      caller: { ...this.caller(visitor), agent },
      isWebdriver: false,
      privacy: { mode: 'notice', isPersonal: visitor % 3 > 0 },
      video: { version: 1, durationMs: videoMs, kept: null },
      nowMs,
    });
    this.visits.push({ ...visit, claims: verifyVisitToken(visit.token, tokenKeys, nowMs)! });
  }

  /** Repeats, late ones and any order: all at once, the last first. */
  private async play(visit: WorldVisit, beacons: (Happening & { what: 'play' })['beacons']): Promise<void> {
    const { claims } = visit;
    const made = beacons.map(({ seq, from, ms, afterS }) => ({
      claims,
      seq,
      spans: [span(from, from + ms, { elapsed: ms })],
      events: [{ type: 'played', isTrusted: true }],
      receivedAtMs: claims.issuedAtMs + afterS * 1000,
    }));
    await Promise.all([...made, made[0]!].toReversed().map((beacon) => this.batcher.submit(beacon)));
  }

  private caller(visitor: number) {
    return { ...person, address: `203.0.${visitor % 6}.7` };
  }

  private async fill(): Promise<void> {
    const { pool } = this.world;
    const { workspace, teams, members, videos, campaigns, prospects } = this;
    await pool.query(`insert into workspaces (id, name) values ($1, 'Scene')`, [workspace]);
    for (const id of teams)
      await pool.query(`insert into teams (id, workspace_id, name) values ($1, $2, 'T')`, [id, workspace]);
    for (const [index, id] of members.entries())
      await pool.query(
        `insert into members (id, workspace_id, team_id, email, name, role, password_hash) values ($1::uuid, $2, $3, $1::uuid::text, 'M', 'rep', '')`,
        [id, workspace, teams[index]],
      );
    for (const id of videos)
      await pool.query(
        `insert into videos (id, workspace_id, member_id, title, kind, state) values ($1, $2, $3, 'V', 'recording', 'ready')`,
        [id, workspace, members[0]],
      );
    for (const [index, id] of campaigns.entries())
      await pool.query(
        `insert into campaigns (id, workspace_id, member_id, video_id, name, page) values ($1, $2, $3, $4, 'C', $5)`,
        [id, workspace, members[0], videos[0], index === 0 ? clickable : {}],
      );
    for (const id of prospects)
      await pool.query(
        `insert into prospects (id, workspace_id, member_id, email) values ($1::uuid, $2, $3, $1::uuid::text)`,
        [id, workspace, members[0]],
      );
    await this.addLink(0, 0, prospects[0]!, campaigns[0]!, true);
    await this.addLink(1, 1, prospects[0]!, campaigns[1]!, true);
    await this.addLink(0, 1, prospects[1]!, null, false);
    await this.addLink(1, 0, prospects[2]!, null, true, { callsToAction: [] });
    await this.addLink(0, 0, null, null, false, clickable);
  }

  private async addLink(
    owner: number,
    video: number,
    prospectId: string | null,
    campaignId: string | null,
    isSent: boolean,
    page: object | null = null,
  ): Promise<void> {
    const linkId = newId();
    const sentAtMs = isSent ? begin : null;
    const [memberId, teamId, videoId] = [this.members[owner]!, this.teams[owner]!, this.videos[video]!];
    await this.world.pool.query(
      `insert into links (id, workspace_id, video_id, member_id, team_id, prospect_id, campaign_id, slug, sent_at, page)
       values ($1::uuid, $2, $3, $4, $5, $6, $7, $1::uuid::text, $8, $9)`,
      [
        linkId,
        this.workspace,
        videoId,
        memberId,
        teamId,
        prospectId,
        campaignId,
        sentAtMs && new Date(sentAtMs),
        page,
      ],
    );
    this.links.push({ workspaceId: this.workspace, linkId, videoId, prospectId, memberId, sentAtMs });
  }
}
