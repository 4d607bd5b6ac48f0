import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FirstTables1795343437735 implements MigrationInterface {
  name = 'FirstTables1795343437735';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            CREATE TABLE "workspaces" (
                "id" uuid NOT NULL,
                "name" text NOT NULL,
                "time_zone" text NOT NULL DEFAULT 'UTC',
                "privacy_mode" text NOT NULL DEFAULT 'notice',
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE TABLE "teams" (
                "id" uuid NOT NULL,
                "workspace_id" uuid NOT NULL,
                "name" text NOT NULL,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "teams_by_workspace" ON "teams" ("workspace_id")
        `);
    await queryRunner.query(`
            CREATE TABLE "members" (
                "id" uuid NOT NULL,
                "workspace_id" uuid NOT NULL,
                "team_id" uuid,
                "email" text NOT NULL,
                "name" text NOT NULL,
                "role" text NOT NULL,
                "password_hash" text NOT NULL,
                "is_active" boolean NOT NULL DEFAULT true,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "members_pkey" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "members_by_workspace" ON "members" ("workspace_id")
        `);
    await queryRunner.query(`
            CREATE UNIQUE INDEX "members_email_key" ON "members" ("email")
        `);
    await queryRunner.query(`
            CREATE TABLE "videos" (
                "id" uuid NOT NULL,
                "workspace_id" uuid NOT NULL,
                "member_id" uuid NOT NULL,
                "title" text NOT NULL,
                "kind" text NOT NULL,
                "state" text NOT NULL DEFAULT 'uploading',
                "progress" real NOT NULL DEFAULT '0',
                "failure_code" text,
                "duration_ms" integer,
                "width" integer,
                "height" integer,
                "has_audio" boolean,
                "is_partial" boolean NOT NULL DEFAULT false,
                "attempt" integer NOT NULL DEFAULT '0',
                "lease_expires_at" TIMESTAMP WITH TIME ZONE,
                "published_attempt" integer,
                "renditions" jsonb NOT NULL DEFAULT '[]',
                "poster_key" text,
                "preview_key" text,
                "finished_at" TIMESTAMP WITH TIME ZONE,
                "playable_at" TIMESTAMP WITH TIME ZONE,
                "ready_at" TIMESTAMP WITH TIME ZONE,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "videos_pkey" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "videos_unfinished" ON "videos" ("state")
            WHERE state in ('uploading', 'processing')
        `);
    await queryRunner.query(`
            CREATE INDEX "videos_by_member" ON "videos" ("workspace_id", "member_id", "id")
        `);
    await queryRunner.query(`
            CREATE TABLE "campaigns" (
                "id" uuid NOT NULL,
                "workspace_id" uuid NOT NULL,
                "member_id" uuid NOT NULL,
                "video_id" uuid NOT NULL,
                "name" text NOT NULL,
                "page" jsonb NOT NULL,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "campaigns_pkey" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "campaigns_by_member" ON "campaigns" ("workspace_id", "member_id", "id")
        `);
    await queryRunner.query(`
            CREATE TABLE "prospects" (
                "id" uuid NOT NULL,
                "workspace_id" uuid NOT NULL,
                "member_id" uuid NOT NULL,
                "email" text NOT NULL,
                "first_name" text,
                "last_name" text,
                "company" text,
                "external_id" text,
                "fields" jsonb NOT NULL DEFAULT '{}',
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "prospects_pkey" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "prospects_by_member" ON "prospects" ("workspace_id", "member_id", "id")
        `);
    await queryRunner.query(`
            CREATE UNIQUE INDEX "prospects_external_id_key" ON "prospects" ("workspace_id", "external_id")
            WHERE external_id is not null
        `);
    await queryRunner.query(`
            CREATE UNIQUE INDEX "prospects_email_key" ON "prospects" ("workspace_id", "email")
        `);
    await queryRunner.query(`
            CREATE TABLE "links" (
                "id" uuid NOT NULL,
                "workspace_id" uuid NOT NULL,
                "video_id" uuid NOT NULL,
                "member_id" uuid NOT NULL,
                "team_id" uuid,
                "prospect_id" uuid,
                "campaign_id" uuid,
                "slug" text NOT NULL,
                "is_default" boolean NOT NULL DEFAULT false,
                "page" jsonb,
                "password_hash" text,
                "expires_at" TIMESTAMP WITH TIME ZONE,
                "revoked_at" TIMESTAMP WITH TIME ZONE,
                "erased_at" TIMESTAMP WITH TIME ZONE,
                "sent_at" TIMESTAMP WITH TIME ZONE,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "links_pkey" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "links_by_member" ON "links" ("workspace_id", "member_id", "id")
        `);
    await queryRunner.query(`
            CREATE INDEX "links_by_sending" ON "links" ("workspace_id", "sent_at")
            WHERE sent_at is not null
        `);
    await queryRunner.query(`
            CREATE INDEX "links_by_prospect" ON "links" ("prospect_id")
        `);
    await queryRunner.query(`
            CREATE INDEX "links_by_video" ON "links" ("video_id", "id")
        `);
    await queryRunner.query(`
            CREATE UNIQUE INDEX "links_campaign_prospect_key" ON "links" ("campaign_id", "prospect_id")
            WHERE campaign_id is not null
                and prospect_id is not null
        `);
    await queryRunner.query(`
            CREATE UNIQUE INDEX "links_default_key" ON "links" ("video_id")
            WHERE is_default
        `);
    await queryRunner.query(`
            CREATE UNIQUE INDEX "links_slug_key" ON "links" ("slug")
        `);
    await queryRunner.query(`
            CREATE TABLE "api_keys" (
                "id" uuid NOT NULL,
                "workspace_id" uuid NOT NULL,
                "member_id" uuid NOT NULL,
                "name" text NOT NULL,
                "prefix" text NOT NULL,
                "key_hash" bytea NOT NULL,
                "scopes" text array NOT NULL,
                "expires_at" TIMESTAMP WITH TIME ZONE,
                "last_used_at" TIMESTAMP WITH TIME ZONE,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "api_keys_by_member" ON "api_keys" ("member_id")
        `);
    await queryRunner.query(`
            CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys" ("key_hash")
        `);
    await queryRunner.query(`
            CREATE TABLE "idempotent_replies" (
                "caller_id" uuid NOT NULL,
                "key" text NOT NULL,
                "request_hash" bytea NOT NULL,
                "status" integer,
                "body" jsonb,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "idempotent_replies_pkey" PRIMARY KEY ("caller_id", "key")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "idempotent_replies_by_age" ON "idempotent_replies" ("created_at")
        `);
    await queryRunner.query(`
            CREATE TABLE "invitations" (
                "id" uuid NOT NULL,
                "workspace_id" uuid NOT NULL,
                "member_id" uuid NOT NULL,
                "team_id" uuid,
                "email" text NOT NULL,
                "role" text NOT NULL,
                "token_hash" bytea NOT NULL,
                "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                "accepted_at" TIMESTAMP WITH TIME ZONE,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations" ("token_hash")
        `);
    await queryRunner.query(`
            CREATE TABLE "sessions" (
                "id" uuid NOT NULL,
                "member_id" uuid NOT NULL,
                "token_hash" bytea NOT NULL,
                "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "sessions_by_member" ON "sessions" ("member_id")
        `);
    await queryRunner.query(`
            CREATE UNIQUE INDEX "sessions_token_hash_key" ON "sessions" ("token_hash")
        `);
    await queryRunner.query(`
            CREATE TABLE "outbox" (
                "id" uuid NOT NULL,
                "seq" BIGSERIAL NOT NULL,
                "topic" text NOT NULL,
                "workspace_id" uuid,
                "payload" jsonb NOT NULL,
                "dispatched_at" TIMESTAMP WITH TIME ZONE,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "outbox_by_workspace" ON "outbox" ("workspace_id", "seq")
        `);
    await queryRunner.query(`
            CREATE INDEX "outbox_pending_jobs" ON "outbox" ("seq")
            WHERE dispatched_at is null
                and topic like '%-%'
        `);
    await queryRunner.query(`
            CREATE TABLE "secrets" (
                "purpose" text NOT NULL,
                "key_id" text NOT NULL,
                "value" bytea NOT NULL,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "secrets_pkey" PRIMARY KEY ("purpose", "key_id")
            )
        `);
    await queryRunner.query(`
            CREATE TABLE "suppressions" (
                "workspace_id" uuid NOT NULL,
                "email_hash" bytea NOT NULL,
                "erased_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                CONSTRAINT "suppressions_pkey" PRIMARY KEY ("workspace_id", "email_hash")
            )
        `);
    await queryRunner.query(`
            CREATE TABLE "uploads" (
                "id" uuid NOT NULL,
                "video_id" uuid NOT NULL,
                "member_id" uuid NOT NULL,
                "run" integer NOT NULL,
                "filename" text NOT NULL,
                "offset_bytes" bigint NOT NULL DEFAULT '0',
                "length_bytes" bigint,
                "sha256" text,
                "last_part_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                "completed_at" TIMESTAMP WITH TIME ZONE,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "uploads_pkey" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "uploads_incomplete" ON "uploads" ("last_part_at")
            WHERE completed_at is null
        `);
    await queryRunner.query(`
            CREATE UNIQUE INDEX "uploads_run_key" ON "uploads" ("video_id", "run")
        `);
    await queryRunner.query(`
            ALTER TABLE "teams"
            ADD CONSTRAINT "teams_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "members"
            ADD CONSTRAINT "members_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "members"
            ADD CONSTRAINT "members_team_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE
            SET NULL ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "videos"
            ADD CONSTRAINT "videos_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "videos"
            ADD CONSTRAINT "videos_member_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "campaigns"
            ADD CONSTRAINT "campaigns_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "campaigns"
            ADD CONSTRAINT "campaigns_member_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "campaigns"
            ADD CONSTRAINT "campaigns_video_fkey" FOREIGN KEY ("video_id") REFERENCES "videos"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "prospects"
            ADD CONSTRAINT "prospects_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "prospects"
            ADD CONSTRAINT "prospects_member_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "links"
            ADD CONSTRAINT "links_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "links"
            ADD CONSTRAINT "links_video_fkey" FOREIGN KEY ("video_id") REFERENCES "videos"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "links"
            ADD CONSTRAINT "links_member_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "links"
            ADD CONSTRAINT "links_team_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE
            SET NULL ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "links"
            ADD CONSTRAINT "links_prospect_fkey" FOREIGN KEY ("prospect_id") REFERENCES "prospects"("id") ON DELETE
            SET NULL ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "links"
            ADD CONSTRAINT "links_campaign_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaigns"("id") ON DELETE
            SET NULL ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "api_keys"
            ADD CONSTRAINT "api_keys_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "api_keys"
            ADD CONSTRAINT "api_keys_member_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "invitations"
            ADD CONSTRAINT "invitations_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "invitations"
            ADD CONSTRAINT "invitations_member_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "invitations"
            ADD CONSTRAINT "invitations_team_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE
            SET NULL ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "sessions"
            ADD CONSTRAINT "sessions_member_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "suppressions"
            ADD CONSTRAINT "suppressions_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "uploads"
            ADD CONSTRAINT "uploads_video_fkey" FOREIGN KEY ("video_id") REFERENCES "videos"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "uploads"
            ADD CONSTRAINT "uploads_member_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "uploads" DROP CONSTRAINT "uploads_member_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "uploads" DROP CONSTRAINT "uploads_video_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "suppressions" DROP CONSTRAINT "suppressions_workspace_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "sessions" DROP CONSTRAINT "sessions_member_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "invitations" DROP CONSTRAINT "invitations_team_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "invitations" DROP CONSTRAINT "invitations_member_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "invitations" DROP CONSTRAINT "invitations_workspace_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "api_keys" DROP CONSTRAINT "api_keys_member_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "api_keys" DROP CONSTRAINT "api_keys_workspace_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "links" DROP CONSTRAINT "links_campaign_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "links" DROP CONSTRAINT "links_prospect_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "links" DROP CONSTRAINT "links_team_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "links" DROP CONSTRAINT "links_member_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "links" DROP CONSTRAINT "links_video_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "links" DROP CONSTRAINT "links_workspace_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "prospects" DROP CONSTRAINT "prospects_member_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "prospects" DROP CONSTRAINT "prospects_workspace_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "campaigns" DROP CONSTRAINT "campaigns_video_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "campaigns" DROP CONSTRAINT "campaigns_member_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "campaigns" DROP CONSTRAINT "campaigns_workspace_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "videos" DROP CONSTRAINT "videos_member_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "videos" DROP CONSTRAINT "videos_workspace_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "members" DROP CONSTRAINT "members_team_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "members" DROP CONSTRAINT "members_workspace_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "teams" DROP CONSTRAINT "teams_workspace_fkey"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."uploads_run_key"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."uploads_incomplete"
        `);
    await queryRunner.query(`
            DROP TABLE "uploads"
        `);
    await queryRunner.query(`
            DROP TABLE "suppressions"
        `);
    await queryRunner.query(`
            DROP TABLE "secrets"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."outbox_pending_jobs"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."outbox_by_workspace"
        `);
    await queryRunner.query(`
            DROP TABLE "outbox"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."sessions_token_hash_key"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."sessions_by_member"
        `);
    await queryRunner.query(`
            DROP TABLE "sessions"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."invitations_token_hash_key"
        `);
    await queryRunner.query(`
            DROP TABLE "invitations"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."idempotent_replies_by_age"
        `);
    await queryRunner.query(`
            DROP TABLE "idempotent_replies"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."api_keys_key_hash_key"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."api_keys_by_member"
        `);
    await queryRunner.query(`
            DROP TABLE "api_keys"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."links_slug_key"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."links_default_key"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."links_campaign_prospect_key"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."links_by_video"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."links_by_prospect"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."links_by_sending"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."links_by_member"
        `);
    await queryRunner.query(`
            DROP TABLE "links"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."prospects_email_key"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."prospects_external_id_key"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."prospects_by_member"
        `);
    await queryRunner.query(`
            DROP TABLE "prospects"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."campaigns_by_member"
        `);
    await queryRunner.query(`
            DROP TABLE "campaigns"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."videos_by_member"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."videos_unfinished"
        `);
    await queryRunner.query(`
            DROP TABLE "videos"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."members_email_key"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."members_by_workspace"
        `);
    await queryRunner.query(`
            DROP TABLE "members"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."teams_by_workspace"
        `);
    await queryRunner.query(`
            DROP TABLE "teams"
        `);
    await queryRunner.query(`
            DROP TABLE "workspaces"
        `);
  }
}
