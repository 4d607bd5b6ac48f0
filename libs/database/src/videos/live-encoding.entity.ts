import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { bigintAsNumber } from './bigint-as-number.js';
import { Upload } from './upload.entity.js';

/** The encoding of a recording while it is still being uploaded. Its files lie in the work folder until the video takes them. */
@Entity('live_encodings')
export class LiveEncoding {
  @ForeignKey(() => Upload, { name: 'live_encodings_upload_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'live_encodings_pkey' })
  uploadId!: string;

  /** Who encodes: names the folder, and fences off whoever was thought dead. */
  @Column('uuid')
  holder!: string;

  /** Passed: nobody is at it any more. */
  @Column('timestamptz')
  leaseExpiresAt!: Date;

  /** How many of the upload's bytes the encoder has taken. */
  @Column('bigint', { default: 0, transformer: bigintAsNumber })
  takenBytes!: number;

  /** What came out, in the words of whoever encoded; null until all of it was. */
  @Column('jsonb', { nullable: true })
  result!: object | null;
}
