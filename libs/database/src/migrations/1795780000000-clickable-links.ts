import type { MigrationInterface, QueryRunner } from 'typeorm';

const hasCallToAction = `(page -> 'callsToAction' -> 0) is not null`;

/** Indexes that tell whether a selection of links has anything to click, and how many of those without it replied. */
export class ClickableLinks1795780000000 implements MigrationInterface {
  name = 'ClickableLinks1795780000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [
      `create index links_clickable_by_member on links (workspace_id, member_id, sent_at) where ${hasCallToAction}`,
      `create index links_clickable_by_campaign on links (campaign_id, member_id, sent_at) where ${hasCallToAction}`,
      `drop index link_states_campaign_index`,
      `create index link_states_campaign_index on link_states (campaign_id, member_id, sent_at) where campaign_id is not null`,
      `create index link_states_replies_index on link_states (workspace_id, sent_day) where replies > 0`,
    ])
      await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of [
      `drop index link_states_replies_index`,
      `drop index link_states_campaign_index`,
      `create index link_states_campaign_index on link_states (campaign_id) where campaign_id is not null`,
      `drop index links_clickable_by_campaign`,
      `drop index links_clickable_by_member`,
    ])
      await queryRunner.query(statement);
  }
}
