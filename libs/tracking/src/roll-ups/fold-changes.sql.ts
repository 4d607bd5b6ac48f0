import {
  addAll,
  anyOf,
  cohortCounts,
  cohortOf,
  columnsOf,
  dayColumns,
  dimensions,
  linkSums,
  measures,
  scopesOf,
  sumsOf,
} from './columns.sql.js';
import { someLinkDays } from './link-days.sql.js';

/**
 * Takes the oldest changes of workspace $1, at most $3, and says what they touch in time zone $2. Retention of days that a
 * visit changed is forgotten: it is counted again when somebody asks.
 */
export const takeChangesSql = `with taken as (
    delete from roll_up_changes where seq in (
      select seq from roll_up_changes where workspace_id = $1 and due_at <= now() order by seq limit $3)
    returning link_id, video_id, moments),
  days as (
    select distinct link_id, video_id, (at at time zone $2)::date as day from taken, unnest(moments) at where at is not null),
  keys as (select distinct link_id, day from days),
  forgotten as (
    delete from retention_days where ctid = any(array(
      select r.at from (select distinct video_id, day from days where video_id is not null) d
      cross join lateral (select ctid as at from retention_days r where r.video_id = d.video_id and r.day = d.day offset 0) r)))
  select (select count(*)::int from taken) as taken,
    array(select distinct link_id from taken) as links,
    array(select link_id from keys order by link_id, day) as "dayLinks",
    array(select day::text from keys order by link_id, day) as days`;

const statesFrom = (
  from: string,
) => `insert into link_states (link_id, workspace_id, is_link, ${dimensions}, person_id, sent_at, sent_day, ${dayColumns})
  select link_id, $1, is_link, ${dimensions}, person_id, sent_at, sent_day, ${dayColumns} from ${from}
  on conflict (link_id) do update set is_link = excluded.is_link, team_id = excluded.team_id, member_id = excluded.member_id,
    campaign_id = excluded.campaign_id, video_id = excluded.video_id, person_id = excluded.person_id, sent_at = excluded.sent_at,
    sent_day = excluded.sent_day, ${dayColumns
      .split(', ')
      .map((name) => `${name} = excluded.${name}`)
      .join(', ')}`;

/** What a link `l` (null when it is gone) belongs to; `o`: what it did before, `x`: what its rows say. */
export const linkFacts = `l.id is not null as is_link, l.team_id, l.campaign_id, case when l.id is null then coalesce(o.member_id, x.member_id) else l.member_id end as member_id,
    case when l.id is null then coalesce(o.video_id, x.video_id) else l.video_id end as video_id,
    case when l.id is not null then coalesce(l.prospect_id, l.id) end as person_id, l.sent_at as marked_at`;

/** A link that is gone is known by its rows. */
export const factsOfRows = (link: string) =>
  `(select member_id, video_id from visits where link_id = ${link} union all select member_id, video_id from hits where link_id = ${link} limit 1)`;

/** The day of sending of state `s`: that of the mark, or of the first opening (see `reachedLinks`). */
export const sentOf = `coalesce(s.marked_at, s.first_opened_at) as sent_at, (coalesce(s.marked_at, s.first_opened_at) at time zone $2)::date as sent_day`;

/* Whether a day shows each step, over all that it is split by. */
const flagsOf = (table: string) =>
  `select link_id, day, bool_or(opens > 0) as a, bool_or(views > 0) as b, bool_or(halves > 0) as c, bool_or(clicks > 0) as d,
    bool_or(replies > 0) as e, bool_or(bookings > 0) as f from ${table} group by 1, 2`;

/**
 * Counts the days ($3 links, $4 days) of workspace $1 again in time zone $2, and the links $5; adds the difference to every
 * scope. A link that has moved (to no team, say) takes all of its days with it.
 * `offset 0` keeps the planner from reading a whole table at once, whatever it guesses of how many rows are asked for.
 * All tables are read as they were before; the lock of the workspace keeps others from changing them in between.
 *
 * @returns people, teams and days (lists of equal length) of which a step came or went; the team is null for the workspace
 */
