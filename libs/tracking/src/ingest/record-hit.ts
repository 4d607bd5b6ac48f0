import { v7 as newId } from 'uuid';
import { classify, type Classification } from '../classify/classify.js';
import type { VisitFacts } from '../classify/visit-facts.js';
import { networkKey, visitorKey } from '../identity/visitor-key.js';
import { changeVisitFacts, countLinksFromNetwork, lockNetwork, spreadLinkCount } from './network-facts.js';
import type { SaltKeeper } from './salt-keeper.js';
import { inPreparedTransaction, type SqlExecutor, type SqlPool, type Transaction } from './sql-executor.js';
import type { Caller, TrackedLink } from './tracked-link.js';

/** What was fetched. `honeypot` is the anchor that people cannot see. */
export type HitKind = 'page' | 'image' | 'captions' | 'media' | 'honeypot' | 'pixel';

/** A request for a link. */
export interface HitToRecord {
  readonly link: TrackedLink;
  readonly caller: Caller;
  readonly kind: HitKind;
  /** May the hit name the link's prospect? From `decidePrivacy`. */
  readonly isPersonal: boolean;
  /** Server time, milliseconds since 1970. */
  readonly nowMs: number;
}

/**
 * Records a hit with its class; nothing is counted and nobody is told (4-tracking.md, "On the page").
 * A hit may reveal that earlier ones of its network were a scanner's: those are classed again.
 *
 * @throws the database's error
 */
export async function recordHit(
  pool: SqlPool,
  salts: SaltKeeper,
  hit: HitToRecord,
): Promise<Classification & { readonly id: string }> {
  const { today } = await salts.at(hit.nowMs);
  const keys = {
    network: networkKey(today, hit.caller.address),
    visitor: visitorKey(today, {
      address: hit.caller.address,
      agent: hit.caller.agent,
      linkId: hit.link.linkId,
    }),
  };
  return inPreparedTransaction(pool, async (client) => {
    const moment = { workspaceId: hit.link.workspaceId, networkKey: keys.network, atMs: hit.nowMs };
    const isOpening = hit.kind === 'page' || hit.kind === 'honeypot';
    if (isOpening) await lockNetwork(client, moment);
    const links = isOpening ? await countLinksFromNetwork(client, moment, hit.link.linkId) : 1;
    const facts = factsOfHit(hit, links);
    const classification = classify(facts);
    const id = newId();
    await insertHit(client, { id, hit, facts, classification, keys });
    if (links >= 3) await spreadLinkCount(client, moment, links);
    if (hit.kind === 'honeypot') await tellVisitsOfHoneypot(client, hit, keys.visitor);
    return { id, ...classification };
  });
}

/** Facts of a request for a link; a request alone cannot carry an input event. */
export function factsOfHit({ link, caller, kind, nowMs }: HitToRecord, linksFromNetwork: number): VisitFacts {
  const { address: _neverKept, isDataCentre = false, ...known } = caller;
  return {
    ...known,
    atMs: nowMs,
    isDataCentre,
    linksFromNetwork,
    isWebdriver: false,
    isHoneypotFetched: kind === 'honeypot',
    sinceSentMs: sinceSent(link.sentAtMs, nowMs),
    hasInput: false,
    isMarkedInternal: false,
  };
}

/** Milliseconds from sending to now; null when the link was not sent before. */
export function sinceSent(sentAtMs: number | null, nowMs: number): number | null {
  return sentAtMs === null || sentAtMs > nowMs ? null : nowMs - sentAtMs;
}

interface HitRow {
  readonly id: string;
  readonly hit: HitToRecord;
  readonly facts: VisitFacts;
  readonly classification: Classification;
  readonly keys: { readonly network: Buffer; readonly visitor: Buffer };
}

async function insertHit(
  client: SqlExecutor,
  { id, hit, facts, classification, keys }: HitRow,
): Promise<void> {
  const { link } = hit;
  await client.query(
    `insert into hits (id, workspace_id, link_id, video_id, prospect_id, member_id, kind, class, reasons, rule_version, facts,
       visitor_key, address_key, occurred_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11::jsonb, $12, $13, $14)`,
    [
      id,
      link.workspaceId,
      link.linkId,
      link.videoId,
      hit.isPersonal ? link.prospectId : null,
      link.memberId,
      hit.kind,
      classification.class,
      JSON.stringify(classification.reasons),
      classification.ruleVersion,
      JSON.stringify(facts),
      keys.visitor,
      keys.network,
      new Date(hit.nowMs).toISOString(),
    ],
  );
}

async function tellVisitsOfHoneypot(client: Transaction, hit: HitToRecord, visitor: Buffer): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `select id from visits where link_id = $1 and visitor_key = $2`,
    [hit.link.linkId, visitor],
  );
  await changeVisitFacts(
    client,
    rows.map(({ id }) => id),
    hit.nowMs,
    { isHoneypotFetched: true },
  );
}
