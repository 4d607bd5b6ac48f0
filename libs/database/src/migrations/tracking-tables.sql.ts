/*
 * The tables of tracking. The migration of libs/database runs these statements one by one, in order.
 * No foreign key reaches into CRUD tables: the figures outlive a deleted link, and ingest never waits for a lock of the CRUD side.
 * Works on PostgreSQL 15 and later.
 */
const classes = `('bot','prefetch','automation','scanner','internal','suspect','human')`;

const hits = [
  `create table hits (
    id uuid not null,
    workspace_id uuid not null,
    link_id uuid not null,
    video_id uuid not null,
    prospect_id uuid,
    member_id uuid,
    kind text not null,
    class text not null,
    reasons jsonb not null default '[]',
    rule_version smallint not null,
    facts jsonb not null,
    visitor_key bytea,
    address_key bytea,
    occurred_at timestamptz not null,
    constraint hits_pk primary key (id),
    constraint hits_kind_check check (kind in ('page','image','captions','media','honeypot','pixel')),
    constraint hits_class_check check (class in ${classes})
  )`,
  `create index hits_link_index on hits (link_id, occurred_at desc)`,
  `create index hits_network_index on hits (workspace_id, address_key, occurred_at desc)`,
  `create index hits_honeypot_index on hits (link_id, visitor_key) where kind = 'honeypot'`,
  `create index hits_prospect_index on hits (prospect_id) where prospect_id is not null`,
  `create index hits_age_index on hits using brin (occurred_at)`,
];

/* first_beacon_at … accepted_media_ms feed pacing; watched is the union; viewed_at is set once and never taken back (a view = viewed_at is set and class is human). */
const visits = [
  `create table visits (
    id uuid not null,
    visit_day date not null,
    workspace_id uuid not null,
    link_id uuid not null,
    video_id uuid not null,
    prospect_id uuid,
    member_id uuid,
    privacy_mode text not null,
    video_version integer not null default 1,
    duration_ms integer not null,
    visitor_key bytea,
    address_key bytea,
    device text not null default '',
    is_likely_forwarded boolean not null default false,
    load_count integer not null default 1,
    class text not null,
    reasons jsonb not null default '[]',
    rule_version smallint not null,
    facts jsonb not null,
    opened_at timestamptz not null,
    last_seen_at timestamptz not null,
    first_beacon_at timestamptz,
    last_beacon_at timestamptz,
    beacon_count integer not null default 0,
    accepted_media_ms bigint not null default 0,
    watched int4multirange not null default '{}',
    watched_ms integer not null default 0,
    watched_share double precision generated always as (case when duration_ms > 0 then watched_ms::double precision / duration_ms else 0 end) stored,
    has_input boolean not null default false,
    is_started_by_gesture boolean not null default false,
    was_unmuted boolean not null default false,
    viewed_at timestamptz,
    completed_at timestamptz,
    reached_milestones smallint[] not null default '{}',
    notified text[] not null default '{}',
    constraint visits_pk primary key (id),
    constraint visits_class_check check (class in ${classes}),
    constraint visits_privacy_check check (privacy_mode in ('aggregate','notice','consent')),
    constraint visits_watched_check check (watched_ms >= 0 and watched_ms <= duration_ms)
  )`,
  `create index visits_link_index on visits (link_id, opened_at desc)`,
  `create index visits_resume_index on visits (link_id, visitor_key, last_seen_at desc)`,
  `create index visits_network_index on visits (workspace_id, address_key, opened_at desc)`,
  `create index visits_workspace_index on visits (workspace_id, opened_at)`,
  `create index visits_video_views_index on visits (video_id, opened_at) where viewed_at is not null and class = 'human'`,
  `create index visits_prospect_index on visits (prospect_id) where prospect_id is not null`,
  `create index visits_age_index on visits using brin (opened_at)`,
];

/* visit_day comes from the visit, not from the arrival, so (visit_day, visit_id, seq) is unique for a (visit, seq) although the table is partitioned. */
const beacons = [
  `create table beacons (
    visit_day date not null,
    visit_id uuid not null,
    seq bigint not null,
    received_at timestamptz not null,
    ranges int4range[] not null,
    spans jsonb not null,
    events jsonb not null,
    drops jsonb not null default '[]',
    constraint beacons_pk primary key (visit_day, visit_id, seq)
  ) partition by range (visit_day)`,
  `create table beacons_default partition of beacons default`,
  `create function tracking_ensure_beacon_partition(day date) returns void language plpgsql as $$
  declare child text := 'beacons_' || to_char(day, 'YYYYMMDD');
  begin
    if to_regclass(child) is not null then return; end if;
    perform pg_advisory_xact_lock(hashtext('tracking_beacon_partition'));
    execute format('create table if not exists %I partition of beacons for values from (%L) to (%L)', child, day, day + 1);
  exception when check_violation then
    -- Rows of that day already sit in the default partition: they stay there, and nothing is lost.
    null;
  end $$`,
  `create function tracking_drop_beacon_partitions(older_than date) returns integer language plpgsql as $$
  declare child record; dropped integer := 0;
  begin
    for child in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'beacons'::regclass and c.relname ~ '^beacons_[0-9]{8}$'
        and to_date(right(c.relname, 8), 'YYYYMMDD') < older_than
    loop
      execute format('drop table %I', child.relname);
      dropped := dropped + 1;
    end loop;
    delete from beacons_default where visit_day < older_than;
    return dropped;
  end $$`,
];

const rest = [
  `create table drop_counts (
    day date not null,
    workspace_id uuid,
    reason text not null,
    count bigint not null,
    constraint drop_counts_key unique nulls not distinct (day, workspace_id, reason)
  )`,
  `create table visit_actions (
    id uuid not null,
    visit_id uuid not null,
    workspace_id uuid not null,
    link_id uuid not null,
    video_id uuid not null,
    prospect_id uuid,
    member_id uuid,
    kind text not null,
    label text,
    target text,
    text text,
    at_ms integer,
    occurred_at timestamptz not null,
    constraint visit_actions_pk primary key (id),
    constraint visit_actions_visit_fk foreign key (visit_id) references visits (id) on delete cascade,
    constraint visit_actions_kind_check check (kind in ('click','reply','reaction','booking'))
  )`,
  `create index visit_actions_visit_index on visit_actions (visit_id, occurred_at)`,
  `create index visit_actions_link_index on visit_actions (link_id, kind)`,
  `create index visit_actions_workspace_index on visit_actions (workspace_id, occurred_at desc)`,
  `create table salts (
    day date not null,
    salt bytea not null,
    created_at timestamptz not null default now(),
    constraint salts_pk primary key (day)
  )`,
];

/** Statements that create the tables, indexes and functions of tracking, in order. Run each once, inside a migration. */
export const trackingUpSql: string[] = [...hits, ...visits, ...beacons, ...rest];

/** Statements that undo {@link trackingUpSql}, in order. Every figure is lost. */
export const trackingDownSql: string[] = [
  `drop table salts`,
  `drop table visit_actions`,
  `drop table drop_counts`,
  `drop function tracking_drop_beacon_partitions(date)`,
  `drop function tracking_ensure_beacon_partition(date)`,
  `drop table beacons`,
  `drop table visits`,
  `drop table hits`,
];
