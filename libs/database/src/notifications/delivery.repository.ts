import { Injectable } from '@nestjs/common';
import { DataSource, In, MoreThan } from 'typeorm';
import { newId } from '../new-id.js';
import { Delivery, type DeliveryChannel, type DeliveryState } from './delivery.entity.js';

/** A delivery that one worker has taken. */
export type ClaimedDelivery = Pick<
  Delivery,
  'id' | 'workspaceId' | 'memberId' | 'channel' | 'kind' | 'eventKey' | 'target' | 'visitId' | 'subject'
> & { readonly attempt: number; readonly createdAt: Date; readonly expiresAt: Date };

/** A delivery to be made. */
export type NewDelivery = Pick<
  Delivery,
  | 'workspaceId'
  | 'memberId'
  | 'channel'
  | 'kind'
  | 'eventKey'
  | 'target'
  | 'visitId'
  | 'subject'
  | 'expiresAt'
>;

/** How a delivery ended. */
export interface DeliveryEnd {
  readonly state: Extract<DeliveryState, 'sent' | 'failed' | 'unknown' | 'dropped'>;
  readonly code?: string | undefined;
  readonly answer?: string | undefined;
}

const claimedColumns = `id, workspace_id as "workspaceId", member_id as "memberId", channel, kind, event_key as "eventKey", target,
  visit_id as "visitId", subject, attempt, created_at as "createdAt", expires_at as "expiresAt"`;

/**
 * Deliveries and their states. A row is claimed before it is sent and settled after: of what happens in between, at most one
 * message leaves. A claim that is never settled becomes `unknown`, because it may have been sent.
 */
@Injectable()
export class DeliveryRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Adds deliveries for members who work here; of what was told them already by this way, nothing is added.
   * @param database the caller's transaction
   */
  async add(
    deliveries: readonly NewDelivery[],
    database: Pick<DataSource, 'query'> = this.dataSource,
  ): Promise<void> {
    if (deliveries.length === 0) return;
    const rows = deliveries.map((delivery) => ({ id: newId(), ...delivery }));
    await database.query(
      `insert into deliveries (id, workspace_id, member_id, channel, kind, event_key, target, visit_id, subject, next_try_at, expires_at)
       select n.id, n."workspaceId", n."memberId", n.channel, n.kind, n."eventKey", n.target, n."visitId", n.subject, now(), n."expiresAt"
       from jsonb_to_recordset($1::jsonb) as n(id uuid, "workspaceId" uuid, "memberId" uuid, channel text, kind text, "eventKey" text,
         target text, "visitId" uuid, subject jsonb, "expiresAt" timestamptz)
       join members m on m.id = n."memberId" and m.workspace_id = n."workspaceId" and m.is_active
       where not exists (select 1 from deliveries d
         where d.event_key = n."eventKey" and d.member_id = n."memberId" and d.channel = n.channel)
       on conflict do nothing`,
      [JSON.stringify(rows)],
    );
  }

  /** Takes up to `limit` deliveries that are due, oldest first; several workers never take the same one. */
  async claim(channel: DeliveryChannel, limit: number): Promise<ClaimedDelivery[]> {
    const [rows] = await this.dataSource.query<[ClaimedDelivery[], number]>(
      `update deliveries set state = 'sending', attempt = attempt + 1, claimed_at = now()
       where id in (select id from deliveries
         where state = 'waiting' and channel = $1 and next_try_at <= now() and expires_at > now()
         order by next_try_at limit $2 for update skip locked)
       returning ${claimedColumns}`,
      [channel, limit],
    );
    return rows;
  }

  /** Ends a claimed delivery, also one that was given up as unknown meanwhile. @returns false when it is not this claim's any more */
  async settle(
    { id, attempt }: Pick<ClaimedDelivery, 'id' | 'attempt'>,
    { state, code, answer }: DeliveryEnd,
  ): Promise<boolean> {
    const { affected } = await this.dataSource.manager.update(
      Delivery,
      { id, attempt, state: In(['sending', 'unknown']) },
      { state, code: code ?? null, answer: answer ?? null },
    );
    return affected === 1;
  }

  /** Gives back a delivery that was certainly not taken by the other side. */
  async retry(
    { id, attempt }: Pick<ClaimedDelivery, 'id' | 'attempt'>,
    at: Date,
    { code, answer }: Pick<DeliveryEnd, 'code' | 'answer'>,
  ): Promise<void> {
    await this.dataSource.manager.update(
      Delivery,
      { id, attempt, state: 'sending' },
      { state: 'waiting', nextTryAt: at, claimedAt: null, code: code ?? null, answer: answer ?? null },
    );
  }

  /**
   * Ends what nobody will end any more: claims older than `lostMs` are unknown, and what waited too long is dropped, or has
   * failed if it was tried.
   */
  async giveUp(lostMs: number): Promise<void> {
    await this.dataSource.query(
      `update deliveries set state = 'unknown', code = 'worker-lost'
       where state = 'sending' and claimed_at < now() - $1 * interval '1 millisecond'`,
      [lostMs],
    );
    await this.dataSource.query(
      `update deliveries set state = case when attempt > 0 then 'failed' else 'dropped' end, code = coalesce(code, 'too-late')
       where state = 'waiting' and expires_at <= now()`,
    );
  }

  /** What was not sent to a member, or perhaps not, newest first. */
  findTroubles(memberId: string, since: Date, limit: number): Promise<Delivery[]> {
    return this.dataSource.manager.find(Delivery, {
      where: { memberId, state: In(['failed', 'unknown']), createdAt: MoreThan(since) },
      order: { createdAt: 'DESC' },
      take: limit,
    });
  }

  /** Forgets deliveries made before, long after their events could be told again. */
  async removeOld(before: Date): Promise<void> {
    await this.dataSource.query(`delete from deliveries where created_at < $1`, [before]);
  }
}
