import type { CaptionCue, CaptionSource } from '@app/contracts';
import {
  Column,
  CreateDateColumn,
  Entity,
  ForeignKey,
  Index,
  PrimaryColumn,
  UpdateDateColumn,
} from 'typeorm';
import { Workspace } from '../members/workspace.entity.js';
import { Video } from './video.entity.js';

/** What is said in a video, in one language. Cues are in source time, so that they stay true after the next edit. */
@Entity('captions')
@Index('captions_by_workspace', ['workspaceId'])
export class Captions {
  @ForeignKey(() => Video, { name: 'captions_video_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'captions_pkey' })
  videoId!: string;

  /** BCP 47, canonical. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'captions_pkey' })
  language!: string;

  @ForeignKey(() => Workspace, { name: 'captions_workspace_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  label!: string;

  @Column('text')
  source!: CaptionSource;

  /** In the order in which they are shown. */
  @Column('jsonb')
  cues!: CaptionCue[];

  /** Grows with every change: an editor that began with an older one is told. */
  @Column('integer', { default: 1 })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;
}
