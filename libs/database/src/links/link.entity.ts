import type { Page } from '@app/contracts';
import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../members/member.entity.js';
import { Team } from '../members/team.entity.js';
import { Workspace } from '../members/workspace.entity.js';
import { Prospect } from '../prospects/prospect.entity.js';
import { Video } from '../videos/video.entity.js';
import { Campaign } from './campaign.entity.js';

const hasCallToAction = `(page -> 'callsToAction' -> 0) is not null`;

/** A tracked address of a video; personal if it has a prospect. Every video has one default link from the start. */
@Entity('links')
@Index('links_slug_key', ['slug'], { unique: true })
@Index('links_default_key', ['videoId'], { unique: true, where: 'is_default' })
@Index('links_campaign_prospect_key', ['campaignId', 'prospectId'], {
  unique: true,
  where: 'campaign_id is not null and prospect_id is not null',
})
@Index('links_by_video', ['videoId', 'id'])
@Index('links_by_prospect', ['prospectId'])
@Index('links_by_sending', ['workspaceId', 'sentAt'], { where: 'sent_at is not null' })
@Index('links_clickable_by_member', ['workspaceId', 'memberId', 'sentAt'], { where: hasCallToAction })
@Index('links_clickable_by_campaign', ['campaignId', 'memberId', 'sentAt'], { where: hasCallToAction })
@Index('links_by_member', ['workspaceId', 'memberId', 'id'])
export class Link {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'links_pkey' })
  id!: string;

  @ForeignKey(() => Workspace, { name: 'links_workspace_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  workspaceId!: string;

  @ForeignKey(() => Video, { name: 'links_video_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  videoId!: string;

  @ForeignKey(() => Member, { name: 'links_member_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  memberId!: string;

  /** The member's team when the link was made. */
  @ForeignKey(() => Team, { name: 'links_team_fkey', onDelete: 'SET NULL' })
  @Column('uuid', { nullable: true })
  teamId!: string | null;

  @ForeignKey(() => Prospect, { name: 'links_prospect_fkey', onDelete: 'SET NULL' })
  @Column('uuid', { nullable: true })
  prospectId!: string | null;

  @ForeignKey(() => Campaign, { name: 'links_campaign_fkey', onDelete: 'SET NULL' })
  @Column('uuid', { nullable: true })
  campaignId!: string | null;

  /** 128 random bits or more, base64url: nobody finds a link by guessing. */
  @Column('text')
  slug!: string;

  @Column('boolean', { default: false })
  isDefault!: boolean;

  /** Null: the campaign's page, or an empty one. */
  @Column('jsonb', { nullable: true })
  page!: Page | null;

  @Column('text', { nullable: true })
  passwordHash!: string | null;

  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;

  /** The prospect was erased: the link answers 410. */
  @Column('timestamptz', { nullable: true })
  erasedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  sentAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
