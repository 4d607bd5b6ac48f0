import type { NotificationKind } from '@app/contracts';
import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../members/member.entity.js';
import { Workspace } from '../members/workspace.entity.js';

/**
 * `waiting → sending → sent | failed | unknown | dropped`, and back to `waiting` when it was certainly not taken. `unknown`: the
 * worker was lost, or the connection, before an answer came; it is never sent again. `dropped`: there was no reason to send it any more.
 */
export type DeliveryState = 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown' | 'dropped';

/** Ids of what a visit did. Names and words are read when it is told, so that nothing of an erased person is kept here. */
export interface EventSubject {
  readonly linkId: string;
  readonly videoId: string;
  readonly actionId?: string | undefined;
}

/** The week that a summary tells of: its first moment and the first after it, ISO 8601. */
export interface WeekSubject {
  readonly from: string;
  readonly to: string;
}

/**
 * One message to one member by one way. Its key makes that there is one only, however often its event is told; it is taken
 * by one worker, in its own transaction, before it is sent.
 */
@Entity('deliveries')
@Index('deliveries_key', ['eventKey', 'memberId', 'channel', 'target'], { unique: true })
@Index('deliveries_waiting', ['channel', 'nextTryAt'], { where: `state = 'waiting'` })
@Index('deliveries_sending', ['claimedAt'], { where: `state = 'sending'` })
@Index('deliveries_of_member', ['memberId', 'createdAt'])
@Index('deliveries_by_workspace', ['workspaceId'])
export class Delivery {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'deliveries_pkey' })
  id!: string;

  @ForeignKey(() => Workspace, { name: 'deliveries_workspace_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  workspaceId!: string;

  @ForeignKey(() => Member, { name: 'deliveries_member_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  memberId!: string;

  @Column('text')
  channel!: DeliveryChannel;

  @Column('text')
  kind!: NotificationKind;

  /** What is told, e.g. `view.counted <visit>` or `weekly <day>`: the same for every telling of it. */
  @Column('text')
  eventKey!: string;

  /** Which browser of the member, for push; empty for mail. */
  @Column('text', { default: '' })
  target!: string;

  @Column('uuid', { nullable: true })
  visitId!: string | null;

  @Column('jsonb')
  subject!: EventSubject | WeekSubject;

  @Column('text', { default: 'waiting' })
  state!: DeliveryState;

  /** Fencing number: only the worker that was given it may settle the delivery. */
  @Column('integer', { default: 0 })
  attempt!: number;

  @Column('timestamptz')
  nextTryAt!: Date;

  /** Nobody wants to hear of it later. */
  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  claimedAt!: Date | null;

  /** Why it is not sent, or not yet; a code of `describeDelivery` in @app/contracts. */
  @Column('text', { nullable: true })
  code!: string | null;

  /** What the other side said, in its own words. */
  @Column('text', { nullable: true })
  answer!: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}

/** Ways that leave the server. */
export type DeliveryChannel = 'mail' | 'push';
