import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Something that must happen, or be told, because of a change: written in the change's own transaction.
 * Topics with a dash are jobs (`transcode-video`), moved to the queue by the worker's dispatcher;
 * topics with a dot are events (`view.counted`), told to members by the API's stream, and by mail through their deliveries.
 */
@Entity('outbox')
@Index('outbox_pending_jobs', ['seq'], { where: `dispatched_at is null and topic like '%-%'` })
@Index('outbox_untold_events', ['seq'], {
  where: `dispatched_at is null and topic in ('view.counted', 'milestone.reached', 'action.clicked', 'reply.received', 'reaction.received', 'booking.made')`,
})
@Index('outbox_by_workspace', ['workspaceId', 'seq'])
export class OutboxMessage {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'outbox_pkey' })
  id!: string;

  /** Order of writing; what a stream continues after. */
  @Column('bigint', { generated: 'increment' })
  seq!: string;

  @Column('text')
  topic!: string;

  @Column('uuid', { nullable: true })
  workspaceId!: string | null;

  @Column('jsonb')
  payload!: unknown;

  /** When the job went to the queue, or the deliveries of the event were made. */
  @Column('timestamptz', { nullable: true })
  dispatchedAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
