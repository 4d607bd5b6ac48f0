import { MigrationInterface, QueryRunner } from 'typeorm';

export class LiveEncodings1795728662461 implements MigrationInterface {
  name = 'LiveEncodings1795728662461';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            CREATE TABLE "live_encodings" (
                "upload_id" uuid NOT NULL,
                "holder" uuid NOT NULL,
                "lease_expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                "taken_bytes" bigint NOT NULL DEFAULT '0',
                "result" jsonb,
                CONSTRAINT "live_encodings_pkey" PRIMARY KEY ("upload_id")
            )
        `);
    await queryRunner.query(`
            ALTER TABLE "live_encodings"
            ADD CONSTRAINT "live_encodings_upload_fkey" FOREIGN KEY ("upload_id") REFERENCES "uploads"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "live_encodings" DROP CONSTRAINT "live_encodings_upload_fkey"
        `);
    await queryRunner.query(`
            DROP TABLE "live_encodings"
        `);
  }
}
