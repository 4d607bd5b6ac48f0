/*
 * The tables of the roll-ups, and the triggers that note what has changed. The migration runs these statements one by one.
 *
 * How the roll-ups stay exact, whoever writes. A trigger adds to every change of a visit, hit, action or link a row of
 * roll_up_changes that only says where to look again: a link, and moments. Later one process at a time (a lock for each
 * workspace) takes such rows and counts those days of those links again from the raw rows; what is new minus what was in
 * link_days goes into every sum above it. So
 *   – a sum never depends on the order, number or kind of writes: it follows from the raw rows as they are;
 *   – ingest only ever adds rows here. It waits for nobody and nobody for it, and no two writers can lock each other out;
 *   – in every snapshot the roll-ups equal the raw rows but for the links that are named in roll_up_changes.
 * Sums kept by the triggers themselves would have made every batch wait for the rows of the day of its workspace.
 */

/* due_at: a hit is looked at once more a minute later, as the beacon that makes it part of a visit may be under way unseen. */
const changes = [
  `create table roll_up_changes (
    seq bigint generated always as identity,
    workspace_id uuid not null,
    link_id uuid not null,
    video_id uuid,
    moments timestamptz[] not null default '{}',
    due_at timestamptz not null default now(),
    constraint roll_up_changes_pk primary key (seq)
  ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)`,
  `create index roll_up_changes_workspace_index on roll_up_changes (workspace_id, seq)`,
];

/* In which time zone the days of a workspace were counted; a workspace that is missing has not been counted yet. */
const workspaces = [
  `create table roll_up_workspaces (
    workspace_id uuid not null,
    time_zone text not null,
    built_at timestamptz not null default now(),
    constraint roll_up_workspaces_pk primary key (workspace_id)
  )`,
  `create table roll_up_checks (
    workspace_id uuid not null,
    checked_at timestamptz not null,
    differences integer not null,
    details jsonb not null default '{}',
    is_repaired boolean not null default false,
    constraint roll_up_checks_pk primary key (workspace_id)
  )`,
];

/* Shares are summed as whole billionths: sums of fractions depend on their order. */
const measures = `opens integer not null default 0,
    views integer not null default 0,
    halves integer not null default 0,
    clicks integer not null default 0,
    replies integer not null default 0,
    bookings integer not null default 0,
    excluded integer not null default 0,
    shares bigint not null default 0`;

const moments = `first_opened_at timestamptz,
    first_viewed_at timestamptz,
    first_half_at timestamptz,
    first_clicked_at timestamptz,
    first_replied_at timestamptz,
    first_booked_at timestamptz,
    last_viewed_at timestamptz,
    best_share double precision`;

/* A day of a link. prospect_id is that of the visits: null for those that name nobody. */
const links = [
  `create table link_days (
    link_id uuid not null,
    day date not null,
    prospect_id uuid,
    ${measures},
    ${moments},
    constraint link_days_key unique nulls not distinct (link_id, day, prospect_id)
  )`,
  `create index link_days_prospect_index on link_days (prospect_id) where prospect_id is not null`,
  // A link that is gone keeps its visits: they stay with the workspace, the member and the video.
  `create table link_states (
    link_id uuid not null,
    workspace_id uuid not null,
    is_link boolean not null,
    team_id uuid,
    member_id uuid,
    campaign_id uuid,
    video_id uuid,
    person_id uuid,
    sent_at timestamptz,
    sent_day date,
    ${measures},
    ${moments},
    constraint link_states_pk primary key (link_id)
  ) with (fillfactor = 90)`,
  `create index link_states_sent_index on link_states (workspace_id, sent_at)`,
  `create index link_states_person_index on link_states (workspace_id, person_id)`,
  `create index link_states_member_index on link_states (workspace_id, member_id)`,
  `create index link_states_campaign_index on link_states (campaign_id) where campaign_id is not null`,
  `create index link_states_video_index on link_states (video_id, last_viewed_at desc nulls last)`,
];

