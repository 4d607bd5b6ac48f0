import { MigrationInterface, QueryRunner } from 'typeorm';

export class VideoStoryboard1795720000000 implements MigrationInterface {
  name = 'VideoStoryboard1795720000000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "videos"
            ADD "storyboard" jsonb
        `);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "videos" DROP COLUMN "storyboard"
        `);
  }
}
