import { MigrationInterface, QueryRunner } from 'typeorm';

export class Captions1795672709080 implements MigrationInterface {
  name = 'Captions1795672709080';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            CREATE TABLE "captions" (
                "video_id" uuid NOT NULL,
                "language" text NOT NULL,
                "workspace_id" uuid NOT NULL,
                "label" text NOT NULL,
                "source" text NOT NULL,
                "cues" jsonb NOT NULL,
                "version" integer NOT NULL DEFAULT '1',
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "captions_pkey" PRIMARY KEY ("video_id", "language")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "captions_by_workspace" ON "captions" ("workspace_id")
        `);
    await queryRunner.query(`
            ALTER TABLE "captions"
            ADD CONSTRAINT "captions_video_fkey" FOREIGN KEY ("video_id") REFERENCES "videos"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "captions"
            ADD CONSTRAINT "captions_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "captions" DROP CONSTRAINT "captions_workspace_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "captions" DROP CONSTRAINT "captions_video_fkey"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."captions_by_workspace"
        `);
    await queryRunner.query(`
            DROP TABLE "captions"
        `);
  }
}
