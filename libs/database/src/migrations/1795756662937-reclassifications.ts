import { MigrationInterface, QueryRunner } from 'typeorm';

/** Re-runs of the rule over history: tables of tracking, without keys into others and without entities. */
export class Reclassifications1795756662937 implements MigrationInterface {
  name = 'Reclassifications1795756662937';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            CREATE TABLE "reclassifications" (
                "id" uuid NOT NULL,
                "workspace_id" uuid NOT NULL,
                "member_id" uuid,
                "mode" text NOT NULL,
                "is_forced" boolean NOT NULL,
                "state" text NOT NULL DEFAULT 'waiting',
                "rule_version" smallint NOT NULL,
                "until" TIMESTAMP WITH TIME ZONE NOT NULL,
                "place" jsonb NOT NULL DEFAULT '{"part": "visits"}',
                "progress" double precision NOT NULL DEFAULT 0,
                "report" jsonb NOT NULL,
                "attempt" integer NOT NULL DEFAULT 0,
                "failures" integer NOT NULL DEFAULT 0,
                "lease_expires_at" TIMESTAMP WITH TIME ZONE,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                "touched_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                "ended_at" TIMESTAMP WITH TIME ZONE,
                CONSTRAINT "reclassifications_pkey" PRIMARY KEY ("id"),
                CONSTRAINT "reclassifications_mode_check" CHECK (mode IN ('check', 'apply')),
                CONSTRAINT "reclassifications_state_check" CHECK (state IN ('waiting', 'running', 'done', 'stopped', 'failed'))
            )
        `);
    // One at a time in a workspace: asking twice finds the first.
    await queryRunner.query(`
            CREATE UNIQUE INDEX "reclassifications_active" ON "reclassifications" ("workspace_id")
            WHERE state IN ('waiting', 'running')
        `);
    await queryRunner.query(`
            CREATE INDEX "reclassifications_by_workspace" ON "reclassifications" ("workspace_id", "id")
        `);
    // A re-run goes through the hits of a workspace from old to new.
    await queryRunner.query(`
            CREATE INDEX "hits_workspace_age_index" ON "hits" ("workspace_id", "occurred_at")
        `);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            DROP INDEX "public"."hits_workspace_age_index"
        `);
    await queryRunner.query(`
            DROP TABLE "reclassifications"
        `);
  }
}
