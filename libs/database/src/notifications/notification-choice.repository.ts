import { type NotificationChannel, type NotificationKind, isOnByDefault } from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { NotificationChoice } from './notification-choice.entity.js';

/** What members want to be told, and how. */
export class NotificationChoices {
  private readonly chosen: ReadonlyMap<string, boolean>;

  constructor(rows: readonly Pick<NotificationChoice, 'memberId' | 'kind' | 'channel' | 'isOn'>[]) {
    this.chosen = new Map(rows.map((row) => [keyOf(row.memberId, row.kind, row.channel), row.isOn]));
  }

  /** What the member chose, else the default. */
  isOn(memberId: string, kind: NotificationKind, channel: NotificationChannel): boolean {
    return this.chosen.get(keyOf(memberId, kind, channel)) ?? isOnByDefault(kind, channel);
  }
}

const keyOf = (...parts: readonly string[]) => parts.join(' ');

/** The switches of members. */
@Injectable()
export class NotificationChoiceRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** What these members chose, in one query. */
  async of(memberIds: readonly string[]): Promise<NotificationChoices> {
    const where = { memberId: In([...new Set(memberIds)]) };
    return new NotificationChoices(await this.dataSource.manager.findBy(NotificationChoice, where));
  }

  /** Sets switches of one kind; the others stay. */
  async set(
    { memberId, workspaceId }: { memberId: string; workspaceId: string },
    kind: NotificationKind,
    switches: Partial<Record<NotificationChannel, boolean>>,
  ): Promise<void> {
    const rows = Object.entries(switches).map(([channel, isOn]) => ({
      memberId,
      workspaceId,
      kind,
      channel: channel as NotificationChannel,
      isOn,
    }));
    if (rows.length === 0) return;
    await this.dataSource.manager.upsert(NotificationChoice, rows, ['memberId', 'kind', 'channel']);
  }
}
