import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newId } from '../new-id.js';
import { PushSubscription } from './push-subscription.entity.js';

/** Browsers of one member; of more, the oldest go. */
const mostOfMember = 10;

/** Browsers that show notifications. */
@Injectable()
export class PushSubscriptionRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Keeps a browser for whoever is signed in there now; it may have been somebody else's. @returns its id */
  save(browser: Omit<PushSubscription, 'id' | 'createdAt'>): Promise<string> {
    return this.dataSource.transaction(async (manager) => {
      const known = await manager.findOneBy(PushSubscription, { endpoint: browser.endpoint });
      const id = known?.memberId === browser.memberId ? known.id : newId();
      await manager.delete(PushSubscription, { endpoint: browser.endpoint });
      await manager.insert(PushSubscription, { id, ...browser });
      await manager.query(
        `delete from push_subscriptions where id in
           (select id from push_subscriptions where member_id = $1 order by created_at desc, id desc offset $2)`,
        [browser.memberId, mostOfMember],
      );
      return id;
    });
  }

  /** A member's browsers, newest first. */
  list(memberId: string): Promise<PushSubscription[]> {
    const order = { createdAt: 'DESC', id: 'DESC' } as const;
    return this.dataSource.manager.find(PushSubscription, { where: { memberId }, order });
  }

  /** @returns false when the member has no such browser */
  async remove(id: string, memberId: string): Promise<boolean> {
    const { affected } = await this.dataSource.manager.delete(PushSubscription, { id, memberId });
    return affected === 1;
  }

  /** Ids of the browsers of these members whose sessions live, by member. */
  async liveIdsOf(memberIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.dataSource.query<{ memberId: string; ids: string[] }[]>(
      `select p.member_id as "memberId", array_agg(p.id::text) as ids from push_subscriptions p
       join sessions s on s.id = p.session_id and s.expires_at > now()
       where p.member_id = any($1) group by p.member_id`,
      [[...new Set(memberIds)]],
    );
    return new Map(rows.map(({ memberId, ids }) => [memberId, ids]));
  }

  /** A browser of the member whose session lives, or null. */
  async findLive(id: string, memberId: string): Promise<PushSubscription | null> {
    const live = (await this.liveIdsOf([memberId])).get(memberId) ?? [];
    return live.includes(id) ? this.dataSource.manager.findOneBy(PushSubscription, { id }) : null;
  }
}
