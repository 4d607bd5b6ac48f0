import { MigrationInterface, QueryRunner } from 'typeorm';

export class VideoSource1795344624843 implements MigrationInterface {
  name = 'VideoSource1795344624843';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "videos"
            ADD "expected_runs" jsonb
        `);
    await queryRunner.query(`
            ALTER TABLE "videos"
            ADD "tries" smallint NOT NULL DEFAULT '0'
        `);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "videos" DROP COLUMN "tries"
        `);
    await queryRunner.query(`
            ALTER TABLE "videos" DROP COLUMN "expected_runs"
        `);
  }
}
