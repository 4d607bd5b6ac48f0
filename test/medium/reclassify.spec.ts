import type { ReclassReport, VisitClass } from '@app/contracts';
import {
  anonymiseProspect,
  BeaconBatcher,
  type ClassStep,
  classSteps,
  latestRun,
  markInternal,
  olderRows,
  recordHit,
  requestRun,
  rerunHistory,
  ruleVersion,
  stopRun,
  takeUpRuns,
  versionOf,
} from '@app/tracking';
import {
  beacon,
  createLink,
  createTrackingWorld,
  noon,
  open,
  person,
  span,
  type TrackingWorld,
} from '../support/tracking-world.js';

jest.setTimeout(60_000);
const day = 86_400_000;
const untilMs = noon + 400 * day;
let world: TrackingWorld;

/** The rule as it might become: browsers without hints are people, and a browser that is driven is none. */
const changed: readonly ClassStep[] = [
  ...classSteps.filter(({ name }) => name !== 'suspect'),
  {
    name: 'suspect',
    version: 4,
    apply: ({ agent }) =>
      agent.includes('Chrome/140')
        ? { class: 'suspect', reasons: [{ step: 'suspect', code: 'faked' }] }
        : null,
  },
];
const version = versionOf(changed);

beforeEach(async () => {
  world = await createTrackingWorld();
});
afterEach(() => world.close());

const agentOf = (major: number) => ({ ...person, agent: person.agent.replace('141', String(major)) });

/** One day a visit: suspects (a data centre and no input, watched), people by a browser that is faked, people, marked ones, bots. */
async function makeHistory(days: number): Promise<string[]> {
  const batcher = new BeaconBatcher(world.pool);
  const ids: string[] = [];
  for (let index = 0; index < days; index += 1) {
    const link = await createLink(world);
    const nowMs = noon + index * day;
    const caller = {
      ...agentOf(index % 3 === 1 ? 140 : 141),
      address: `203.0.${index % 250}.9`,
      isDataCentre: index % 3 === 0,
    };
    const visit = await open(world, link, { caller, nowMs });
    const watched = { ...beacon(visit, 0, 0, span(0, 6_000)), receivedAtMs: nowMs + 7_000 };
    // Playing unmuted without a gesture is no input: a suspect stays one.
    await batcher.submit({ ...watched, events: index % 3 === 0 ? [] : watched.events });
    await recordHit(world.pool, world.salts, {
      link,
      caller: { ...caller, agent: index % 2 === 0 ? caller.agent : 'curl/8.0' },
      kind: 'page',
      isPersonal: true,
      nowMs,
    });
    ids.push(visit.id);
  }
  return ids;
}

const ask = (mode: 'check' | 'apply', more: object = {}) =>
  requestRun(world.pool, {
    workspaceId: world.workspace,
    memberId: null,
    mode,
    isForced: false,
    nowMs: untilMs,
    version,
    ...more,
  });

/** Asks for a run and does it. */
async function run(mode: 'check' | 'apply', more: object = {}, options: object = {}): Promise<ReclassReport> {
  const asked = await ask(mode, more);
  if (asked === 'conflict') throw new Error('Another one is active.');
  const turn = { runId: asked.id, attempt: 0 };
  expect(
    await rerunHistory(world.pool, turn, { steps: changed, longestRestMs: 0, pageSize: 3, ...options }),
  ).toBe('done');
  const done = await latestRun(world.pool, world.workspace);
  expect([done?.id, done?.state, done?.progress]).toEqual([asked.id, 'done', 1]);
  return done?.report as ReclassReport;
}

interface Row {
  readonly id: string;
  readonly class: VisitClass;
  readonly isView: boolean;
  readonly version: number;
}

async function rows(table: 'visits' | 'hits'): Promise<Row[]> {
  const isView = table === 'visits' ? `viewed_at is not null and class = 'human'` : 'false';
  const found = await world.pool.query<Row>(
    `select id, class, ${isView} as "isView", rule_version as version from ${table} order by id`,
  );
  return found.rows;
}

const everything = async () =>
  (
    await world.pool.query(
      `select to_jsonb(v) as row from visits v union all select to_jsonb(h) from hits h union all select to_jsonb(o) from outbox o where topic like '%.%'`,
    )
  ).rows
    .map(({ row }) => JSON.stringify(row))
    .toSorted();

const classOfAgent = (agent: string): VisitClass =>
  agent.includes('curl') ? 'bot' : agent.includes('Chrome/140') ? 'suspect' : 'human';

it('by the same rule, forced, nothing changes', async () => {
  await makeHistory(7);
  const before = await everything();
  const report = await run('apply', { isForced: true, version: ruleVersion }, { steps: classSteps });
  expect(report.visits).toEqual({ examined: 7, changed: 0, current: 0, erased: 0, marked: 0 });
  expect(report.hits).toMatchObject({ examined: 7, changed: 0 });
  expect([report.classes, report.reasons, report.samples]).toEqual([[], [], []]);
  expect(await everything()).toEqual(before);
});

