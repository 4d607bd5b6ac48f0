import { BeaconBatcher, VisitOpener } from '@app/tracking';
import { Pool } from 'pg';
import {
  beacon,
  createLink,
  createTrackingWorld,
  open,
  person,
  span,
  tokenKeys,
  type TrackingWorld,
} from '../support/tracking-world.js';

jest.setTimeout(120_000);

const times = 8;
let world: TrackingWorld;
/** The only connection. */
let line: Pool;
beforeAll(async () => {
  world = await createTrackingWorld();
  line = new Pool({ connectionString: world.databaseUrl, max: 1 });
});
afterAll(async () => {
  await line?.end();
  await world?.close();
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** The plan that is kept of a statement of ingest while the tables are as they are now. */
async function keptPlan(statement: string): Promise<PlanNode[]> {
  const client = await line.connect();
  try {
    await client.query('begin; set local enable_seqscan = off');
    const { rows } = await client.query(`explain (generic_plan, format json) ${statement}`);
    return nodesOf(rows[0]['QUERY PLAN'][0].Plan);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

it('prepares each statement of ingest once for a connection, and reads by keys even where a table is small', async () => {
  const opener = new VisitOpener(line, world.salts, tokenKeys);
  const batcher = new BeaconBatcher(line);
  for (let turn = 0; turn < times; turn += 1) {
    const link = await createLink(world);
    const caller = { ...person, address: `10.0.${turn}.1` };
    const visit = await open({ ...world, opener }, link, { caller });
    await batcher.submit(beacon(visit, 0, 1_000, span(0, 1_000)));
  }
  const { rows } = await line.query<{ statement: string; runs: number }>(
    `select statement, (generic_plans + custom_plans)::int as runs from pg_prepared_statements`,
  );
  expect(rows.length).toBeGreaterThan(6);
  expect(rows.filter(({ runs }) => runs !== times)).toEqual([]);
  for (const { statement } of rows) {
    const nodes = await keptPlan(statement);
    expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
    const readers = nodes.filter((node) => /^(Bitmap )?Index/.test(node['Node Type']));
    expect(readers.filter((node) => node['Index Cond'] === undefined)).toEqual([]);
  }
});
