import type { Role } from '@app/contracts';
import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from './member.entity.js';
import { Team } from './team.entity.js';
import { Workspace } from './workspace.entity.js';

/** An offer to join a workspace; good once, until it expires. Only the hash of its token is kept. */
@Entity('invitations')
@Index('invitations_token_hash_key', ['tokenHash'], { unique: true })
export class Invitation {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'invitations_pkey' })
  id!: string;

  @ForeignKey(() => Workspace, { name: 'invitations_workspace_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  workspaceId!: string;

  @ForeignKey(() => Member, { name: 'invitations_member_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  memberId!: string;

  @ForeignKey(() => Team, { name: 'invitations_team_fkey', onDelete: 'SET NULL' })
  @Column('uuid', { nullable: true })
  teamId!: string | null;

  @Column('text')
  email!: string;

  @Column('text')
  role!: Role;

  @Column('bytea')
  tokenHash!: Buffer;

  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  acceptedAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
