import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Wakes listeners when an outbox row is committed: channel `outbox_job` for topics with a dash, `outbox_event` for those
 * with a dot. The payload is the row's `seq`. A missed notice costs nothing but time: both readers poll as well.
 */
export class OutboxNotify1795343600000 implements MigrationInterface {
  name = 'OutboxNotify1795343600000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create function outbox_notify() returns trigger language plpgsql as $$
      begin
        perform pg_notify(case when position('.' in new.topic) > 0 then 'outbox_event' else 'outbox_job' end, new.seq::text);
        return null;
      end $$`);
    await queryRunner.query(
      'create trigger outbox_notify after insert on outbox for each row execute function outbox_notify()',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop trigger outbox_notify on outbox');
    await queryRunner.query('drop function outbox_notify()');
  }
}
