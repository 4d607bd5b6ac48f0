import { MigrationInterface, QueryRunner } from 'typeorm';

export class VideoFailedAt1795740100000 implements MigrationInterface {
  name = 'VideoFailedAt1795740100000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "videos"
            ADD "failed_at" TIMESTAMP WITH TIME ZONE
        `);
    // When older ones failed was not kept: they are told by the moment at which their work began.
    await queryRunner.query(`
            UPDATE "videos" SET "failed_at" = coalesce("finished_at", "created_at") WHERE state = 'failed'
        `);
    await queryRunner.query(`
            CREATE INDEX "videos_failed" ON "videos" ("failed_at")
            WHERE state = 'failed'
        `);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            DROP INDEX "public"."videos_failed"
        `);
    await queryRunner.query(`
            ALTER TABLE "videos" DROP COLUMN "failed_at"
        `);
  }
}
