import type { Role } from '@app/contracts';
import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Team } from './team.entity.js';
import { Workspace } from './workspace.entity.js';

/** A person who works in a workspace. `email` is kept lower-cased and is unique over all workspaces: it is what one signs in with. */
@Entity('members')
@Index('members_email_key', ['email'], { unique: true })
@Index('members_by_workspace', ['workspaceId'])
export class Member {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'members_pkey' })
  id!: string;

  @ForeignKey(() => Workspace, { name: 'members_workspace_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  workspaceId!: string;

  @ForeignKey(() => Team, { name: 'members_team_fkey', onDelete: 'SET NULL' })
  @Column('uuid', { nullable: true })
  teamId!: string | null;

  @Column('text')
  email!: string;

  @Column('text')
  name!: string;

  @Column('text')
  role!: Role;

  /** Argon2id in PHC format. */
  @Column('text')
  passwordHash!: string;

  /** A member who left cannot sign in; their videos and links stay. */
  @Column('boolean', { default: true })
  isActive!: boolean;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
