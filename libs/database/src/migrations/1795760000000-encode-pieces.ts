import { MigrationInterface, QueryRunner } from 'typeorm';

export class EncodePieces1795760000000 implements MigrationInterface {
  name = 'EncodePieces1795760000000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            CREATE TABLE "encode_pieces" (
                "video_id" uuid NOT NULL,
                "attempt" integer NOT NULL,
                "index" smallint NOT NULL,
                "upload_id" uuid NOT NULL,
                "plan" jsonb NOT NULL,
                "length_ms" integer NOT NULL,
                "state" text NOT NULL DEFAULT 'waiting',
                "tries" smallint NOT NULL DEFAULT '0',
                "lease_expires_at" TIMESTAMP WITH TIME ZONE,
                "progress" real NOT NULL DEFAULT '0',
                "failure_code" text,
                CONSTRAINT "encode_pieces_pkey" PRIMARY KEY ("video_id", "attempt", "index")
            )
        `);
    await queryRunner.query(`
            CREATE TABLE "workers" (
                "id" uuid NOT NULL,
                "slots" smallint NOT NULL,
                "seen_at" TIMESTAMP WITH TIME ZONE NOT NULL,
                CONSTRAINT "workers_pkey" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            ALTER TABLE "encode_pieces"
            ADD CONSTRAINT "encode_pieces_video_fkey" FOREIGN KEY ("video_id") REFERENCES "videos"("id") ON DELETE CASCADE ON UPDATE NO ACTION
        `);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            ALTER TABLE "encode_pieces" DROP CONSTRAINT "encode_pieces_video_fkey"
        `);
    await queryRunner.query(`
            DROP TABLE "workers"
        `);
    await queryRunner.query(`
            DROP TABLE "encode_pieces"
        `);
  }
}