it('a check changes nothing, and what is applied is what it said, as classing from scratch would', async () => {
  const ids = await makeHistory(10);
  const before = await everything();
  const visitsBefore = await rows('visits');
  const told = await run('check');
  expect(await everything()).toEqual(before);
  const done = await run('apply');
  expect(done).toEqual(told);
  const agents = await world.pool.query<{ id: string; agent: string }>(
    `select id, facts->>'agent' as agent from visits union all select id, facts->>'agent' from hits`,
  );
  const agentById = new Map(agents.rows.map(({ id, agent }) => [id, agent]));
  const after = [...(await rows('visits')), ...(await rows('hits'))];
  for (const row of after)
    expect([row.id, row.class, row.version]).toEqual([
      row.id,
      classOfAgent(agentById.get(row.id) as string),
      version,
    ]);
  const isViewBefore = new Map(visitsBefore.map(({ id, isView }) => [id, isView]));
  const gained = after.filter(({ id, isView }) => isView && isViewBefore.get(id) === false).length;
  const lost = after.filter(({ id, isView }) => !isView && isViewBefore.get(id) === true).length;
  // Days 0, 3, 6, 9 were suspects, days 1, 4, 7 faked; the rest were people before and after.
  expect([ids.length, gained, lost]).toEqual([10, 4, 3]);
  expect(done.views).toEqual([{ month: '2026-01', before: 6, gained: 4, lost: 3 }]);
  expect(done.classes).toContainEqual({
    kind: 'visit',
    month: '2026-01',
    from: 'suspect',
    to: 'human',
    count: 4,
  });
  expect(done.reasons).toContainEqual({
    step: 'suspect',
    code: 'data-centre',
    found: 0,
    gone: expect.any(Number),
  });
  expect(done.samples.find(({ to }) => to === 'suspect')).toMatchObject({
    from: 'human',
    before: 'Watched by a person',
    wasView: true,
    isView: false,
  });
});

it('tells nobody, neither then nor with the next beacon, but tells what is new', async () => {
  const link = await createLink(world);
  const visit = await open(world, link, { caller: { ...person, isDataCentre: true } });
  const batcher = new BeaconBatcher(world.pool);
  await batcher.submit({ ...beacon(visit, 0, 0, span(0, 10_000)), events: [] });
  const topics = async () =>
    (await world.pool.query(`select topic from outbox where topic like '%.%' order by seq`)).rows.map(
      ({ topic }) => topic as string,
    );
  expect(await topics()).toEqual([]);
  const report = await run('apply');
  expect(report.views).toEqual([{ month: '2026-01', before: 0, gained: 1, lost: 0 }]);
  const late = (seq: number, from: number) => beacon(visit, seq, 10_000 * seq, span(from, from + 10_000));
  await batcher.submit({ ...late(1, 0), events: [] });
  expect(await topics()).toEqual([]);
  await batcher.submit({ ...late(2, 10_000), events: [] });
  expect(await topics()).toEqual(['milestone.reached']);
});

it('leaves what a person has marked, and what was erased', async () => {
  const ids = await makeHistory(3);
  await markInternal(world.pool, {
    workspaceId: world.workspace,
    visitId: ids[2]!,
    isInternal: true,
    nowMs: untilMs,
  });
  const { rows: erased } = await world.pool.query(`select prospect_id as id from visits where id = $1`, [
    ids[1],
  ]);
  await anonymiseProspect(world.pool, { workspaceId: world.workspace, prospectId: erased[0].id });
  const report = await run('apply', { isForced: true });
  expect(report.visits).toMatchObject({ examined: 2, erased: 1, marked: 1, changed: 1 });
  const after = new Map((await rows('visits')).map((row) => [row.id, row]));
  expect(after.get(ids[2]!)?.class).toBe('internal');
  expect(after.get(ids[1]!)).toMatchObject({ class: 'human', isView: true, version: ruleVersion });
});

it('interrupted anywhere, it goes on where it was, and comes to the same', async () => {
  await makeHistory(10);
  const told = await run('check');
  const asked = await ask('apply');
  if (asked === 'conflict') throw new Error('Another one is active.');
  let turn = { runId: asked.id, attempt: 0 };
  const ends: string[] = [];
  for (let pages = 1; ends.at(-1) !== 'done'; pages += 1) {
    const stop = new AbortController();
    let left = pages;
    const onPage = () => (left -= 1) === 0 && stop.abort();
    const options = { steps: changed, signal: stop.signal, onPage, longestRestMs: 0, pageSize: 2 };
    ends.push(await rerunHistory(world.pool, turn, options));
    turn = (await takeUpRuns(world.pool, -1))[0] ?? turn;
  }
  expect(ends.length).toBeGreaterThan(2);
  const done = await latestRun(world.pool, world.workspace);
  expect(done?.report).toEqual(told);
  expect((await rows('visits')).every((row) => row.version === version)).toBe(true);
});

