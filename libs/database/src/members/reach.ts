/** Ids of members whose things a caller may touch; `all` of the workspace for admins. */
export type Reach = 'all' | readonly string[];

/** A reach as a query's parameter: null means everybody. Use as `(cast($n as uuid[]) is null or member_id = any($n))`. */
export const reachParameter = (reach: Reach): readonly string[] | null => (reach === 'all' ? null : reach);
