import { MigrationInterface, QueryRunner } from 'typeorm';

export class PushSubscriptions1795759245957 implements MigrationInterface {
  name = 'PushSubscriptions1795759245957';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            CREATE TABLE "push_subscriptions" (
                "id" uuid NOT NULL,
                "workspace_id" uuid NOT NULL,
                "member_id" uuid NOT NULL,
                "session_id" uuid NOT NULL,
                "endpoint" text NOT NULL,
                "p256dh" text NOT NULL,
                "auth" text NOT NULL,
                "label" text NOT NULL,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "push_subscriptions_pkey" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "push_subscriptions_by_workspace" ON "push_subscriptions" ("workspace_id")
        `);
    await queryRunner.query(`
            CREATE INDEX "push_subscriptions_by_session" ON "push_subscriptions" ("session_id")
        `);
    await queryRunner.query(`
            CREATE INDEX "push_subscriptions_by_member" ON "push_subscriptions" ("member_id")
        `);
    await queryRunner.query(`
            CREATE UNIQUE INDEX "push_subscriptions_endpoint_key" ON "push_subscriptions" ("endpoint")
        `);
    await queryRunner.query(`
            ALTER TABLE "push_subscriptions"
            ADD CONSTRAINT "push_subscriptions_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "push_subscriptions"
            ADD CONSTRAINT "push_subscriptions_member_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "push_subscriptions"
            ADD CONSTRAINT "push_subscriptions_session_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "push_subscriptions" DROP CONSTRAINT "push_subscriptions_session_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "push_subscriptions" DROP CONSTRAINT "push_subscriptions_member_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "push_subscriptions" DROP CONSTRAINT "push_subscriptions_workspace_fkey"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."push_subscriptions_endpoint_key"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."push_subscriptions_by_member"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."push_subscriptions_by_session"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."push_subscriptions_by_workspace"
        `);
    await queryRunner.query(`
            DROP TABLE "push_subscriptions"
        `);
  }
}
