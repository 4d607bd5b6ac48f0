import { networkLock, type NetworkMoment, networkWindowMs, linksFromNetworkSql } from './network-facts.js';
import type { SqlExecutor } from './sql-executor.js';

/** Whose opening it is. */
export interface Opening extends NetworkMoment {
  readonly linkId: string;
  /** Null: the visit names nobody. */
  readonly prospectId: string | null;
  readonly visitor: Buffer;
  readonly device: string;
}

/** What the rows of others say of a visit that is being opened. */
export interface OpeningFacts {
  /** Different links of the workspace that the network opened within the last 10 s, this one included; 1 or more. */
  readonly linksFromNetwork: number;
  /** The visitor fetched the anchor that people cannot see. */
  readonly isHoneypotFetched: boolean;
  /** A person has opened the prospect's link before, on another device or network only (4-tracking.md, "Identity"). */
  readonly isForwarded: boolean;
}

/**
 * Lets one opening of a visitor pass at a time, until the end of the transaction, because two at once (a double load) must
 * become one visit; and one request of its network, see `lockNetwork`. Always in this order, and before any lock of rows.
 */
export async function takeTurn(
  client: SqlExecutor,
  opening: Pick<Opening, 'linkId' | 'visitor' | 'workspaceId' | 'networkKey'>,
): Promise<void> {
  const { linkId, visitor } = opening;
  await client.query(
    `select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest($1::text[]) as name`,
    [[`visit ${linkId} ${visitor.toString('hex')}`, networkLock(opening)]],
  );
}

/*
 * Visitor keys can be compared within one salt's day only; across days the family of the device must do. Only visits that
 * carry the prospect count as the prospect's own.
 */
const sql = `select (${linksFromNetworkSql}) as "linksFromNetwork",
    exists(select 1 from hits where link_id = $4 and visitor_key = $5 and kind = 'honeypot') as "isHoneypotFetched",
    coalesce((select not bool_or(device = $7 and (visit_day <> $8::date or coalesce(visitor_key = $5, false))) from visits
      where link_id = $4 and prospect_id = $6 and class = 'human'), false) as "isForwarded"`;

/** Reads it in one statement. The turn must have been taken before: its snapshot begins here. */
export async function readOpeningFacts(client: SqlExecutor, opening: Opening): Promise<OpeningFacts> {
  const { rows } = await client.query<OpeningFacts>(sql, [
    opening.workspaceId,
    opening.networkKey,
    new Date(opening.atMs - networkWindowMs).toISOString(),
    opening.linkId,
    opening.visitor,
    opening.prospectId,
    opening.device,
    new Date(opening.atMs).toISOString().slice(0, 10),
  ]);
  return rows[0] as OpeningFacts;
}
