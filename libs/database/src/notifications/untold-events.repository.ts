import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DeliveryRepository, type NewDelivery } from './delivery.repository.js';

/** An event that may concern somebody who is not looking. */
export interface UntoldEvent {
  readonly id: string;
  readonly topic: string;
  readonly workspaceId: string;
  readonly payload: unknown;
  readonly createdAt: Date;
}

/** Exactly the condition of the index `outbox_untold_events`. */
const isUntold = `dispatched_at is null
  and topic in ('view.counted', 'milestone.reached', 'action.clicked', 'reply.received', 'reaction.received', 'booking.made')`;

/** Events in the outbox of which no deliveries have been made yet. */
@Injectable()
export class UntoldEventsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly deliveries: DeliveryRepository,
  ) {}

  /**
   * Makes the deliveries of up to `limit` events, oldest first, and marks the events, in one transaction. Several workers never
   * get the same event at the same time; the same event again makes nothing new.
   * @param plan says what to deliver; throwing leaves the events as they are
   * @returns how many events were taken
   */
  tell(limit: number, plan: (events: UntoldEvent[]) => Promise<NewDelivery[]>): Promise<number> {
    return this.dataSource.transaction(async (manager) => {
      const events = await manager.query<UntoldEvent[]>(
        `select id, topic, workspace_id as "workspaceId", payload, created_at as "createdAt" from outbox
         where ${isUntold} and workspace_id is not null order by seq limit $1 for update skip locked`,
        [limit],
      );
      if (events.length === 0) return 0;
      await this.deliveries.add(await plan(events), manager);
      await manager.query(`update outbox set dispatched_at = now() where id = any($1)`, [
        events.map(({ id }) => id),
      ]);
      return events.length;
    });
  }
}
