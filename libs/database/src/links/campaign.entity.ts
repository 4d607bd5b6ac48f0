import type { Page } from '@app/contracts';
import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../members/member.entity.js';
import { Workspace } from '../members/workspace.entity.js';
import { Video } from '../videos/video.entity.js';

/** One video, many prospects, one page template. */
@Entity('campaigns')
@Index('campaigns_by_member', ['workspaceId', 'memberId', 'id'])
export class Campaign {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'campaigns_pkey' })
  id!: string;

  @ForeignKey(() => Workspace, { name: 'campaigns_workspace_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  workspaceId!: string;

  @ForeignKey(() => Member, { name: 'campaigns_member_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  memberId!: string;

  @ForeignKey(() => Video, { name: 'campaigns_video_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  videoId!: string;

  @Column('text')
  name!: string;

  @Column('jsonb')
  page!: Page;

  /** While it is set, no link of the campaign works. */
  @Column('timestamptz', { nullable: true })
  pausedAt!: Date | null;

  /** From then on no link of the campaign works. */
  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
