import { MigrationInterface, QueryRunner } from 'typeorm';

export class CampaignEnd1795790000000 implements MigrationInterface {
  name = 'CampaignEnd1795790000000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "campaigns"
            ADD "paused_at" TIMESTAMP WITH TIME ZONE
        `);
    await queryRunner.query(`
            ALTER TABLE "campaigns"
            ADD "expires_at" TIMESTAMP WITH TIME ZONE
        `);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "campaigns" DROP COLUMN "expires_at"
        `);
    await queryRunner.query(`
            ALTER TABLE "campaigns" DROP COLUMN "paused_at"
        `);
  }
}
