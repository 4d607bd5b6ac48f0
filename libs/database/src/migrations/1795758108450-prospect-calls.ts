import { MigrationInterface, QueryRunner } from 'typeorm';

/** Who to call now: how warm each prospect is, and marks of news that have not been weighed. Tables of tracking, without entities. */
export class ProspectCalls1795758108450 implements MigrationInterface {
  name = 'ProspectCalls1795758108450';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
            CREATE TABLE "prospect_calls" (
                "prospect_id" uuid NOT NULL,
                "workspace_id" uuid NOT NULL,
                "member_id" uuid NOT NULL,
                "heat" double precision NOT NULL,
                CONSTRAINT "prospect_calls_pkey" PRIMARY KEY ("prospect_id"),
                CONSTRAINT "prospect_calls_prospect_fkey" FOREIGN KEY ("prospect_id") REFERENCES "prospects"("id") ON DELETE CASCADE
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "prospect_calls_by_heat" ON "prospect_calls" ("workspace_id", "heat" DESC, "prospect_id" DESC)
        `);
    await queryRunner.query(`
            CREATE INDEX "prospect_calls_by_member" ON "prospect_calls" ("workspace_id", "member_id", "heat" DESC, "prospect_id" DESC)
        `);
    // Marks are only added and taken away: ingest never waits for another's, and one link may have many.
    await queryRunner.query(`
            CREATE TABLE "call_marks" (
                "id" bigint GENERATED ALWAYS AS IDENTITY,
                "workspace_id" uuid NOT NULL,
                "link_id" uuid NOT NULL,
                CONSTRAINT "call_marks_pkey" PRIMARY KEY ("id")
            )
        `);
    await queryRunner.query(`
            CREATE INDEX "call_marks_by_workspace" ON "call_marks" ("workspace_id", "id")
        `);
    await queryRunner.query(`
            CREATE FUNCTION tracking_mark_call() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO call_marks (workspace_id, link_id) VALUES (new.workspace_id, new.link_id);
                RETURN NULL;
            END $$
        `);
    // What moves a score, and nothing else: older news has cooled down to nothing, and most beacons leave no mark. The shares are those at which a first view gains points.
    await queryRunner.query(`
            CREATE TRIGGER visits_mark_call AFTER UPDATE ON visits FOR EACH ROW
            WHEN (
                new.last_seen_at > now() - interval '45 days'
                AND (new.prospect_id IS NOT NULL OR old.prospect_id IS NOT NULL OR new.is_likely_forwarded)
                AND (old.class <> new.class
                    OR old.prospect_id IS DISTINCT FROM new.prospect_id
                    OR old.privacy_mode <> new.privacy_mode
                    OR old.viewed_at IS DISTINCT FROM new.viewed_at
                    OR (new.viewed_at IS NOT NULL AND new.duration_ms > 0
                        AND (old.accepted_media_ms / new.duration_ms <> new.accepted_media_ms / new.duration_ms
                            OR width_bucket(old.watched_share, ARRAY[0.25, 0.5, 0.75, 0.9]::float8[])
                              <> width_bucket(new.watched_share, ARRAY[0.25, 0.5, 0.75, 0.9]::float8[]))))
            )
            EXECUTE FUNCTION tracking_mark_call()
        `);
    // Ingest opens a visit unwatched; others may bring in whole ones.
    await queryRunner.query(`
            CREATE TRIGGER visits_mark_new_call AFTER INSERT ON visits FOR EACH ROW
            WHEN (new.viewed_at IS NOT NULL AND new.class = 'human' AND new.last_seen_at > now() - interval '45 days')
            EXECUTE FUNCTION tracking_mark_call()
        `);
    await queryRunner.query(`
            CREATE TRIGGER visit_actions_mark_call AFTER INSERT ON visit_actions FOR EACH ROW
            EXECUTE FUNCTION tracking_mark_call()
        `);
    await queryRunner.query(`
            INSERT INTO call_marks (workspace_id, link_id)
            SELECT DISTINCT workspace_id, link_id FROM visits
            WHERE class = 'human' AND last_seen_at > now() - interval '45 days'
        `);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TRIGGER visit_actions_mark_call ON visit_actions`);
    await queryRunner.query(`DROP TRIGGER visits_mark_new_call ON visits`);
    await queryRunner.query(`DROP TRIGGER visits_mark_call ON visits`);
    await queryRunner.query(`DROP FUNCTION tracking_mark_call()`);
    await queryRunner.query(`DROP TABLE "call_marks"`);
    await queryRunner.query(`DROP TABLE "prospect_calls"`);
  }
}
