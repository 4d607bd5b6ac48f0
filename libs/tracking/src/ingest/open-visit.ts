import { v7 as newId } from 'uuid';
import type { TrackingClass, VisitFacts } from '../classify/visit-facts.js';
import { deviceOf } from '../identity/device.js';
import { signVisitToken, type TokenKeyRing } from '../identity/visit-token.js';
import { networkKey, visitorKey } from '../identity/visitor-key.js';
import { nothingPlayed } from '../spans/apply-beacon.js';
import { defaultViewThresholds } from '../view/view-thresholds.js';
import { insertVisit, type NewVisit } from './insert-visit.js';
import { countLinksFromNetwork, lockNetwork, spreadLinkCount } from './network-facts.js';
import { sinceSent } from './record-hit.js';
import { resumeVisit } from './resume-visit.js';
import type { SaltKeeper } from './salt-keeper.js';
import { settleVisit } from './settle-visit.js';
import { inTransaction, type SqlExecutor, type SqlPool, type Transaction } from './sql-executor.js';
import { writeEvents } from './tracking-events.js';
import type { VisitToOpen } from './visit-to-open.js';

/** An opened visit; the token goes to the page. */
export interface OpenedVisit {
  readonly id: string;
  readonly token: string;
  readonly class: TrackingClass;
  /** False when the visitor came back within 30 min: the same visit goes on. */
  readonly isNew: boolean;
}

/** Opens visits. One per process. */
export class VisitOpener {
  private readonly partitions = new Set<string>();

  constructor(
    private readonly pool: SqlPool,
    private readonly salts: SaltKeeper,
    private readonly keys: TokenKeyRing,
  ) {}

  /**
   * Opens a visit, or goes on with the one the same visitor had on this link within the last 30 min.
   *
   * @throws the database's error
   */
  async open(request: VisitToOpen): Promise<OpenedVisit> {
    const { link, caller, nowMs, video } = request;
    const { today, yesterday } = await this.salts.at(nowMs);
    const visitor = { address: caller.address, agent: caller.agent, linkId: link.linkId };
    const visitorKeys = [today, ...(yesterday ? [yesterday] : [])].map((salt) => visitorKey(salt, visitor));
    const network = networkKey(today, caller.address);
    await this.ensurePartition(nowMs);
    const visit = await inTransaction(this.pool, async (client) => {
      await takeTurn(client, link.linkId, visitorKeys[0] as Buffer);
      const resumed = await resumeVisit(client, request, visitorKeys);
      return resumed ?? (await openNew(client, request, visitorKeys[0] as Buffer, network));
    });
    const claims = {
      visitId: visit.id,
      linkId: link.linkId,
      videoId: link.videoId,
      videoVersion: video.version,
      durationMs: video.durationMs,
      load: visit.load,
      issuedAtMs: nowMs,
    };
    return {
      id: visit.id,
      token: signVisitToken(claims, this.keys),
      class: visit.class,
      isNew: visit.load === 1,
    };
  }

  /** The day's partition of beacons is made by the day's first visit, outside of any transaction that holds a lock. */
  private async ensurePartition(nowMs: number): Promise<void> {
    const day = new Date(nowMs).toISOString().slice(0, 10);
    if (this.partitions.has(day)) return;
    await this.pool.query(`select tracking_ensure_beacon_partition($1::date)`, [day]);
    this.partitions.add(day);
  }
}

/** Two openings by one visitor at once (a double load) must become one visit: the second waits for the first. */
async function takeTurn(client: SqlExecutor, linkId: string, key: Buffer): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
    `visit ${linkId} ${key.toString('hex')}`,
  ]);
}

async function openNew(client: Transaction, request: VisitToOpen, visitor: Buffer, network: Buffer) {
  const { link, nowMs } = request;
  const moment = { workspaceId: link.workspaceId, networkKey: network, atMs: nowMs };
  await lockNetwork(client, moment);
  const links = await countLinksFromNetwork(client, moment, link.linkId);
  const isTrapped = await hasFetchedHoneypot(client, link.linkId, visitor);
  const facts = factsOfVisit(request, links, isTrapped);
  const { visit, events } = settleVisit(freshVisit(request), { atMs: nowMs, facts });
  const row: NewVisit = { visit, request, visitor, network, device: deviceOf(request.caller.agent) };
  const isForwarded = await insertVisit(client, row);
  await writeEvents(
    client,
    events.map((event) =>
      isForwarded ? { ...event, payload: { ...event.payload, prospectId: null } } : event,
    ),
  );
  if (links >= 3) await spreadLinkCount(client, moment, links);
  return { id: visit.id, load: 1, class: visit.class };
}

async function hasFetchedHoneypot(client: SqlExecutor, linkId: string, visitor: Buffer): Promise<boolean> {
  const { rows } = await client.query(
    `select 1 from hits where link_id = $1 and visitor_key = $2 and kind = 'honeypot' limit 1`,
    [linkId, visitor],
  );
  return rows.length > 0;
}

function factsOfVisit(
  { link, caller, isWebdriver, nowMs }: VisitToOpen,
  linksFromNetwork: number,
  isHoneypotFetched: boolean,
): VisitFacts {
  const { address: _neverKept, isDataCentre = false, ...known } = caller;
  return {
    ...known,
    atMs: nowMs,
    isDataCentre,
    isWebdriver,
    isHoneypotFetched,
    linksFromNetwork,
    sinceSentMs: sinceSent(link.sentAtMs, nowMs),
    hasInput: false,
    isMarkedInternal: false,
  };
}

function freshVisit(request: VisitToOpen) {
  const { link, nowMs, privacy, video } = request;
  return {
    id: newId(),
    visitDay: new Date(nowMs).toISOString().slice(0, 10),
    workspaceId: link.workspaceId,
    linkId: link.linkId,
    videoId: link.videoId,
    prospectId: privacy.isPersonal ? link.prospectId : null,
    memberId: link.memberId,
    openedAtMs: nowMs,
    lastSeenAtMs: nowMs,
    facts: factsOfVisit(request, 1, false),
    class: 'suspect' as const,
    reasons: [],
    ruleVersion: 0,
    // Nothing was played: its workspace's own are asked for when it is.
    thresholds: defaultViewThresholds,
    played: nothingPlayed(video.durationMs, video.kept),
    viewedAtMs: null,
    completedAtMs: null,
    reachedMilestones: [],
    notified: [],
  };
}
