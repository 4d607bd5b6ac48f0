import { columnsOf, peopleSteps } from './columns.sql.js';

/** Bits of one block; the width of the column. */
export const blockBits = 4096;

/** Where the bit of person `p` is, of `roll_up_people`. */
export const placeOf = `p.number / ${blockBits} as block, p.number % ${blockBits} as bit`;

const place = 'workspace_id, scope, step, day, block';

/** Blocks from rows (scope, step, day, block, bit); the same bit may come several times: a union needs no sorting. */
export const blocksOf = (
  rows: string,
) => `select $1::uuid as workspace_id, scope, step, day, block, bit_or(set_bit(repeat('0', ${blockBits})::bit(${blockBits}), bit, 1)) as bits
  from (${rows}) r group by scope, step, day, block`;

/**
 * Gives numbers in their scopes to those (scope, person_id) of workspace $1 who have none. A number is kept for good,
 * whatever becomes of the person's links.
 */
export const numberPeopleSql = (people: string) => `with fresh as materialized (
    select distinct s.scope, s.person_id from (${people}) s left join lateral (
      select number from roll_up_people p where p.workspace_id = $1 and p.scope = s.scope and p.person_id = s.person_id offset 0) p on true
    where p.number is null),
  -- Looked up before anybody is added: the newcomers would have to be passed over each time.
  counts as materialized (
    select scope, coalesce((select max(number) + 1 from roll_up_people p where p.workspace_id = $1 and p.scope = s.scope), 0) as next
    from (select distinct scope from fresh) s)
  insert into roll_up_people (workspace_id, scope, person_id, number)
  select $1, scope, person_id, next + row_number() over (partition by scope order by person_id) - 1 from fresh join counts using (scope)`;

/** The same, for people $2 in teams $3 (null: in the workspace). */
export const numberSomePeopleSql = numberPeopleSql(
  `select roll_up_scope(team, null, null, null) as scope, person_id from unnest($2::uuid[], $3::uuid[]) as k (person_id, team)`,
);

const did = peopleSteps.map((step, index) => `(${index}, x.${step})`).join(', ');

/* For each person, team (null: all) and day: which steps show in the days of the person's links. */
const stepsNow = `select p.scope, k.day, step.number::smallint as step, ${placeOf}, step.is_done
  from unnest($2::uuid[], $3::uuid[], $4::date[]) as k (person_id, team, day)
  cross join lateral (
    select * from roll_up_people p where p.workspace_id = $1 and p.scope = roll_up_scope(k.team, null, null, null) and p.person_id = k.person_id offset 0) p
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
  blocksOf(`select scope, step, day, block, bit from (${stepsNow}) now where ${isDone}`);

/** The months of blocks of days: what a person did in a month is what they did on any of its days. */
export const monthsOf = (
  days: string,
) => `select workspace_id, scope, step, date_trunc('month', day)::date as month, block, bit_or(bits) as bits
  from (${days}) d group by workspace_id, scope, step, date_trunc('month', day), block`;

const monthPlace = 'workspace_id, scope, step, month, block';

/** Sets the bits of people $2, teams $3 and days $4 of workspace $1 that show a step now, and those of their months. */
export const setStepsSql = `with now as materialized (${blocks('is_done')}),
  days as (insert into scope_people (${place}, bits) select ${place}, bits from now
    on conflict (${place}) do update set bits = scope_people.bits | excluded.bits)
  insert into scope_people_months (${monthPlace}, bits) ${monthsOf('table now')}
  on conflict (${monthPlace}) do update set bits = scope_people_months.bits | excluded.bits
    where scope_people_months.bits | excluded.bits <> scope_people_months.bits`;

/** Takes away those that do not. Returns where: their months are to be united again. */
export const clearStepsSql = `update scope_people b set bits = b.bits & ~c.bits from (
    select held.at, c.bits from (${blocks('not is_done')}) c cross join lateral (
      select ctid as at from scope_people b where (${columnsOf('b', place)}) = (${columnsOf('c', place)})
        and b.bits & c.bits <> repeat('0', ${blockBits})::bit(${blockBits}) offset 0) held) c
  where b.ctid = c.at returning b.scope, b.step, date_trunc('month', b.day)::date::text as month, b.block`;

/** Unites months $4 of scopes $2, steps $3 and blocks $5 of workspace $1 from their days again. */
export const uniteMonthsSql = `update scope_people_months m set bits = coalesce((
    select bit_or(d.bits) from scope_people d where (d.workspace_id, d.scope, d.step, d.block) = (m.workspace_id, m.scope, m.step, m.block)
      and d.day >= m.month and d.day < m.month + interval '1 month'), repeat('0', ${blockBits})::bit(${blockBits}))
  from (select distinct * from unnest($2::uuid[], $3::smallint[], $4::date[], $5::int[]) as c (scope, step, month, block)) c
  where m.workspace_id = $1 and (m.scope, m.step, m.month, m.block) = (c.scope, c.step, c.month, c.block)`;
