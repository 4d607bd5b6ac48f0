import { Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** The first reply to a write that carried an `Idempotency-Key`; the same key within 24 h gets it again. */
@Entity('idempotent_replies')
@Index('idempotent_replies_by_age', ['createdAt'])
export class IdempotentReply {
  /** The caller (member id) that the key belongs to. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'idempotent_replies_pkey' })
  callerId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'idempotent_replies_pkey' })
  key!: string;

  /** SHA-256 of method, path and body: the same key with another request is a conflict. */
  @Column('bytea')
  requestHash!: Buffer;

  /** Null while the first request is still running. */
  @Column('integer', { nullable: true })
  status!: number | null;

  @Column('jsonb', { nullable: true })
  body!: unknown;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
