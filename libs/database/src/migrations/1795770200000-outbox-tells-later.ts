import type { MigrationInterface, QueryRunner } from 'typeorm';

const notify = (
  condition: string,
) => `create or replace function outbox_notify() returns trigger language plpgsql as $$
      begin
        if position('.' in new.topic) = 0 then
          perform pg_notify('outbox_job', new.seq::text);
        elsif ${condition} then
          perform pg_notify('outbox_event', new.seq::text);
        end if;
        return null;
      end $$`;

/** Whoever sets `outreel.tells_later` in its transaction tells the listeners of its events after the commit. */
export class OutboxTellsLater1795770200000 implements MigrationInterface {
  name = 'OutboxTellsLater1795770200000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(notify(`coalesce(current_setting('outreel.tells_later', true), '') <> 'on'`));
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(notify('true'));
  }
}
