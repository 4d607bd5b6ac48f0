import { v7 as newId } from 'uuid';
import type { TrackingClass, VisitFacts } from '../classify/visit-facts.js';
import { deviceOf } from '../identity/device.js';
import { signVisitToken, type TokenKeyRing } from '../identity/visit-token.js';
import { networkKey, visitorKey } from '../identity/visitor-key.js';
import { nothingPlayed } from '../spans/apply-beacon.js';
import { defaultViewThresholds } from '../view/view-thresholds.js';
import { insertVisit } from './insert-visit.js';
import { spreadLinkCount } from './network-facts.js';
import { type Opening, type OpeningFacts, readOpeningFacts, takeTurn } from './opening-facts.js';
import { sinceSent } from './record-hit.js';
import { resumeVisit } from './resume-visit.js';
import type { SaltKeeper } from './salt-keeper.js';
import { settleVisit } from './settle-visit.js';
import { inPreparedTransaction, type SqlPool, type Transaction } from './sql-executor.js';
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
    const visit = await inPreparedTransaction(this.pool, async (client) => {
      const opening = openingOf(request, visitorKeys[0] as Buffer, network);
      await takeTurn(client, opening);
      const resumed = await resumeVisit(client, request, visitorKeys);
      return resumed ?? (await openNew(client, request, opening));
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

function openingOf({ link, privacy, caller, nowMs }: VisitToOpen, visitor: Buffer, network: Buffer): Opening {
  return {
    workspaceId: link.workspaceId,
    linkId: link.linkId,
    prospectId: privacy.isPersonal ? link.prospectId : null,
    networkKey: network,
    visitor,
    device: deviceOf(caller.agent),
    atMs: nowMs,
  };
}

async function openNew(client: Transaction, request: VisitToOpen, opening: Opening) {
  const known = await readOpeningFacts(client, opening);
  const facts = factsOfVisit(request, known);
  // On a personal link that was opened elsewhere it is somebody new, whom the link does not name.
  const prospectId = known.isForwarded ? null : opening.prospectId;
  const fresh = { ...freshVisit(request, facts), prospectId };
  const { visit, events } = settleVisit(fresh, { atMs: request.nowMs, facts });
  const { visitor, networkKey: network, device } = opening;
  await insertVisit(client, { visit, request, visitor, network, device, isForwarded: known.isForwarded });
  await writeEvents(client, events);
  if (known.linksFromNetwork >= 3) await spreadLinkCount(client, opening, known.linksFromNetwork);
  return { id: visit.id, load: 1, class: visit.class };
}

function factsOfVisit(
  { link, caller, isWebdriver, nowMs }: VisitToOpen,
  { linksFromNetwork, isHoneypotFetched }: OpeningFacts,
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

function freshVisit({ link, nowMs, video }: VisitToOpen, facts: VisitFacts) {
  return {
    id: newId(),
    visitDay: new Date(nowMs).toISOString().slice(0, 10),
    workspaceId: link.workspaceId,
    linkId: link.linkId,
    videoId: link.videoId,
    memberId: link.memberId,
    openedAtMs: nowMs,
    lastSeenAtMs: nowMs,
    facts,
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