it('is done by one worker, and ends when somebody stops it', async () => {
  await makeHistory(6);
  const asked = await ask('apply');
  if (asked === 'conflict') throw new Error('Another one is active.');
  expect(await ask('apply')).toMatchObject({ id: asked.id });
  expect(await ask('check')).toBe('conflict');
  const turn = { runId: asked.id, attempt: 0 };
  const second: string[] = [];
  const onPage = () => {
    void rerunHistory(world.pool, turn, { steps: changed }).then((end) => second.push(end));
    void stopRun(world.pool, world.workspace, asked.id);
  };
  const slow = { steps: changed, pageSize: 1, longestRestMs: 200, onPage };
  expect(await rerunHistory(world.pool, turn, slow)).toBe('lost');
  expect(new Set(second)).toEqual(new Set(['lost']));
  const stopped = await latestRun(world.pool, world.workspace);
  expect([stopped?.state, (stopped?.report.visits.examined ?? 6) < 6]).toEqual(['stopped', true]);
  // What is left is done by the next one, which passes over what is done.
  const rest = await run('apply');
  expect(rest.visits.current).toBe(stopped?.report.visits.examined);
  expect(rest.visits.examined + rest.visits.current).toBe(6);
});

it('is given up when it never comes further, and not done by another version of the rule', async () => {
  await makeHistory(1);
  await ask('check');
  for (let time = 0; time < 20; time += 1)
    expect(await takeUpRuns(world.pool, -1)).toEqual([{ runId: expect.any(String), attempt: 0 }]);
  await world.pool.query(`update reclassifications set state = 'running'`);
  for (let time = 1; time <= 10; time += 1)
    expect(await takeUpRuns(world.pool, -1)).toMatchObject([{ attempt: time }]);
  expect(await takeUpRuns(world.pool, -1)).toEqual([]);
  expect((await latestRun(world.pool, world.workspace))?.state).toBe('failed');
  const asked = await ask('check');
  const turn = { runId: asked === 'conflict' ? '' : asked.id, attempt: 0 };
  expect(await rerunHistory(world.pool, turn)).toBe('outdated');
  expect((await latestRun(world.pool, world.workspace))?.state).toBe('stopped');
});

it('applies only the latest check, by the same version', async () => {
  await makeHistory(1);
  await run('check');
  const first = await latestRun(world.pool, world.workspace);
  await run('check');
  expect(await ask('apply', { checkId: first?.id })).toBe('conflict');
  const checkId = (await latestRun(world.pool, world.workspace))?.id;
  expect(await ask('apply', { checkId, version: version + 1 })).toBe('conflict');
  expect(await ask('apply', { checkId })).toMatchObject({ mode: 'apply', state: 'waiting' });
});

it('while beacons arrive, none is lost and every row is classed by the rule', async () => {
  await makeHistory(4);
  const link = await createLink(world);
  const visit = await open(world, link, { caller: { ...person, isDataCentre: true } });
  const batcher = new BeaconBatcher(world.pool);
  const arriving = Array.from({ length: 20 }, (_, seq) =>
    batcher.submit({ ...beacon(visit, seq, seq * 2_500, span(seq * 2_000, (seq + 1) * 2_000)), events: [] }),
  );
  const [report] = await Promise.all([run('apply', {}, { pageSize: 1 }), ...arriving]);
  expect(report.visits.examined).toBe(5);
  const { rows: found } = await world.pool.query(
    `select watched_ms, beacon_count, class, rule_version from visits where id = $1`,
    [visit.id],
  );
  expect(found[0]).toEqual({ watched_ms: 40_000, beacon_count: 20, class: 'human', rule_version: version });
});

it('knows how many rows are older, before, in the middle and after', async () => {
  await makeHistory(5);
  const older = async (of = version) => {
    const { olderVisits, olderHits } = await olderRows(world.pool, world.workspace, of);
    return [olderVisits.count, olderHits.count];
  };
  expect([await older(ruleVersion), await older()]).toEqual([
    [0, 0],
    [5, 5],
  ]);
  const asked = await ask('apply');
  const stop = new AbortController();
  const options = { steps: changed, signal: stop.signal, onPage: () => stop.abort(), pageSize: 2 };
  await rerunHistory(world.pool, { runId: asked === 'conflict' ? '' : asked.id, attempt: 0 }, options);
  expect(await older()).toEqual([3, 5]);
  const [turn] = await takeUpRuns(world.pool, -1);
  await rerunHistory(world.pool, turn!, { steps: changed, longestRestMs: 0 });
  expect(await older()).toEqual([0, 0]);
});
