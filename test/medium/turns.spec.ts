import { createDataSource, migrate, TranscodeRepository } from '@app/database';
import { array, assert, asyncProperty, constantFrom, integer, record } from 'fast-check';
import type { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

/*
 * Whose turn it is, by the real rows: whatever arrives in whatever order, no workspace waits for more than one turn of each
 * other one, and within a workspace a recording never waits behind a file.
 */
jest.setTimeout(120_000);

const leaseMs = 60_000;
let database: TestDatabase;
let dataSource: DataSource;
let transcodes: TranscodeRepository;
/** The members of four workspaces, each by the id of its workspace. */
const members = new Map<string, string>();
let arrivals = 0;

interface Waiting {
  id: string;
  workspaceId: string;
  kind: 'recording' | 'file';
}

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = createDataSource(database.url, 8);
  await dataSource.initialize();
  await migrate(dataSource);
  transcodes = new TranscodeRepository(dataSource);
  for (const name of ['A', 'B', 'C', 'D']) {
    const [workspaceId, memberId] = [newId(), newId()];
    await dataSource.query('insert into workspaces (id, name) values ($1, $2)', [workspaceId, name]);
    await dataSource.query(
      `insert into members (id, workspace_id, email, name, role, password_hash) values ($1, $2, $3, 'Ann', 'rep', '')`,
      [memberId, workspaceId, `${name}@example.com`],
    );
    members.set(workspaceId, memberId);
  }
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});
beforeEach(() => dataSource.query('delete from videos'));

/** A video begins to wait, later than all before. */
async function arrive(workspaceId: string, kind: Waiting['kind'] = 'file'): Promise<Waiting> {
  const id = newId();
  await dataSource.query(
    `insert into videos (id, workspace_id, member_id, title, kind, state, attempt, finished_at)
     values ($1, $2, $3, 'Waiting', $4, 'processing', 1, to_timestamp($5))`,
    [id, workspaceId, members.get(workspaceId), kind, (arrivals += 1)],
  );
  return { id, workspaceId, kind };
}

/** Follows what waits, and says what was not fair. */
class Referee {
  readonly waiting: Waiting[] = [];
  readonly faults: string[] = [];
  /** For each workspace that waits: whose turns it has seen since. */
  private readonly seen = new Map<string, string[]>();

  hasArrived(video: Waiting): void {
    this.waiting.push(video);
    if (!this.seen.has(video.workspaceId)) this.seen.set(video.workspaceId, []);
  }

  hasTurn(id: string | undefined): void {
    const at = this.waiting.findIndex((video) => video.id === id);
    const [video] = at < 0 ? [] : this.waiting.splice(at, 1);
    if (!video) {
      if (this.waiting.length > 0 || id !== undefined) this.faults.push(`${id} was taken`);
      return;
    }
    const { workspaceId, kind } = video;
    const others = this.waiting.filter((each) => each.workspaceId === workspaceId);
    const passed = this.waiting.slice(0, at).filter((each) => others.includes(each));
    if (kind === 'file' && others.some((each) => each.kind === 'recording'))
      this.faults.push('a file was taken before a recording');
    if (passed.some((each) => each.kind === kind)) this.faults.push('the younger one was taken');
    for (const turns of this.seen.values()) turns.push(workspaceId);
    if (others.length > 0) this.seen.set(workspaceId, []);
    else this.seen.delete(workspaceId);
    for (const turns of this.seen.values())
      if (new Set(turns).size < turns.length) this.faults.push('a workspace waited for two turns of another');
  }
}

/** A video that arrives in a workspace, followed by some turns. */
const happenings = array(
  record({
    of: integer({ min: 0, max: 3 }),
    kind: constantFrom('recording' as const, 'file' as const),
    turns: integer({ min: 0, max: 2 }),
  }),
  { minLength: 4, maxLength: 25 },
);

test('no workspace waits for more than one turn of each other one', async () => {
  const workspaces = [...members.keys()];
  await assert(
    asyncProperty(happenings, async (happened) => {
      await dataSource.query('delete from videos');
      const referee = new Referee();
      const take = async () => referee.hasTurn((await transcodes.takeNext(leaseMs))?.id);
      for (const { of, kind, turns } of happened) {
        referee.hasArrived(await arrive(workspaces[of]!, kind));
        for (let turn = 0; turn < turns; turn += 1) await take();
      }
      while (referee.waiting.length > 0 && referee.faults.length === 0) await take();
      await take();
      expect(referee.faults).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('workers that ask at the same time get turns like those that ask one after another', async () => {
  const [many, few, other] = [...members.keys()] as [string, string, string];
  for (let round = 0; round < 5; round += 1) {
    for (let video = 0; video < 12; video += 1) await arrive(many);
    for (const workspaceId of [few, other]) await arrive(workspaceId);
    const taken = await Promise.all([1, 2, 3].map(() => transcodes.takeNext(leaseMs)));
    expect(new Set(taken.map((video) => video?.workspaceId))).toEqual(new Set([many, few, other]));
    const rest = await Promise.all(Array.from({ length: 11 }, () => transcodes.takeNext(leaseMs)));
    expect(new Set([...taken, ...rest].map((video) => video?.id)).size).toBe(14);
  }
});

test('a row that somebody is writing is waited for, not passed over', async () => {
  const [workspaceId] = [...members.keys()] as [string];
  const { id } = await arrive(workspaceId);
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  await runner.query('select 1 from videos where id = $1 for update', [id]);
  const taking = transcodes.takeNext(leaseMs);
  const isWaiting = async () => {
    const [row] = await dataSource.query(
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return row.count > 0;
  };
  while (!(await isWaiting()));
  await runner.commitTransaction();
  await runner.release();
  expect((await taking)?.id).toBe(id);
});

/** The workers of all leases are gone, and the leases have run out. */
const die = () =>
  dataSource.query(
    `update videos set lease_expires_at = now() - interval '1 second' where lease_expires_at is not null`,
  );

describe('a source that kills its workers', () => {
  test('costs two attempts, however often it is asked for', async () => {
    const { id } = await arrive([...members.keys()][0]!);
    const attempts: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const video = await transcodes.takeNext(leaseMs);
      if (video) attempts.push(video.attempt);
      await die();
      await transcodes.reclaimExpired();
    }
    expect(attempts).toEqual([1, 2]);
    const [row] = await dataSource.query('select state, failure_code from videos where id = $1', [id]);
    expect(row).toEqual({ state: 'failed', failure_code: 'processing-failed' });
  });

  test('is not what an outage is taken for, even when the sweep is faster than the word of the worker', async () => {
    const { id } = await arrive([...members.keys()][0]!);
    for (let outage = 0; outage < 5; outage += 1) {
      const video = await transcodes.takeNext(leaseMs);
      await die();
      const isSweptFirst = outage % 2 === 0;
      if (isSweptFirst) await transcodes.reclaimExpired();
      await transcodes.giveTryBack(id, video!.attempt, 0);
      if (!isSweptFirst) await transcodes.reclaimExpired();
    }
    expect(await transcodes.takeNext(leaseMs)).toMatchObject({ id, state: 'processing', tries: 1 });
  });
});
