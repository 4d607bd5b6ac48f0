import { MigrationInterface, QueryRunner } from 'typeorm';

export class Transcriptions1795676276649 implements MigrationInterface {
  name = 'Transcriptions1795676276649';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            CREATE TABLE "transcriptions" (
                "video_id" uuid NOT NULL,
                "workspace_id" uuid NOT NULL,
                "state" text NOT NULL,
                "attempt" integer NOT NULL DEFAULT '1',
                "failure_code" text,
                "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "transcriptions_pkey" PRIMARY KEY ("video_id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "transcriptions_by_workspace" ON "transcriptions" ("workspace_id")
        `);
    await queryRunner.query(`
            ALTER TABLE "transcriptions"
            ADD CONSTRAINT "transcriptions_video_fkey" FOREIGN KEY ("video_id") REFERENCES "videos"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "transcriptions"
            ADD CONSTRAINT "transcriptions_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "transcriptions" DROP CONSTRAINT "transcriptions_workspace_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "transcriptions" DROP CONSTRAINT "transcriptions_video_fkey"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."transcriptions_by_workspace"
        `);
    await queryRunner.query(`
            DROP TABLE "transcriptions"
        `);
  }
}
