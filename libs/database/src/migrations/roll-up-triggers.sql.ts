/*
 * The triggers that note what has changed. They run in the writer's transaction, so a change and its note are kept together
 * or not at all. One for each statement where batches are written, one for each row where rows come one by one.
 */
const countedKinds = `('page','honeypot','pixel')`;

/* Everything of a visit that a figure depends on; what playback changes matters of a view only. */
const visitChanged = `(o.workspace_id, o.link_id, o.video_id, o.prospect_id, o.class = 'human', o.opened_at, o.viewed_at)
      is distinct from (n.workspace_id, n.link_id, n.video_id, n.prospect_id, n.class = 'human', n.opened_at, n.viewed_at)
    or n.class = 'human' and n.viewed_at is not null and (o.watched_ms, o.beacon_count, o.duration_ms, o.visit_day, o.watched, o.kept)
      is distinct from (n.watched_ms, n.beacon_count, n.duration_ms, n.visit_day, n.watched, n.kept)`;

/* Hits that a visit covers, or did: they are counted only while no visit tells of them. */
const hitsOf = (visits: string) => `insert into roll_up_changes (workspace_id, link_id, moments)
    select h.workspace_id, h.link_id, array[h.occurred_at] from ${visits} v
    join hits h on h.link_id = v.link_id and h.visitor_key = v.visitor_key
    where h.class <> 'human' and h.kind in ${countedKinds}`;

const visitFunctions = [
  `create function roll_up_visits_inserted() returns trigger language plpgsql as $$
  begin
    insert into roll_up_changes (workspace_id, link_id, video_id, moments)
    select workspace_id, link_id, video_id, array[opened_at, viewed_at] from new_visits;
    ${hitsOf('new_visits')};
    return null;
  end $$`,
  `create function roll_up_visits_deleted() returns trigger language plpgsql as $$
  begin
    insert into roll_up_changes (workspace_id, link_id, video_id, moments)
    select workspace_id, link_id, video_id, array[opened_at, viewed_at] from old_visits;
    ${hitsOf('old_visits')};
    return null;
  end $$`,
  // Planned anew each time: a plan made for one visit would compare every visit of a batch with every other.
  `create function roll_up_visits_updated() returns trigger language plpgsql as $$
  begin
    execute $sql$insert into roll_up_changes (workspace_id, link_id, video_id, moments)
      select at.workspace_id, at.link_id, at.video_id, array[o.opened_at, n.opened_at, o.viewed_at, n.viewed_at]
        || case when (o.class = 'human') = (n.class = 'human') and o.link_id = n.link_id then '{}'
           else array(select occurred_at from visit_actions a where a.visit_id = n.id) end
      from old_visits o join new_visits n using (id)
      cross join lateral (select n.workspace_id, n.link_id, n.video_id union select o.workspace_id, o.link_id, o.video_id) at
      where ${visitChanged}$sql$;
    execute $sql$insert into roll_up_changes (workspace_id, link_id, moments)
      select h.workspace_id, h.link_id, array[h.occurred_at]
      from old_visits o join new_visits n using (id)
      join hits h on h.link_id in (o.link_id, n.link_id) and h.visitor_key in (o.visitor_key, n.visitor_key)
      where h.class <> 'human' and h.kind in ${countedKinds}
        and (h.occurred_at > least(o.last_seen_at, n.last_seen_at) and h.occurred_at <= greatest(o.last_seen_at, n.last_seen_at)
          or (o.link_id, o.visitor_key, o.opened_at) is distinct from (n.link_id, n.visitor_key, n.opened_at))$sql$;
    return null;
  end $$`,
];

const visitTriggers = [
  `create trigger roll_up_visits_inserted after insert on visits
    referencing new table as new_visits for each statement execute function roll_up_visits_inserted()`,
  `create trigger roll_up_visits_deleted after delete on visits
    referencing old table as old_visits for each statement execute function roll_up_visits_deleted()`,
  `create trigger roll_up_visits_updated after update on visits
    referencing old table as old_visits new table as new_visits for each statement execute function roll_up_visits_updated()`,
];

const isCounted = (row: string) => `${row}.class <> 'human' and ${row}.kind in ${countedKinds}`;

