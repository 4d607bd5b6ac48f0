import { MigrationInterface, QueryRunner } from 'typeorm';

export class WorkspaceTurns1795740000000 implements MigrationInterface {
  name = 'WorkspaceTurns1795740000000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "workspaces"
            ADD "last_turn" bigint NOT NULL DEFAULT '0'
        `);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "workspaces" DROP COLUMN "last_turn"
        `);
  }
}
