import { MigrationInterface, QueryRunner } from 'typeorm';

export class VideoEdits1795680000000 implements MigrationInterface {
  name = 'VideoEdits1795680000000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "videos"
            ADD "source_duration_ms" integer
        `);
    await queryRunner.query(`
            ALTER TABLE "videos"
            ADD "edits_revision" integer NOT NULL DEFAULT '0'
        `);
    await queryRunner.query(`
            ALTER TABLE "videos"
            ADD "kept" jsonb
        `);
    await queryRunner.query(`
            ALTER TABLE "videos"
            ADD "poster_at_ms" integer
        `);
    await queryRunner.query(`
            ALTER TABLE "videos"
            ADD "is_poster_due" boolean NOT NULL DEFAULT false
        `);
    await queryRunner.query(`
            ALTER TABLE "videos"
            ADD "chapters" jsonb NOT NULL DEFAULT '[]'
        `);
    await queryRunner.query(`
            ALTER TABLE "videos"
            ADD "published_kept" jsonb
        `);
    await queryRunner.query(`
            ALTER TABLE "videos"
            ADD "whole_key" text
        `);
    await queryRunner.query(`
            ALTER TABLE "videos"
            ADD "retired_attempts" jsonb NOT NULL DEFAULT '[]'
        `);
    // What was published so far is the whole source.
    await queryRunner.query(`UPDATE "videos" SET "source_duration_ms" = "duration_ms"`);
    // Watched ranges are in source time from here on; a visit without pieces saw the whole source.
    await queryRunner.query(`ALTER TABLE "visits" ADD "kept" jsonb`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE "visits" DROP COLUMN "kept"`);
    await queryRunner.query(`
            ALTER TABLE "videos" DROP COLUMN "retired_attempts"
        `);
    await queryRunner.query(`
            ALTER TABLE "videos" DROP COLUMN "whole_key"
        `);
    await queryRunner.query(`
            ALTER TABLE "videos" DROP COLUMN "published_kept"
        `);
    await queryRunner.query(`
            ALTER TABLE "videos" DROP COLUMN "chapters"
        `);
    await queryRunner.query(`
            ALTER TABLE "videos" DROP COLUMN "is_poster_due"
        `);
    await queryRunner.query(`
            ALTER TABLE "videos" DROP COLUMN "poster_at_ms"
        `);
    await queryRunner.query(`
            ALTER TABLE "videos" DROP COLUMN "kept"
        `);
    await queryRunner.query(`
            ALTER TABLE "videos" DROP COLUMN "edits_revision"
        `);
    await queryRunner.query(`
            ALTER TABLE "videos" DROP COLUMN "source_duration_ms"
        `);
  }
}
