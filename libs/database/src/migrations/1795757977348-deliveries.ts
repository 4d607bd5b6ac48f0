import { MigrationInterface, QueryRunner } from 'typeorm';

export class Deliveries1795757977348 implements MigrationInterface {
  name = 'Deliveries1795757977348';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            CREATE TABLE "deliveries" (
                "id" uuid NOT NULL,
                "workspace_id" uuid NOT NULL,
                "member_id" uuid NOT NULL,
                "channel" text NOT NULL,
                "kind" text NOT NULL,
                "event_key" text NOT NULL,
                "target" text NOT NULL DEFAULT '',
                "visit_id" uuid,
                "subject" jsonb NOT NULL,
                "state" text NOT NULL DEFAULT 'waiting',
                "attempt" integer NOT NULL DEFAULT '0',
                "next_try_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                "claimed_at" TIMESTAMP WITH TIME ZONE,
                "code" text,
                "answer" text,
                "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
                CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "deliveries_by_workspace" ON "deliveries" ("workspace_id")
        `);
    await queryRunner.query(`
            CREATE INDEX "deliveries_of_member" ON "deliveries" ("member_id", "created_at")
        `);
    await queryRunner.query(`
            CREATE INDEX "deliveries_sending" ON "deliveries" ("claimed_at")
            WHERE state = 'sending'
        `);
    await queryRunner.query(`
            CREATE INDEX "deliveries_waiting" ON "deliveries" ("channel", "next_try_at")
            WHERE state = 'waiting'
        `);
    await queryRunner.query(`
            CREATE UNIQUE INDEX "deliveries_key" ON "deliveries" ("event_key", "member_id", "channel", "target")
        `);
    await queryRunner.query(`
            CREATE INDEX "outbox_untold_events" ON "outbox" ("seq")
            WHERE dispatched_at is null
                and topic in (
                    'view.counted',
                    'milestone.reached',
                    'action.clicked',
                    'reply.received',
                    'reaction.received',
                    'booking.made'
                )
        `);
    await queryRunner.query(`
            ALTER TABLE "deliveries"
            ADD CONSTRAINT "deliveries_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "deliveries"
            ADD CONSTRAINT "deliveries_member_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_member_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_workspace_fkey"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."outbox_untold_events"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."deliveries_key"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."deliveries_waiting"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."deliveries_sending"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."deliveries_of_member"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."deliveries_by_workspace"
        `);
    await queryRunner.query(`
            DROP TABLE "deliveries"
        `);
  }
}
