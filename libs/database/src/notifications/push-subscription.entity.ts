import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../members/member.entity.js';
import { Session } from '../members/session.entity.js';
import { Workspace } from '../members/workspace.entity.js';

/**
 * A browser that shows notifications, as its push service knows it (RFC 8030). It belongs to the session that it was made in:
 * who signs out, or is shut out, hears nothing there any more.
 */
@Entity('push_subscriptions')
@Index('push_subscriptions_endpoint_key', ['endpoint'], { unique: true })
@Index('push_subscriptions_by_member', ['memberId'])
@Index('push_subscriptions_by_session', ['sessionId'])
@Index('push_subscriptions_by_workspace', ['workspaceId'])
export class PushSubscription {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'push_subscriptions_pkey' })
  id!: string;

  @ForeignKey(() => Workspace, { name: 'push_subscriptions_workspace_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  workspaceId!: string;

  @ForeignKey(() => Member, { name: 'push_subscriptions_member_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  memberId!: string;

  @ForeignKey(() => Session, { name: 'push_subscriptions_session_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  sessionId!: string;

  /** Address at the push service; whoever knows it may push, so it is shown to nobody. */
  @Column('text')
  endpoint!: string;

  /** Public key of the browser (RFC 8291), base64url. */
  @Column('text')
  p256dh!: string;

  /** Secret shared with the browser (RFC 8291), base64url. */
  @Column('text')
  auth!: string;

  /** Which browser it is, for its member, e.g. `Chrome on Windows`. */
  @Column('text')
  label!: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
