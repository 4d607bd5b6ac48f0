import { type ClaimedDelivery, findToldFacts, NotificationChoiceRepository } from '@app/database';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type EventWords, wordsOf } from './event-words.js';

/** What a delivery tells at this moment, or why it tells nothing any more. */
export type News =
  | {
      readonly words: EventWords;
      /** Address of the person, where the message is about what that person wrote. */
      readonly answerTo: string | undefined;
    }
  | { readonly drop: string };

/**
 * Reads what is true now of what a delivery tells: a visit that was marked as one's own, an erased person, or a switch that was
 * turned off since then end it.
 */
@Injectable()
export class EventNews {
  constructor(
    private readonly dataSource: DataSource,
    private readonly choices: NotificationChoiceRepository,
  ) {}

  async of(delivery: ClaimedDelivery): Promise<News> {
    const { memberId, kind, channel, visitId, subject } = delivery;
    if (kind === 'weekly' || !('linkId' in subject)) return { drop: 'no-event' };
    const choices = await this.choices.of([memberId]);
    if (!choices.isOn(memberId, kind, channel)) return { drop: 'switched-off' };
    const facts = await findToldFacts(this.dataSource, visitId, subject);
    if (!facts?.isTellable) return { drop: 'not-true-any-more' };
    const answerTo = kind === 'reply' ? (facts.prospectEmail ?? undefined) : undefined;
    return { words: wordsOf(kind, subject, facts), answerTo };
  }
}
