import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A key of this installation, minted at the first start: signs visit tokens, hashes suppressed addresses. */
@Entity('secrets')
export class Secret {
  /** What it is for, e.g. `visit-token`. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'secrets_pkey' })
  purpose!: string;

  /** Short public name of the key, so that keys can be changed while old tokens still verify. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'secrets_pkey' })
  keyId!: string;

  @Column('bytea')
  value!: Buffer;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt!: Date;
}