/* A scope is a selection of links: by team, member and campaign in any combination, by video, or all. */
const scopes = [
  `create function roll_up_scope(team uuid, member uuid, campaign uuid, video uuid) returns uuid
    language sql immutable parallel safe as $$
    select md5(coalesce(team::text, '') || '/' || coalesce(member::text, '') || '/' || coalesce(campaign::text, '') || '/' || coalesce(video::text, ''))::uuid
  $$`,
  `create table scope_days (
    workspace_id uuid not null,
    scope uuid not null,
    day date not null,
    ${measures},
    constraint scope_days_pk primary key (workspace_id, scope, day)
  ) with (fillfactor = 70)`,
  // Links by the day of sending ('infinity': not sent) and what has become of them; "…_after": of those, with the step before too.
  `create table scope_cohorts (
    workspace_id uuid not null,
    scope uuid not null,
    sent_day date not null,
    links integer not null default 0,
    opened integer not null default 0,
    viewed integer not null default 0,
    half integer not null default 0,
    clicked integer not null default 0,
    replied integer not null default 0,
    booked integer not null default 0,
    viewed_after integer not null default 0,
    half_after integer not null default 0,
    clicked_after integer not null default 0,
    replied_after integer not null default 0,
    booked_after integer not null default 0,
    constraint scope_cohorts_pk primary key (workspace_id, scope, sent_day)
  ) with (fillfactor = 70)`,
];

/*
 * Which people did what on a day, one bit each, for the workspace and each team: distinct people of any period are a union.
 * Each scope numbers its people for itself, as they come: those of one time stand together, in few blocks.
 */
const people = [
  `create table roll_up_people (
    workspace_id uuid not null,
    scope uuid not null,
    person_id uuid not null,
    number integer not null,
    constraint roll_up_people_pk primary key (workspace_id, scope, person_id),
    constraint roll_up_people_number_key unique (workspace_id, scope, number)
  )`,
  `create table scope_people (
    workspace_id uuid not null,
    scope uuid not null,
    step smallint not null,
    day date not null,
    block integer not null,
    bits bit(4096) not null,
    constraint scope_people_pk primary key (workspace_id, scope, step, day, block)
  ) with (fillfactor = 90)`,
];

/* The curve and heat of a video's views of a day, counted when somebody asks, and forgotten when a visit of that day changes. */
const retention = [
  `create table retention_days (
    video_id uuid not null,
    day date not null,
    bucket_count integer not null,
    source_ms integer not null,
    views integer not null,
    shares bigint not null,
    viewers integer[],
    able integer[],
    heat_ms bigint[],
    constraint retention_days_pk primary key (video_id, bucket_count, source_ms, day)
  )`,
];

const indexes = [
  `create index visits_link_views_index on visits (link_id, viewed_at) where viewed_at is not null and class = 'human'`,
  `drop index visit_actions_link_index`,
  `create index visit_actions_link_index on visit_actions (link_id, occurred_at)`,
  `create index visit_actions_bookings_index on visit_actions (workspace_id) where kind = 'booking'`,
  `create index hits_excluded_index on hits (link_id, visitor_key) where class <> 'human' and kind in ('page','honeypot','pixel')`,
];

/** Statements that create the tables of the roll-ups, in order. */
export const rollUpTablesSql: string[] = [
  ...changes,
  ...workspaces,
  ...links,
  ...scopes,
  ...people,
  ...retention,
  ...indexes,
];

/** Statements that undo {@link rollUpTablesSql}, in order. */
export const rollUpTablesDownSql: string[] = [
  `drop index hits_excluded_index`,
  `drop index visit_actions_bookings_index`,
  `drop index visit_actions_link_index`,
  `create index visit_actions_link_index on visit_actions (link_id, kind)`,
  `drop index visits_link_views_index`,
  `drop table retention_days, scope_people, roll_up_people, scope_cohorts, scope_days, link_states, link_days`,
  `drop function roll_up_scope(uuid, uuid, uuid, uuid)`,
  `drop table roll_up_checks, roll_up_workspaces, roll_up_changes`,
];
