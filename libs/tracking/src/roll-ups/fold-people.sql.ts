import { columnsOf, peopleSteps } from './columns.sql.js';

/** Bits of one block; the width of the column. */
export const blockBits = 4096;

/** Where the bit of person `p` is, of `roll_up_people`. */
export const placeOf = `p.home, p.number / ${blockBits} as block, p.number % ${blockBits} as bit`;

const place = 'workspace_id, scope, step, day, home, block';

/**
 * Blocks from rows (team, step, day, home, block, bit); the same bit may come several times: a union needs no sorting,
 * however many rows there are.
 */
export const blocksOf = (
  rows: string,
) => `select $1::uuid as workspace_id, roll_up_scope(team, null, null, null) as scope, step, day, home, block, bits from (
    select team, step, day, home, block, bit_or(set_bit(repeat('0', ${blockBits})::bit(${blockBits}), bit, 1)) as bits
    from (${rows}) r group by team, step, day, home, block) b`;

/**
 * Gives numbers to people of workspace $1 who have none. Those of one team stand together: what a team's people do falls
 * into few blocks then. A number is kept for good, whatever becomes of the person's links.
 */
export const numberPeopleSql = (people: string) => `with fresh as materialized (
    select s.person_id, coalesce((array_agg(s.team_id order by s.link_id) filter (where s.team_id is not null))[1], $1) as home
    from link_states s where s.workspace_id = $1 and s.person_id is not null and ${people}
      and not exists (select 1 from roll_up_people p where p.workspace_id = $1 and p.person_id = s.person_id)
    group by s.person_id),
  -- Looked up before anybody is added: the newcomers would have to be passed over each time.
  homes as materialized (
    select home, coalesce((select max(number) + 1 from roll_up_people p where p.workspace_id = $1 and p.home = h.home), 0) as next
    from (select distinct home from fresh) h)
  insert into roll_up_people (workspace_id, person_id, home, number)
  select $1, person_id, home, next + row_number() over (partition by home order by person_id) - 1 from fresh join homes using (home)`;

/** The same, for the people of $2. */
export const numberSomePeopleSql = numberPeopleSql('s.person_id = any($2::uuid[])');

const did = peopleSteps.map((step, index) => `(${index}, x.${step})`).join(', ');

/* For each person, team (null: all) and day: which steps show in the days of the person's links. */
const stepsNow = `select k.team, k.day, step.number::smallint as step, ${placeOf}, step.is_done
  from unnest($2::uuid[], $3::uuid[], $4::date[]) as k (person_id, team, day)
  join roll_up_people p on p.workspace_id = $1 and p.person_id = k.person_id
  cross join lateral (
    select ${peopleSteps
      .map((step) =>
        step === 'sent'
          ? 'coalesce(bool_or(s.sent_day = k.day), false) as sent'
          : `coalesce(bool_or(d.${step} > 0), false) as ${step}`,
      )
      .join(', ')}
    from link_states s left join link_days d on d.link_id = s.link_id and d.day = k.day
    where s.workspace_id = $1 and s.person_id = k.person_id and (k.team is null or s.team_id = k.team)) x
  cross join lateral (values ${did}) step (number, is_done)`;

const blocks = (isDone: string) =>
  blocksOf(`select team, step, day, home, block, bit from (${stepsNow}) now where ${isDone}`);

/** Sets the bits of people $2, teams $3 and days $4 of workspace $1 that show a step now. */
export const setStepsSql = `insert into scope_people (${place}, bits) ${blocks('is_done')}
  on conflict (${place}) do update set bits = scope_people.bits | excluded.bits`;

/** Takes away those that do not. */
export const clearStepsSql = `update scope_people b set bits = b.bits & ~c.bits from (${blocks('not is_done')}) c
  where (${columnsOf('b', place)}) = (${columnsOf('c', place)})
    and b.bits & c.bits <> repeat('0', ${blockBits})::bit(${blockBits})`;