const hits = [
  `create function roll_up_hit_changed() returns trigger language plpgsql as $$
  begin
    if tg_op <> 'INSERT' then
      insert into roll_up_changes (workspace_id, link_id, moments, due_at)
      values (old.workspace_id, old.link_id, array[old.occurred_at], now()), (old.workspace_id, old.link_id, array[old.occurred_at], now() + interval '1 minute');
    end if;
    if tg_op <> 'DELETE' then
      insert into roll_up_changes (workspace_id, link_id, moments, due_at)
      values (new.workspace_id, new.link_id, array[new.occurred_at], now()), (new.workspace_id, new.link_id, array[new.occurred_at], now() + interval '1 minute');
    end if;
    return null;
  end $$`,
  `create trigger roll_up_hit_inserted after insert on hits
    for each row when (${isCounted('new')}) execute function roll_up_hit_changed()`,
  `create trigger roll_up_hit_deleted after delete on hits
    for each row when (${isCounted('old')}) execute function roll_up_hit_changed()`,
  `create trigger roll_up_hit_updated after update on hits
    for each row when ((${isCounted('old')} or ${isCounted('new')})
      and (old.class, old.kind, old.workspace_id, old.link_id, old.prospect_id, old.visitor_key, old.occurred_at)
        is distinct from (new.class, new.kind, new.workspace_id, new.link_id, new.prospect_id, new.visitor_key, new.occurred_at))
    execute function roll_up_hit_changed()`,
];

/* The prospect of an action is that of its visit: only when and what it was counts. */
const actions = [
  `create function roll_up_action_changed() returns trigger language plpgsql as $$
  begin
    if tg_op <> 'INSERT' then
      insert into roll_up_changes (workspace_id, link_id, moments) values (old.workspace_id, old.link_id, array[old.occurred_at]);
    end if;
    if tg_op <> 'DELETE' then
      insert into roll_up_changes (workspace_id, link_id, moments) values (new.workspace_id, new.link_id, array[new.occurred_at]);
    end if;
    return null;
  end $$`,
  `create trigger roll_up_action_written after insert or delete on visit_actions
    for each row execute function roll_up_action_changed()`,
  `create trigger roll_up_action_updated after update on visit_actions
    for each row when ((old.kind, old.visit_id, old.workspace_id, old.link_id, old.occurred_at)
      is distinct from (new.kind, new.visit_id, new.workspace_id, new.link_id, new.occurred_at))
    execute function roll_up_action_changed()`,
];

/* A change without a moment: only what is known of the link itself is looked at again, and its days follow it. */
const links = [
  `create function roll_up_links_inserted() returns trigger language plpgsql as $$
  begin
    insert into roll_up_changes (workspace_id, link_id) select workspace_id, id from new_links;
    return null;
  end $$`,
  `create function roll_up_links_deleted() returns trigger language plpgsql as $$
  begin
    insert into roll_up_changes (workspace_id, link_id) select workspace_id, id from old_links;
    return null;
  end $$`,
  `create function roll_up_links_updated() returns trigger language plpgsql as $$
  begin
    insert into roll_up_changes (workspace_id, link_id)
    select n.workspace_id, n.id from old_links o join new_links n using (id)
    where (o.team_id, o.member_id, o.campaign_id, o.video_id, o.prospect_id, o.sent_at)
      is distinct from (n.team_id, n.member_id, n.campaign_id, n.video_id, n.prospect_id, n.sent_at);
    return null;
  end $$`,
  `create trigger roll_up_links_inserted after insert on links
    referencing new table as new_links for each statement execute function roll_up_links_inserted()`,
  `create trigger roll_up_links_deleted after delete on links
    referencing old table as old_links for each statement execute function roll_up_links_deleted()`,
  `create trigger roll_up_links_updated after update on links
    referencing old table as old_links new table as new_links for each statement execute function roll_up_links_updated()`,
];

/* Heat reaches back as far as beacons are kept: days whose beacons go lose it with them. */
const partitions = (
  forget: string,
) => `create or replace function tracking_drop_beacon_partitions(older_than date) returns integer language plpgsql as $$
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
    ${forget}return dropped;
  end $$`;

/** Statements that create the triggers of the roll-ups, in order. */
export const rollUpTriggersSql: string[] = [
  ...visitFunctions,
  ...visitTriggers,
  ...hits,
  ...actions,
  ...links,
  partitions(`delete from retention_days where heat_ms is not null and day <= older_than;
    `),
];

const functions = ['visits_inserted', 'visits_deleted', 'visits_updated', 'hit_changed', 'action_changed'];

/** Statements that undo {@link rollUpTriggersSql}, in order. */
export const rollUpTriggersDownSql: string[] = [
  partitions(''),
  ...[...functions, 'links_inserted', 'links_deleted', 'links_updated'].map(
    (name) => `drop function roll_up_${name}() cascade`,
  ),
];
