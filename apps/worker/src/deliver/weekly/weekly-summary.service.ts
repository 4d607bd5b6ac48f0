import {
  type ClaimedDelivery,
  type Member,
  MemberRepository,
  NotificationChoiceRepository,
} from '@app/database';
import { Injectable } from '@nestjs/common';
import type { MailAddresses } from '../mail/event-mail.js';
import type { MailDocument } from '../mail/mail-document.js';
import { WeeklyFigures } from './weekly-figures.service.js';
import { isQuiet, weeklyMail } from './weekly-mail.js';

/** Writes the summary of a member's week, from the figures of the moment it is sent. */
@Injectable()
export class WeeklySummary {
  constructor(
    private readonly figures: WeeklyFigures,
    private readonly members: MemberRepository,
    private readonly choices: NotificationChoiceRepository,
  ) {}

  async write(
    { kind, subject }: ClaimedDelivery,
    member: Member,
    addresses: MailAddresses,
  ): Promise<{ readonly document: MailDocument } | { readonly drop: string }> {
    if (!('from' in subject)) return { drop: 'no-week' };
    const choices = await this.choices.of([member.id]);
    if (!choices.isOn(member.id, kind, 'mail')) return { drop: 'switched-off' };
    const news = await this.figures.of(member, subject);
    if (isQuiet(news)) return { drop: 'nothing-happened' };
    const { timeZone } = await this.members.findWorkspace(member.workspaceId);
    return { document: weeklyMail(news, subject, member, timeZone, addresses) };
  }
}
