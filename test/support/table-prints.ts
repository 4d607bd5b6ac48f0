import type { TestApi } from './test-api.js';

/** Columns that change by looking, not by changing. */
const ignoredColumns = `'last_used_at'`;

/** Tables that follow from the others: who reads figures takes up what is new. */
const derivedTables = `'^(roll_up|scope)_|^link_states$'`;

/** A fingerprint of every row of a workspace, by table: equal fingerprints, nothing changed. */
export async function printTables(api: TestApi, workspaceId: string): Promise<Record<string, string>> {
  const tables = await api.query(
    `select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'workspace_id' and table_name !~ ${derivedTables} order by 1`,
  );
  const statements = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(md5(string_agg((to_jsonb(t) - array[${ignoredColumns}])::text, '|'
         order by to_jsonb(t)::text)), '') as print from "${name}" t where workspace_id = $1`,
  );
  const rows = await api.query(statements.join(' union all '), [workspaceId]);
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
}
