import type { NotificationChannel, NotificationKind } from '@app/contracts';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../members/member.entity.js';
import { Workspace } from '../members/workspace.entity.js';

/** A switch that a member has set; without one holds `isOnByDefault` of @app/contracts. */
@Entity('notification_choices')
@Index('notification_choices_by_workspace', ['workspaceId'])
export class NotificationChoice {
  @ForeignKey(() => Member, { name: 'notification_choices_member_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'notification_choices_pkey' })
  memberId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'notification_choices_pkey' })
  kind!: NotificationKind;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'notification_choices_pkey' })
  channel!: NotificationChannel;

  @ForeignKey(() => Workspace, { name: 'notification_choices_workspace_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  workspaceId!: string;

  @Column('boolean')
  isOn!: boolean;
}
