import type { Config } from '@app/config';
import {
  DeliveryRepository,
  MemberRepository,
  type NewDelivery,
  NotificationChoiceRepository,
} from '@app/database';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../adapters/tokens.js';
import { type DueWeek, dueWeek } from './due-week.js';

/**
 * Makes the deliveries of weekly summaries while they are due. The name of the week is part of their key: each member gets one a
 * week, however often, late, or by how many workers this is asked.
 */
@Injectable()
export class WeeklySchedule {
  constructor(
    private readonly members: MemberRepository,
    private readonly choices: NotificationChoiceRepository,
    private readonly deliveries: DeliveryRepository,
    @Inject(CONFIG) private readonly config: Pick<Config, 'mail'>,
  ) {}

  async schedule(now = new Date()): Promise<void> {
    if (!this.config.mail) return;
    for (const { id, timeZone } of await this.members.findWorkspaceZones()) {
      const week = dueWeek(now, timeZone);
      // oxlint-disable-next-line no-await-in-loop -- one workspace after the other
      if (week) await this.scheduleFor(id, week);
    }
  }

  private async scheduleFor(workspaceId: string, week: DueWeek): Promise<void> {
    const memberIds = await this.members.findActiveIds(workspaceId);
    const choices = await this.choices.of(memberIds);
    const wanting = memberIds.filter((memberId) => choices.isOn(memberId, 'weekly', 'mail'));
    await this.deliveries.add(wanting.map((memberId) => deliveryOf(workspaceId, memberId, week)));
  }
}

const deliveryOf = (
  workspaceId: string,
  memberId: string,
  { name, from, to, expiresAt }: DueWeek,
): NewDelivery => ({
  workspaceId,
  memberId,
  channel: 'mail',
  kind: 'weekly',
  eventKey: `weekly ${name}`,
  target: '',
  visitId: null,
  subject: { from: from.toISOString(), to: to.toISOString() },
  expiresAt,
});
