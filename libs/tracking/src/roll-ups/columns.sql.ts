/** What is counted of the days of links and scopes, in the order of the tables. */
export const measures = [
  'opens',
  'views',
  'halves',
  'clicks',
  'replies',
  'bookings',
  'excluded',
  'shares',
] as const;

/** Moments of a link's day and of a link, with the way in which those of its days become that of the link. */
export const moments = [
  ['first_opened_at', 'min'],
  ['first_viewed_at', 'min'],
  ['first_half_at', 'min'],
  ['first_clicked_at', 'min'],
  ['first_replied_at', 'min'],
  ['first_booked_at', 'min'],
  ['last_viewed_at', 'max'],
  ['best_share', 'max'],
] as const;

/** Measures and moments of a day, as a list of columns. */
export const dayColumns = [...measures, ...moments.map(([name]) => name)].join(', ');

/** A list of columns of a table under an alias. */
export const columnsOf = (alias: string, columns: string) =>
  columns
    .split(', ')
    .map((column) => `${alias}.${column}`)
    .join(', ');

/** Measures and moments of links from those of their days `d`; group by what names the link. */
export const linkSums = [
  ...measures.map(
    (name) => `coalesce(sum(d.${name}), 0)${name === 'shares' ? '::bigint' : '::int'} as ${name}`,
  ),
  ...moments.map(([name, way]) => `${way}(d.${name}) as ${name}`),
].join(', ');

/** What a link was found to belong to: the selections it is counted in follow from it. */
export const dimensions = 'team_id, member_id, campaign_id, video_id';

/** Steps of the funnel that are bits of people, by number; 0 is `sent`. */
export const peopleSteps = ['sent', 'opens', 'views', 'halves', 'clicks', 'replies', 'bookings'] as const;

/**
 * The scopes of a row `r` with {@link dimensions}: all links, and by team, member and campaign in each combination, and by
 * video. Nobody asks for the links without a team, member or campaign, so they have no scope of that kind.
 */
export const scopesOf = `cross join lateral (
    select roll_up_scope(t, m, c, null) as scope
    from (select null::uuid as t union all select r.team_id where r.team_id is not null) teams,
      (select null::uuid as m union all select r.member_id where r.member_id is not null) members,
      (select null::uuid as c union all select r.campaign_id where r.campaign_id is not null) campaigns
    union all select roll_up_scope(null, null, null, r.video_id) where r.video_id is not null) scopes`;

/** Counts of a cohort, in the order of its table, each with its condition on a link's state `s`. */
const cohortConditions = [
  ['links', 's.is_link'],
  ['opened', 's.opens > 0'],
  ['viewed', 's.views > 0'],
  ['half', 's.halves > 0'],
  ['clicked', 's.clicks > 0'],
  ['replied', 's.replies > 0'],
  ['booked', 's.bookings > 0'],
  ['viewed_after', 's.views > 0 and s.opens > 0'],
  ['half_after', 's.halves > 0 and s.views > 0'],
  ['clicked_after', 's.clicks > 0 and s.halves > 0'],
  ['replied_after', 's.replies > 0 and s.clicks > 0'],
  ['booked_after', 's.bookings > 0 and s.replies > 0'],
] as const;

/** Names of the counts of a cohort. */
export const cohortCounts = cohortConditions.map(([name]) => name);

/** The counts that one link `s` makes, times `sign`. A link that is gone is in no cohort. */
export const cohortOf = (sign: '' | '-') =>
  cohortConditions.map(([name, condition]) => `${sign}(${condition})::int as ${name}`).join(', ');

/** Adds to the rows of a table that are there already. */
export const addAll = (table: string, columns: readonly string[]) =>
  columns.map((column) => `${column} = ${table}.${column} + excluded.${column}`).join(', ');

/** Sums of columns, each of type int but `shares`. */
export const sumsOf = (alias: string, columns: readonly string[]) =>
  columns
    .map((name) => `sum(${alias}.${name})${name === 'shares' ? '::bigint' : '::int'} as ${name}`)
    .join(', ');

/** Whether any of the columns is other than 0. */
export const anyOf = (alias: string, columns: readonly string[]) =>
  columns.map((column) => `${alias}.${column} <> 0`).join(' or ');
