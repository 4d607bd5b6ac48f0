import type { MigrationInterface, QueryRunner } from 'typeorm';
import { trackingDownSql, trackingUpSql } from './tracking-tables.sql.js';

/** Tables of @app/tracking: no entity stands for them, so they are written by hand. */
export class TrackingTables1795343500000 implements MigrationInterface {
  name = 'TrackingTables1795343500000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of trackingUpSql) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of trackingDownSql) await queryRunner.query(statement);
  }
}
