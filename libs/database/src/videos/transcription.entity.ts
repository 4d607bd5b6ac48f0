import type { TranscriptionState } from '@app/contracts';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import { Workspace } from '../members/workspace.entity.js';
import { Video } from './video.entity.js';

/** The making of a video's captions by a transcription service: the latest time it was asked for. */
@Entity('transcriptions')
@Index('transcriptions_by_workspace', ['workspaceId'])
export class Transcription {
  @ForeignKey(() => Video, { name: 'transcriptions_video_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'transcriptions_pkey' })
  videoId!: string;

  @ForeignKey(() => Workspace, { name: 'transcriptions_workspace_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  state!: Exclude<TranscriptionState, 'none'>;

  /** Fencing number: a worker may only write while this is the attempt it was given. */
  @Column('integer', { default: 1 })
  attempt!: number;

  @Column('text', { nullable: true })
  failureCode!: string | null;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt!: Date;
}
