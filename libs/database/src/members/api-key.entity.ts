import type { ApiScope } from '@app/contracts';
import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from './member.entity.js';
import { Workspace } from './workspace.entity.js';

/** A key for programs (`ork_…`); only its SHA-256 is kept. It acts for its member, within its scopes. */
@Entity('api_keys')
@Index('api_keys_key_hash_key', ['keyHash'], { unique: true })
@Index('api_keys_by_member', ['memberId'])
export class ApiKey {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'api_keys_pkey' })
  id!: string;

  @ForeignKey(() => Workspace, { name: 'api_keys_workspace_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  workspaceId!: string;

  @ForeignKey(() => Member, { name: 'api_keys_member_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  memberId!: string;

  @Column('text')
  name!: string;

  /** The first characters of the key, to tell keys apart on screen. */
  @Column('text')
  prefix!: string;

  @Column('bytea')
  keyHash!: Buffer;

  @Column('text', { array: true })
  scopes!: ApiScope[];

  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  lastUsedAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
