import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Workspace } from '../members/workspace.entity.js';

/** Somebody who was erased: only a hash of the address stays, so that a re-import cannot bring the person back. */
@Entity('suppressions')
export class Suppression {
  @ForeignKey(() => Workspace, { name: 'suppressions_workspace_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'suppressions_pkey' })
  workspaceId!: string;

  /** HMAC-SHA256 of the lower-cased address under the installation's secret. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'suppressions_pkey' })
  emailHash!: Buffer;

  @Column('timestamptz')
  erasedAt!: Date;
}
