import { peopleSteps } from '../roll-ups/columns.sql.js';
import { funnelColumns, funnelList, funnelSteps } from './funnel.js';

const inDays = (day: string) => `${day} >= $2 and ${day} < $3`;

const scopeAndStep = `workspace_id = $1 and scope = roll_up_scope($4::uuid, null, null, null)
      and step = any('{${[...funnelSteps.keys()].join(',')}}'::smallint[]) and $5::uuid is null and $6::uuid is null`;

/**
 * Distinct people of the workspace or of a team ($4) by step, in the days from $2 to before $3: the union of the bits of its
 * whole months (from $7 to before $8) and of the days around them, and for the share of the step before, what both unions have
 * in common. The last two parameters are those of `wholeMonthsOf`.
 */
export const peopleOfBlocksSql = `with blocks as materialized (
    select step, block, bit_or(bits) as bits from (
      select step, block, bits from scope_people where ${scopeAndStep} and day >= $2 and day < $7
      union all select step, block, bits from scope_people_months where ${scopeAndStep} and month >= $7 and month < $8
      union all select step, block, bits from scope_people where ${scopeAndStep} and day >= $8 and day < $3) united
    group by step, block),
  unions as (
    select ${funnelSteps.map((step, index) => `bit_or(bits) filter (where step = ${index}) as "${step}"`).join(', ')}
    from blocks group by block)
  select ${funnelList((...steps) => `coalesce(sum(bit_count(${steps.map((step) => `"${step}"`).join(' & ')})), 0)::int`)} from unions`;

/** The same for the links of a member ($5) or campaign ($6): few enough to look at each. */
export const peopleOfLinksSql = `with reached as (
    select s.person_id, bool_or(coalesce(${inDays('s.sent_day')}, false)) as sent,
      ${funnelSteps
        .slice(1)
        .map((step, index) => `bool_or(coalesce(d.${peopleSteps[index + 1]} > 0, false)) as ${step}`)
        .join(', ')}
    from link_states s left join link_days d on d.link_id = s.link_id and ${inDays('d.day')}
    where s.workspace_id = $1 and s.person_id is not null and ($4::uuid is null or s.team_id = $4)
      and ($5::uuid is null or s.member_id = $5) and ($6::uuid is null or s.campaign_id = $6)
    group by s.person_id)
  select ${funnelColumns} from reached`;
