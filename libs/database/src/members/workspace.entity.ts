import type { ViewRule } from '@app/contracts';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A tenant: nothing crosses from one workspace into another. */
@Entity('workspaces')
export class Workspace {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'workspaces_pkey' })
  id!: string;

  @Column('text')
  name!: string;

  /** IANA time zone in which days are counted. */
  @Column('text', { default: 'UTC' })
  timeZone!: string;

  /** When a visit is a view; null: the usual rule. */
  @Column('jsonb', { nullable: true })
  viewRule!: ViewRule | null;

  /** How much is kept of a viewer, see 4-tracking, "Privacy". */
  @Column('text', { default: 'notice' })
  privacyMode!: 'aggregate' | 'notice' | 'consent';

  /** Number of the last turn that the worker gave to one of its videos; see `take-turn.sql.ts`. */
  @Column('bigint', { default: 0 })
  lastTurn!: string;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
