import type { Chapter, FinishedRun, KeptRange, VideoKind, VideoState } from '@app/contracts';
import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../members/member.entity.js';
import { Workspace } from '../members/workspace.entity.js';

/** A rendition as the row keeps it: the key in storage instead of an address. */
export interface StoredRendition {
  name: string;
  key: string;
  width: number;
  height: number;
  bitrateBps: number;
  sizeBytes: number;
  contentType: string;
}

/** Small pictures along the published rendition, row by row in one JPEG. Sizes in pixels. */
export interface StoredStoryboard {
  key: string;
  count: number;
  columns: number;
  /** Milliseconds of the rendition from one picture to the next. */
  stepMs: number;
  tileWidth: number;
  tileHeight: number;
}

/** What the recorder said at the end: how many runs there are, and what it knows of each. */
export interface ExpectedRuns {
  count: number;
  runs: FinishedRun[];
}

/** An attempt that was published once and is not any more: its files go soon. `retiredAt`: ISO 8601. */
export interface RetiredAttempt {
  attempt: number;
  retiredAt: string;
}

/** What was recorded or uploaded. Its row points at the one attempt whose output is published. */
@Entity('videos')
@Index('videos_by_member', ['workspaceId', 'memberId', 'id'])
@Index('videos_failed', ['failedAt'], { where: `state = 'failed'` })
@Index('videos_unfinished', ['state'], { where: `state in ('uploading', 'processing')` })
export class Video {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'videos_pkey' })
  id!: string;

  @ForeignKey(() => Workspace, { name: 'videos_workspace_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  workspaceId!: string;

  @ForeignKey(() => Member, { name: 'videos_member_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  memberId!: string;

  @Column('text')
  title!: string;

  @Column('text')
  kind!: VideoKind;

  @Column('text', { default: 'uploading' })
  state!: VideoState;

  /** 0–1, never going back within an attempt. */
  @Column('real', { default: 0 })
  progress!: number;

  /** Code of the reason why processing failed for good. */
  @Column('text', { nullable: true })
  failureCode!: string | null;

  /** How long plays what is published. */
  @Column('integer', { nullable: true })
  durationMs!: number | null;

  /** Length of the whole source as it plays. */
  @Column('integer', { nullable: true })
  sourceDurationMs!: number | null;

  /** Counts how often edits were saved. */
  @Column('integer', { default: 0 })
  editsRevision!: number;

  /** What the edits keep, normalised; null: the whole source. */
  @Column('jsonb', { nullable: true })
  kept!: KeptRange[] | null;

  /** The frame chosen for the poster, source milliseconds; null: ours. */
  @Column('integer', { nullable: true })
  posterAtMs!: number | null;

  /** Another frame was chosen and its poster is not made yet. */
  @Column('boolean', { default: false })
  isPosterDue!: boolean;

  @Column('jsonb', { default: [] })
  chapters!: Chapter[];

  /** What the published attempt was made of. */
  @Column('jsonb', { nullable: true })
  publishedKept!: KeptRange[] | null;

  /** The whole source as a file that plays, where the published attempt has only a part of it. */
  @Column('text', { nullable: true })
  wholeKey!: string | null;

  /** Attempts whose files are still there although another one is published. */
  @Column('jsonb', { default: [] })
  retiredAttempts!: RetiredAttempt[];

  @Column('integer', { nullable: true })
  width!: number | null;

  @Column('integer', { nullable: true })
  height!: number | null;

  @Column('boolean', { nullable: true })
  hasAudio!: boolean | null;

  /** Some of the source was damaged or missing: shown, never hidden. */
  @Column('boolean', { default: false })
  isPartial!: boolean;

  /** Null until finish is called: until then a recording may go on, even if the sweep has published what there was. */
  @Column('jsonb', { nullable: true })
  expectedRuns!: ExpectedRuns | null;

  /** Leases taken for this source: a file that kills its workers is given up after a few. */
  @Column('smallint', { default: 0 })
  tries!: number;

  /** Fencing number: a worker may only write while this is the attempt it was given. */
  @Column('integer', { default: 0 })
  attempt!: number;

  @Column('timestamptz', { nullable: true })
  leaseExpiresAt!: Date | null;

  /** The attempt whose output is visible; null before the first. Also the version that visit tokens name. */
  @Column('integer', { nullable: true })
  publishedAttempt!: number | null;

  @Column('jsonb', { default: [] })
  renditions!: StoredRendition[];

  @Column('text', { nullable: true })
  posterKey!: string | null;

  @Column('text', { nullable: true })
  previewKey!: string | null;

  /** Small pictures along the published rendition; null until they are made. */
  @Column('jsonb', { nullable: true })
  storyboard!: StoredStoryboard | null;

  /** Moment at which the source was complete (finish, last byte of a file, or the sweep). */
  @Column('timestamptz', { nullable: true })
  finishedAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  playableAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  readyAt!: Date | null;

  @Column('timestamptz', { nullable: true })
  failedAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
