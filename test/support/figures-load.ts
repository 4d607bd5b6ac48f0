import type { Client } from 'pg';

/** Ids that sort by time of creation, as real ones do. */
const idOf = (kind: number, number: string) =>
  `('0000000${kind}-0000-7000-8000-' || lpad(to_hex((${number})::bigint), 12, '0'))::uuid`;

/** How the load is shaped; the largest team has some two fifths of everything. */
const shape = { days: 395, members: 100, membersOfLargestTeam: 30, campaigns: 200, visitsOfLink: 4 };
const videoMs = 60_000;

const people = [
  `insert into workspaces (id, name) values (${idOf(1, '1')}, 'Load')`,
  `insert into teams (id, workspace_id, name) select ${idOf(2, 'i')}, ${idOf(1, '1')}, 'Team ' || i from generate_series(0, 9) i`,
  `insert into members (id, workspace_id, team_id, email, name, role, password_hash)
   select ${idOf(3, 'i')}, ${idOf(1, '1')}, ${idOf(2, `case when i < ${shape.membersOfLargestTeam} then 0 else 1 + i % 9 end`)},
     i || '@example.com', 'Member ' || i, 'rep', '' from generate_series(0, ${shape.members - 1}) i`,
  `insert into videos (id, workspace_id, member_id, title, kind, state, duration_ms)
   select ${idOf(4, 'i')}, ${idOf(1, '1')}, ${idOf(3, 'i / 2')}, 'Video ' || i, 'recording', 'ready', ${videoMs} from generate_series(0, ${shape.campaigns - 1}) i`,
  `insert into campaigns (id, workspace_id, member_id, video_id, name, page)
   select ${idOf(5, 'i')}, ${idOf(1, '1')}, ${idOf(3, 'i / 2')}, ${idOf(4, 'i')}, 'Campaign ' || i,
     '{"callsToAction": [{"kind": "url", "label": "Book", "target": "https://example.com"}]}' from generate_series(0, ${shape.campaigns - 1}) i`,
];

/* Every tenth link goes to somebody who has one from another campaign; each link is sent at its place in the year. */
const links = `insert into links (id, workspace_id, video_id, member_id, team_id, prospect_id, campaign_id, slug, sent_at)
  select ${idOf(6, 'i')}, ${idOf(1, '1')}, ${idOf(4, 'c')}, ${idOf(3, 'c / 2')},
    ${idOf(2, `case when c / 2 < ${shape.membersOfLargestTeam} then 0 else 1 + c / 2 % 9 end`)},
    ${idOf(7, 'case when i % 10 = 9 then i - 9 else i end')}, ${idOf(5, 'c')}, 'slug' || i, now() - interval '1 hour' - (1 - i::float8 / $1) * interval '${shape.days} days'
  from (select i, case when i % 10 = 9 then 199 - floor(199 * power(random(), 1.3))::int else floor(199 * power(random(), 1.3))::int end as c
    from generate_series(0, $1::int - 1) i) l
  on conflict do nothing`;

/* People come within days of the sending, some late; two thirds of them watch, mostly from the beginning. */
const visits = `insert into visits (id, visit_day, workspace_id, link_id, video_id, prospect_id, member_id, privacy_mode, duration_ms, visitor_key,
    class, rule_version, facts, opened_at, last_seen_at, beacon_count, watched, watched_ms, viewed_at)
  select ${idOf(8, 'j')}, (opened at time zone 'UTC')::date, l.workspace_id, l.id, l.video_id, l.prospect_id, l.member_id, 'notice', ${videoMs}, decode(lpad(to_hex(j), 16, '0'), 'hex'),
    case when is_human then 'human' else 'scanner' end, 1, '{"agent": "Mozilla/5.0 (Windows NT 10.0) Chrome/141.0"}', opened, opened + interval '1 minute', 3,
    case when not is_human then '{}'::int4multirange when to_ms > 20000 and j % 3 = 0
      then int4multirange(int4range(0, to_ms - 15000), int4range(to_ms - 10000, to_ms)) else int4multirange(int4range(0, to_ms)) end,
    case when not is_human then 0 when to_ms > 20000 and j % 3 = 0 then to_ms - 5000 else to_ms end,
    case when is_human and to_ms > 3000 and random() < 0.8 then opened + interval '20 seconds' end
  from (
    select j, random() < 0.82 as is_human, (500 + random() * 59500)::int as to_ms, -ln(1 - random()) * interval '4 days' as after
    from generate_series(0, $1::int - 1) j) v
  join links l on l.id = ${idOf(6, `j / ${shape.visitsOfLink}`)}
  cross join lateral (select least(l.sent_at + after, now() - interval '1 minute') as opened) o`;

const rest = [
  `insert into visit_actions (id, visit_id, workspace_id, link_id, video_id, prospect_id, member_id, kind, occurred_at)
   select gen_random_uuid(), v.id, workspace_id, link_id, video_id, prospect_id, member_id, kind, viewed_at + interval '30 seconds'
   from visits v, lateral (select random() as r offset 0 * ascii(v.device)) x, lateral (select 'click' as kind where r < 0.08 union all select 'reply' where r < 0.03) a
   where viewed_at is not null`,
  `insert into hits (id, workspace_id, link_id, video_id, prospect_id, member_id, kind, class, rule_version, facts, visitor_key, occurred_at)
   select gen_random_uuid(), workspace_id, id, video_id, prospect_id, member_id, 'page', 'bot', 1, '{"agent": "Zscaler"}', '\\x00', sent_at + interval '4 seconds'
   from links where random() < 0.2`,
  `select tracking_ensure_beacon_partition((now() at time zone 'UTC')::date - i) from generate_series(0, 31) i`,
  `insert into beacons (visit_day, visit_id, seq, received_at, ranges, spans, events)
   select visit_day, id, seq, opened_at, array[int4range(0, least(10000, watched_ms))], '[]', '[]'
   from visits, generate_series(0, 1) seq where viewed_at is not null and opened_at > now() - interval '30 days'`,
];

/** The workspace of the load, its largest team, that team's busiest member, campaign and video, and the members. */
export const loadIds = {
  workspace: '00000001-0000-7000-8000-000000000001',
  team: '00000002-0000-7000-8000-000000000000',
  member: '00000003-0000-7000-8000-000000000000',
  campaign: '00000005-0000-7000-8000-000000000000',
  video: '00000004-0000-7000-8000-000000000000',
};
export const loadVideoMs = videoMs;

/**
 * Fills a migrated database with a year of tracking, inside PostgreSQL; the roll-ups are left to be built.
 * @param client one connection: triggers and indexes are off while it fills
 * @param visitCount 1,000 or more
 */
export async function fillWithVisits(client: Client, visitCount: number): Promise<void> {
  await client.query(
    `set session_replication_role = replica; select setseed(0.42); set work_mem = '256MB'; set maintenance_work_mem = '512MB'`,
  );
  for (const statement of people) await client.query(statement);
  await client.query(links, [Math.ceil(visitCount / shape.visitsOfLink)]);
  await withoutIndexes(client, () => client.query(visits, [visitCount]));
  for (const statement of rest) await client.query(statement);
  await client.query(`set session_replication_role = origin`);
  await client.query(`vacuum analyze`);
}

/** Millions of rows go in several times faster when the indexes are made afterwards. */
async function withoutIndexes(client: Client, fill: () => Promise<unknown>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes where tablename = 'visits' and indexname <> 'visits_pk'`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  await fill();
  for (const { definition } of rows) await client.query(definition);
}
