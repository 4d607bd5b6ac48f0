import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A worker that is running, or was a moment ago. */
@Entity('workers')
export class WorkerProcess {
  /** Of the process: another one after every start. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'workers_pkey' })
  id!: string;

  /** Pieces it encodes at a time. */
  @Column('smallint')
  slots!: number;

  @Column('timestamptz')
  seenAt!: Date;
}
