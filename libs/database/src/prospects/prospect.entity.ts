import {
  Column,
  CreateDateColumn,
  Entity,
  ForeignKey,
  Index,
  PrimaryColumn,
  UpdateDateColumn,
} from 'typeorm';
import { Member } from '../members/member.entity.js';
import { Workspace } from '../members/workspace.entity.js';

/** A person that videos are made for. */
@Entity('prospects')
@Index('prospects_email_key', ['workspaceId', 'email'], { unique: true })
@Index('prospects_external_id_key', ['workspaceId', 'externalId'], {
  unique: true,
  where: 'external_id is not null',
})
@Index('prospects_by_member', ['workspaceId', 'memberId', 'id'])
export class Prospect {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'prospects_pkey' })
  id!: string;

  @ForeignKey(() => Workspace, { name: 'prospects_workspace_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  workspaceId!: string;

  /** The member whose prospect this is. */
  @ForeignKey(() => Member, { name: 'prospects_member_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  memberId!: string;

  @Column('text')
  email!: string;

  @Column('text', { nullable: true })
  firstName!: string | null;

  @Column('text', { nullable: true })
  lastName!: string | null;

  @Column('text', { nullable: true })
  company!: string | null;

  /** The id of this person in the CRM that owns the record. */
  @Column('text', { nullable: true })
  externalId!: string | null;

  @Column('jsonb', { default: {} })
  fields!: Record<string, string>;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;
}
