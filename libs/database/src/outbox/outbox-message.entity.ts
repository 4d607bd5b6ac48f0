import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Something that must happen, or be told, because of a change: written in the change's own transaction.
 * Topics with a dash are jobs (`transcode-video`), moved to the queue by the worker's dispatcher;
 * topics with a dot are events (`view.counted`), told to members by the API's stream.
 */
@Entity('outbox')
@Index('outbox_pending_jobs', ['seq'], { where: `dispatched_at is null and topic like '%-%'` })
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

  @Column('timestamptz', { nullable: true })
  dispatchedAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
