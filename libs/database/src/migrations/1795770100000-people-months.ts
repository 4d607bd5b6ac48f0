import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People by step of whole months, beside those of days: a year is then a dozen rows a block to unite, not 365. No entity stands
 * for the roll-ups. What is there already is united here.
 */
export class PeopleMonths1795770100000 implements MigrationInterface {
  name = 'PeopleMonths1795770100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`create table scope_people_months (
      workspace_id uuid not null,
      scope uuid not null,
      step smallint not null,
      month date not null,
      block integer not null,
      bits bit(4096) not null,
      constraint scope_people_months_pk primary key (workspace_id, scope, step, month, block)
    ) with (fillfactor = 90)`);
    await queryRunner.query(`insert into scope_people_months (workspace_id, scope, step, month, block, bits)
      select workspace_id, scope, step, date_trunc('month', day)::date, block, bit_or(bits) from scope_people
      group by workspace_id, scope, step, date_trunc('month', day), block`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`drop table scope_people_months`);
  }
}
