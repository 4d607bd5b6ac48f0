import { MigrationInterface, QueryRunner } from 'typeorm';

export class ViewRule1795770000000 implements MigrationInterface {
  name = 'ViewRule1795770000000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "workspaces"
            ADD "view_rule" jsonb
        `);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "workspaces" DROP COLUMN "view_rule"
        `);
  }
}