export const foldDaysSql = `with touched as (select distinct link_id from unnest($5::uuid[]) as t (link_id)),
  old_states as materialized (
    select s.* from touched t cross join lateral (select * from link_states s where s.link_id = t.link_id offset 0) s),
  facts as (
    select t.link_id, ${linkFacts}
    from touched t left join lateral (select * from links l where l.id = t.link_id offset 0) l on true left join old_states o on o.link_id = t.link_id
    left join lateral ${factsOfRows('t.link_id')} x on l.id is null and o.link_id is null),
  moved as (
    select link_id from old_states o join facts f using (link_id)
    where (${columnsOf('o', dimensions)}, o.person_id) is distinct from (${columnsOf('f', dimensions)}, f.person_id)),
  keys as materialized (
    select link_id, day from unnest($3::uuid[], $4::date[]) as k (link_id, day)
    union select d.link_id, d.day from moved m cross join lateral (select * from link_days d where d.link_id = m.link_id offset 0) d),
  old_days as materialized (
    select d.* from keys k cross join lateral (
      select ctid as at, d.* from link_days d where d.link_id = k.link_id and d.day = k.day offset 0) d),
  new_days as materialized (${someLinkDays('keys')}),
  gone_days as (
    delete from link_days where ctid = any(array(
      select o.at from old_days o where not exists (
        select 1 from new_days n where n.link_id = o.link_id and n.day = o.day and n.prospect_id is not distinct from o.prospect_id)))),
  set_days as (
    insert into link_days (link_id, day, prospect_id, ${dayColumns}) select link_id, day, prospect_id, ${dayColumns} from new_days
    on conflict (link_id, day, prospect_id) do update set ${dayColumns
      .split(', ')
      .map((name) => `${name} = excluded.${name}`)
      .join(', ')}),
  sums as (
    select f.link_id, count(d.link_id) as day_count, ${linkSums} from facts f left join (
      select d.link_id, ${columnsOf('d', dayColumns)} from touched t cross join lateral (select * from link_days d where d.link_id = t.link_id offset 0) d
      where not exists (select 1 from keys k where k.link_id = d.link_id and k.day = d.day)
      union all select link_id, ${dayColumns} from new_days) d using (link_id) group by f.link_id),
  new_states as materialized (
    select s.*, ${sentOf} from (
      select f.*, ${columnsOf('sums', dayColumns)} from facts f join sums using (link_id) where f.is_link or sums.day_count > 0) s),
  gone_states as (
    delete from link_states where link_id = any(array(
      select link_id from old_states o where not exists (select 1 from new_states n where n.link_id = o.link_id)))),
  set_states as (${statesFrom('new_states')}),
  day_changes as (
    select ${columnsOf('n', dimensions)}, d.day, ${measures.map((name) => `d.${name}`).join(', ')} from new_days d join new_states n using (link_id)
    union all select ${columnsOf('o', dimensions)}, d.day, ${measures.map((name) => `-d.${name}`).join(', ')} from old_days d join old_states o using (link_id)),
  scope_changes as (
    insert into scope_days (workspace_id, scope, day, ${measures.join(', ')})
    select * from (
      select $1::uuid, scopes.scope, r.day, ${sumsOf('r', measures)}
      from (select ${dimensions}, day, ${sumsOf('c', measures)} from day_changes c group by ${dimensions}, day) r ${scopesOf} group by 2, 3) z
    where ${anyOf('z', measures)}
    on conflict (workspace_id, scope, day) do update set ${addAll('scope_days', measures)}),
  link_changes as (
    select ${dimensions}, coalesce(sent_day, 'infinity') as sent_day, ${cohortOf('')} from new_states s where is_link
    union all select ${dimensions}, coalesce(sent_day, 'infinity'), ${cohortOf('-')} from old_states s where is_link),
  cohort_changes as (
    insert into scope_cohorts (workspace_id, scope, sent_day, ${cohortCounts.join(', ')})
    select * from (
      select $1::uuid, scopes.scope, r.sent_day, ${sumsOf('r', cohortCounts)}
      from (select ${dimensions}, sent_day, ${sumsOf('c', cohortCounts)} from link_changes c group by ${dimensions}, sent_day) r ${scopesOf} group by 2, 3) z
    where ${anyOf('z', cohortCounts)}
    on conflict (workspace_id, scope, sent_day) do update set ${addAll('scope_cohorts', cohortCounts)}),
  stepped as (
    select link_id, day from (select link_id, day, a, b, c, d, e, f from (${flagsOf('new_days')}) n
      except select link_id, day, a, b, c, d, e, f from (${flagsOf('old_days')}) o) came
    union
    select link_id, day from (select link_id, day, a, b, c, d, e, f from (${flagsOf('old_days')}) o
      except select link_id, day, a, b, c, d, e, f from (${flagsOf('new_days')}) n) went
    union select k.link_id, k.day from keys k join moved using (link_id)
    union select s.link_id, s.sent_day from new_states s left join old_states o using (link_id)
      where s.sent_day is not null and (o.sent_day, o.person_id, o.team_id) is distinct from (s.sent_day, s.person_id, s.team_id)
    union select o.link_id, o.sent_day from old_states o left join new_states s using (link_id)
      where o.sent_day is not null and (o.sent_day, o.person_id, o.team_id) is distinct from (s.sent_day, s.person_id, s.team_id)),
  states as (select link_id, person_id, team_id from new_states union select link_id, person_id, team_id from old_states),
  affected as (
    select distinct person_id, team, day from stepped join states using (link_id), unnest(array[null, team_id]) team
    where person_id is not null)
  select array(select person_id from affected order by person_id, day, team) as people,
    array(select team from affected order by person_id, day, team) as teams,
    array(select day::text from affected order by person_id, day, team) as days`;
