import { MigrationInterface, QueryRunner } from 'typeorm';

export class NotificationChoices1795756664295 implements MigrationInterface {
  name = 'NotificationChoices1795756664295';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            CREATE TABLE "notification_choices" (
                "member_id" uuid NOT NULL,
                "kind" text NOT NULL,
                "channel" text NOT NULL,
                "workspace_id" uuid NOT NULL,
                "is_on" boolean NOT NULL,
                CONSTRAINT "notification_choices_pkey" PRIMARY KEY ("member_id", "kind", "channel")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "notification_choices_by_workspace" ON "notification_choices" ("workspace_id")
        `);
    await queryRunner.query(`
            ALTER TABLE "notification_choices"
            ADD CONSTRAINT "notification_choices_member_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
    await queryRunner.query(`
            ALTER TABLE "notification_choices"
            ADD CONSTRAINT "notification_choices_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "notification_choices" DROP CONSTRAINT "notification_choices_workspace_fkey"
        `);
    await queryRunner.query(`
            ALTER TABLE "notification_choices" DROP CONSTRAINT "notification_choices_member_fkey"
        `);
    await queryRunner.query(`
            DROP INDEX "public"."notification_choices_by_workspace"
        `);
    await queryRunner.query(`
            DROP TABLE "notification_choices"
        `);
  }
}
