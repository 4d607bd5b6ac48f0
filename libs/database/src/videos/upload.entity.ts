import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Member } from '../members/member.entity.js';
import { bigintAsNumber } from './bigint-as-number.js';
import { Video } from './video.entity.js';

/** One run's bytes on their way in (a tus upload). The bytes lie in the uploads folder under the same id until the video is deleted. */
@Entity('uploads')
@Index('uploads_run_key', ['videoId', 'run'], { unique: true })
@Index('uploads_incomplete', ['lastPartAt'], { where: 'completed_at is null' })
export class Upload {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'uploads_pkey' })
  id!: string;

  @ForeignKey(() => Video, { name: 'uploads_video_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  videoId!: string;

  /** Who uploads: nobody else may look at or continue it. */
  @ForeignKey(() => Member, { name: 'uploads_member_fkey', onDelete: 'CASCADE' })
  @Column('uuid')
  memberId!: string;

  @Column('integer')
  run!: number;

  /** Name for people, never a path. */
  @Column('text')
  filename!: string;

  /** Durable bytes. */
  @Column('bigint', { default: 0, transformer: bigintAsNumber })
  offsetBytes!: number;

  /** Null while the length is deferred. */
  @Column('bigint', { nullable: true, transformer: bigintAsNumber })
  lengthBytes!: number | null;

  /** SHA-256 (hex) of the whole file as it lies on the server; null until complete. */
  @Column('text', { nullable: true })
  sha256!: string | null;

  @Column('timestamptz')
  lastPartAt!: Date;

  @Column('timestamptz', { nullable: true })
  completedAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
