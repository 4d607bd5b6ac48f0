import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Video } from './video.entity.js';

/** A part of a long video's picture, encoded by whichever worker takes it. The rows go when the ladder is put together. */
@Entity('encode_pieces')
export class EncodePiece {
  @ForeignKey(() => Video, { name: 'encode_pieces_video_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'encode_pieces_pkey' })
  videoId!: string;

  /** Of the video: the pieces of another attempt are of no use. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'encode_pieces_pkey' })
  attempt!: number;

  /** Place among the pieces, from 0. */
  @PrimaryColumn('smallint', { primaryKeyConstraintName: 'encode_pieces_pkey' })
  index!: number;

  /** The one upload that is the source. */
  @Column('uuid')
  uploadId!: string;

  /** What to encode, in the words of @app/media. */
  @Column('jsonb')
  plan!: object;

  /** Length, ms: its share of the progress. */
  @Column('integer')
  lengthMs!: number;

  @Column('text', { default: 'waiting' })
  state!: 'waiting' | 'running' | 'done' | 'failed';

  /** Times it was taken: a piece that kills its workers is given up. Also the fencing number of who has it. */
  @Column('smallint', { default: 0 })
  tries!: number;

  /** Nobody else takes it before. */
  @Column('timestamptz', { nullable: true })
  leaseExpiresAt!: Date | null;

  /** 0–1. */
  @Column('real', { default: 0 })
  progress!: number;

  /** Code of the reason why it failed for good. */
  @Column('text', { nullable: true })
  failureCode!: string | null;
}
