import {
  anyOf,
  cohortCounts,
  cohortOf,
  columnsOf,
  dayColumns,
  dimensions,
  linkSums,
  measures,
  peopleSteps,
  scopesOf,
  sumsOf,
} from './columns.sql.js';
import { linkFacts, sentOf } from './fold-changes.sql.js';
import { blocksOf, monthsOf, placeOf } from './fold-people.sql.js';
import { allLinkDays } from './link-days.sql.js';

/** One table of the roll-ups, and what it should hold for workspace $1 in time zone $2. */
export interface WholeTable {
  readonly name:
    | 'link_days'
    | 'link_states'
    | 'scope_days'
    | 'scope_cohorts'
    | 'scope_people'
    | 'scope_people_months';
  readonly columns: string;
  /** From the raw rows, or from the tables before it in {@link wholeTables}. */
  readonly expected: string;
  /** What is there; rows of zeros are as good as none. */
  readonly actual: string;
}

/* Links that are gone and have left rows behind. */
const orphans = `select distinct on (link_id) link_id, member_id, video_id from (
    select link_id, member_id, video_id from visits v where v.workspace_id = $1 and not exists (select 1 from links l where l.id = v.link_id)
    union all select link_id, member_id, video_id from hits h where h.workspace_id = $1 and not exists (select 1 from links l where l.id = h.link_id)) rows
  order by link_id`;

const stateColumns = `link_id, workspace_id, is_link, ${dimensions}, person_id, sent_at, sent_day, ${dayColumns}`;

const states = `select link_id, $1::uuid as workspace_id, is_link, ${dimensions}, person_id, ${sentOf}, ${columnsOf('s', dayColumns)} from (
    select f.link_id, f.is_link, ${columnsOf('f', dimensions)}, f.person_id, f.marked_at, count(d.link_id) as day_count, ${linkSums}
    from (
      select coalesce(l.id, x.link_id) as link_id, ${linkFacts}
      from (select * from links where workspace_id = $1) l full join (${orphans}) x on x.link_id = l.id
      left join (select null::uuid as member_id, null::uuid as video_id) o on false) f
    left join link_days d on d.link_id = f.link_id
    group by f.link_id, f.is_link, ${columnsOf('f', dimensions)}, f.person_id, f.marked_at) s
  where s.is_link or s.day_count > 0`;

const daysOfStates = `select ${columnsOf('s', dimensions)}, d.day, ${sumsOf('d', measures)}
  from link_states s join link_days d using (link_id) where s.workspace_id = $1 group by ${columnsOf('s', dimensions)}, d.day`;

const cohortsOfStates = `select ${dimensions}, sent_day, ${sumsOf('c', cohortCounts)} from (
    select ${dimensions}, coalesce(sent_day, 'infinity') as sent_day, ${cohortOf('')} from link_states s where workspace_id = $1 and is_link) c
  group by ${dimensions}, sent_day`;

/* The scopes that know their people one by one: the workspace, and the team if there is one. */
const withTeams = `cross join lateral (select roll_up_scope(null, null, null, null) as scope
    union all select roll_up_scope(s.team_id, null, null, null) where s.team_id is not null) scopes`;

/** Everybody who has a link, in each scope that knows them. */
export const peopleOfWorkspace = `select scopes.scope, s.person_id from link_states s ${withTeams} where s.workspace_id = $1 and s.person_id is not null`;

const peopleOfStates = `select p.scope, step.number::smallint as step, step.day, ${placeOf}
  from link_states s ${withTeams} join roll_up_people p on p.workspace_id = s.workspace_id and p.person_id = s.person_id and p.scope = scopes.scope
  left join link_days d on d.link_id = s.link_id
  cross join lateral (values (0, s.sent_day, s.sent_day is not null), ${peopleSteps
    .slice(1)
    .map((step, index) => `(${index + 1}, d.day, d.${step} > 0)`)
    .join(', ')}) step (number, day, is_done)
  where s.workspace_id = $1 and step.is_done`;

/** The tables in the order in which each follows from those before. */
export const wholeTables: readonly WholeTable[] = [
  {
    name: 'link_days',
    columns: `link_id, day, prospect_id, ${dayColumns}`,
    expected: allLinkDays,
    actual: `select d.link_id, d.day, d.prospect_id, ${columnsOf('d', dayColumns)} from link_days d join link_states s using (link_id) where s.workspace_id = $1`,
  },
  {
    name: 'link_states',
    columns: stateColumns,
    expected: states,
    actual: `select ${stateColumns} from link_states where workspace_id = $1`,
  },
  {
    name: 'scope_days',
    columns: `workspace_id, scope, day, ${measures.join(', ')}`,
    expected: `select $1::uuid as workspace_id, scopes.scope, r.day, ${sumsOf('r', measures)} from (${daysOfStates}) r ${scopesOf} group by 2, 3`,
    actual: `select workspace_id, scope, day, ${measures.join(', ')} from scope_days d where workspace_id = $1 and (${anyOf('d', measures)})`,
  },
  {
    name: 'scope_cohorts',
    columns: `workspace_id, scope, sent_day, ${cohortCounts.join(', ')}`,
    expected: `select $1::uuid as workspace_id, scopes.scope, r.sent_day, ${sumsOf('r', cohortCounts)} from (${cohortsOfStates}) r ${scopesOf} group by 2, 3`,
    actual: `select workspace_id, scope, sent_day, ${cohortCounts.join(', ')} from scope_cohorts c where workspace_id = $1 and (${anyOf('c', cohortCounts)})`,
  },
  {
    name: 'scope_people',
    columns: `workspace_id, scope, step, day, block, bits`,
    expected: blocksOf(peopleOfStates),
    actual: `select workspace_id, scope, step, day, block, bits from scope_people where workspace_id = $1 and bit_count(bits) > 0`,
  },
  {
    name: 'scope_people_months',
    columns: `workspace_id, scope, step, month, block, bits`,
    expected: monthsOf(`select * from scope_people where workspace_id = $1 and bit_count(bits) > 0`),
    actual: `select workspace_id, scope, step, month, block, bits from scope_people_months where workspace_id = $1 and bit_count(bits) > 0`,
  },
];

/** Forgets every roll-up of workspace $1 but the numbers of its people, and the changes that the new ones will hold. */
export const forgetRollUpsSql = [
  `delete from roll_up_changes where workspace_id = $1 and due_at <= now()`,
  `delete from retention_days where video_id in (select video_id from link_states where workspace_id = $1)`,
  `delete from link_days where link_id in (select link_id from link_states where workspace_id = $1)`,
  ...['link_states', 'scope_days', 'scope_cohorts', 'scope_people', 'scope_people_months'].map(
    (table) => `delete from ${table} where workspace_id = $1`,
  ),
];
