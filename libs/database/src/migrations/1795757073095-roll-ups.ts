import type { MigrationInterface, QueryRunner } from 'typeorm';
import { rollUpTablesDownSql, rollUpTablesSql } from './roll-up-tables.sql.js';
import { rollUpTriggersDownSql, rollUpTriggersSql } from './roll-up-triggers.sql.js';

/**
 * Roll-ups of @app/tracking: no entity stands for them, so they are written by hand. What is there already is counted
 * afterwards, workspace by workspace, each in a transaction of its own: see `rebuildRollUps`.
 */
export class RollUps1795757073095 implements MigrationInterface {
  name = 'RollUps1795757073095';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...rollUpTablesSql, ...rollUpTriggersSql]) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [...rollUpTriggersDownSql, ...rollUpTablesDownSql])
      await queryRunner.query(statement);
  }
}
