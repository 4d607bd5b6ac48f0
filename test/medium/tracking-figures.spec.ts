import {
  anonymiseProspect,
  BeaconBatcher,
  campaignFigures,
  catchUp,
  linkLedger,
  memberLeaderboard,
  overview,
  purgeTracking,
  recentActions,
  recordAction,
  recordHit,
  retentionOf,
  type TrackedLink,
  videoRetention,
  viewSums,
} from '@app/tracking';
import { v7 as newId } from 'uuid';
import {
  beacon,
  createLink,
  createTrackingWorld,
  noon,
  open,
  person,
  span,
  type TrackingWorld,
  type WorldVisit,
} from '../support/tracking-world.js';

const hour = 3_600_000;
const day = 24 * hour;
const scanner = 'Mozilla/5.0 (compatible; Zscaler)';
let world: TrackingWorld;
let campaign: string;
let links: TrackedLink[];
let visits: WorldVisit[];
const period = () => ({
  workspaceId: world.workspace,
  timeZone: 'UTC',
  from: new Date(noon - day),
  to: new Date(noon + day),
});
const at = (index: number) => ({ ...person, address: `203.0.${index}.5` });

const ledger = (linkId: string, more = {}) =>
  linkLedger(world.pool, { workspaceId: world.workspace, linkId, limit: 50, ...more });
const link = (index: number) => (links[index] as TrackedLink).linkId;
const actionsOf = (kinds: readonly ('reply' | 'click')[]) =>
  recentActions(world.pool, { workspaceId: world.workspace, kinds, limit: 10 });

/** Six personal links of a campaign. 0: not opened. 1: opened. 2: a short view. 3: half, replied, not clicked. 4: all, clicked. 5: never sent, a view. */
beforeAll(async () => {
  world = await createTrackingWorld();
  campaign = newId();
  await world.pool.query(
    `insert into campaigns (id, workspace_id, member_id, video_id, name, page) values ($1, $2, $3, $4, 'Spring', '{}')`,
    [campaign, world.workspace, world.member, world.video],
  );
  links = [];
  for (let index = 0; index < 6; index += 1)
    links.push(await createLink(world, { campaignId: campaign, sentAtMs: index === 5 ? null : noon - hour }));
  visits = [];
  for (let index = 1; index < 6; index += 1)
    visits[index] = await open(world, links[index] as TrackedLink, { caller: at(index) });
  await playAll();
  await recordAction(world.pool, { visitId: idOf(3), kind: 'reply', text: 'Call me', nowMs: noon + hour });
  await recordAction(world.pool, {
    visitId: idOf(4),
    kind: 'click',
    label: 'Book',
    atMs: 9_000,
    nowMs: noon + hour,
  });
  const caller = { ...at(9), agent: scanner };
  await recordHit(world.pool, world.salts, {
    link: links[0] as TrackedLink,
    caller,
    kind: 'page',
    isPersonal: true,
    nowMs: noon,
  });
  await catchUp(world.pool, world.workspace);
});
afterAll(() => world.close());

const visitOf = (index: number) => visits[index] as WorldVisit;
const idOf = (index: number) => visitOf(index).id;

const ten = (from: number) => span(from, from + 10_000);

async function playAll(): Promise<void> {
  const batcher = new BeaconBatcher(world.pool);
  await batcher.submit(beacon(visitOf(2), 0, 0, span(0, 6_000)));
  await batcher.submit(beacon(visitOf(3), 0, 0, ten(0), ten(10_000), ten(0)));
  await batcher.submit(beacon(visitOf(3), 1, 30_000, ten(20_000)));
  await batcher.submit(beacon(visitOf(4), 0, 0, ten(0), ten(10_000), ten(20_000)));
  await batcher.submit(beacon(visitOf(4), 1, 30_000, ten(30_000), ten(40_000), ten(50_000)));
  await batcher.submit(beacon(visitOf(5), 0, 0, span(0, 6_000)));
}

describe('overview', () => {
  it('counts distinct links of each step, of the links that reached somebody in the period', async () => {
    const { funnel } = await overview(world.pool, period());
    expect(funnel).toEqual([
      { step: 'sent', count: 6, ofPrevious: null },
      { step: 'opened', count: 5, ofPrevious: 5 / 6 },
      { step: 'viewed', count: 4, ofPrevious: 4 / 5 },
      { step: 'half', count: 2, ofPrevious: 2 / 4 },
      { step: 'clicked', count: 1, ofPrevious: 1 / 2 },
      { step: 'replied', count: 1, ofPrevious: 0 },
      { step: 'booked', count: null, ofPrevious: null },
    ]);
  });

  it('counts views, the excluded and each day', async () => {
    const figures = await overview(world.pool, period());
    expect(figures).toMatchObject({ viewCount: 4, previousViewCount: 0, excludedCount: 1 });
    expect(figures.viewsByDay).toEqual([
      { day: '2026-01-13', views: 0, opens: 0 },
      { day: '2026-01-14', views: 4, opens: 5 },
      { day: '2026-01-15', views: 0, opens: 0 },
    ]);
    const next = { ...period(), from: new Date(noon + day), to: new Date(noon + 3 * day) };
    expect(await overview(world.pool, next)).toMatchObject({
      viewCount: 0,
      previousViewCount: 4,
      excludedCount: 0,
    });
  });

  it('keeps to the team, the member and the workspace', async () => {
    const views = async (change: object) =>
      (await overview(world.pool, { ...period(), ...change })).viewCount;
    expect(await views({ teamId: world.team, memberId: world.member })).toBe(4);
    expect(await views({ teamId: newId() })).toBe(0);
    expect(await views({ memberId: newId() })).toBe(0);
    expect(await views({ workspaceId: newId() })).toBe(0);
  });

  it('has shares of nothing where there is nothing', async () => {
    const { funnel } = await overview(world.pool, { ...period(), workspaceId: newId() });
    expect(funnel.every(({ ofPrevious }) => ofPrevious === null)).toBe(true);
  });
});

it('the leaderboard has every member, with views and the mean share watched', async () => {
  await world.pool.query(
    `insert into members (id, workspace_id, email, name, role, password_hash) values ($1, $2, 'new@example.com', 'New', 'rep', '')`,
    [newId(), world.workspace],
  );
  const [rep, other] = await memberLeaderboard(world.pool, period());
  expect(rep).toMatchObject({
    name: 'Rep',
    sent: 6,
    opened: 5,
    viewed: 4,
    half: 2,
    clicked: 1,
    replied: 1,
    views: 4,
  });
  expect(rep?.averageWatchedShare).toBeCloseTo((0.1 + 0.5 + 1 + 0.1) / 4);
  expect(other).toMatchObject({ name: 'New', sent: 0, views: 0, averageWatchedShare: null });
});

it('a campaign has its links and its funnel, and is not found elsewhere', async () => {
  const figures = await campaignFigures(world.pool, world.workspace, campaign);
  expect(figures).toMatchObject({ campaignId: campaign, name: 'Spring', linkCount: 6 });
  expect(figures?.funnel.map(({ count }) => count)).toEqual([6, 5, 4, 2, 1, 1, null]);
  expect(await campaignFigures(world.pool, newId(), campaign)).toBeNull();
});

describe('retention', () => {
  it('is what the rule says of the same ranges, re-watching in the heat only', async () => {
    const figures = await videoRetention(world.pool, {
      workspaceId: world.workspace,
      videoId: world.video,
      timeZone: 'UTC',
      bucketCount: 7,
    });
    const viewers = [
      [[0, 6_000]],
      [
        [0, 10_000],
        [10_000, 20_000],
        [0, 10_000],
        [20_000, 30_000],
      ],
      [
        [0, 30_000],
        [30_000, 60_000],
      ],
      [[0, 6_000]],
    ] as const;
    expect(figures).toMatchObject({ durationMs: 60_000, viewCount: 4 });
    const expected = retentionOf(viewers, 60_000, 7);
    expect(figures.buckets).toHaveLength(7);
    figures.buckets.forEach((bucket, index) => {
      expect(bucket).toMatchObject({
        fromMs: expected[index]?.fromMs,
        toMs: expected[index]?.toMs,
        curve: expected[index]?.curve,
      });
      expect(bucket.heat).toBeCloseTo(expected[index]?.heat ?? -1, 9);
    });
  });

  it('has no buckets without a view', async () => {
    const figures = await videoRetention(world.pool, {
      workspaceId: world.workspace,
      videoId: newId(),
      timeZone: 'UTC',
      bucketCount: 50,
    });
    expect(figures).toMatchObject({ durationMs: null, viewCount: 0, averageWatchedShare: null, buckets: [] });
  });
});

describe('the ledger', () => {
  it('shows the scanner’s fetch with its reason, not counted', async () => {
    expect(await ledger(link(0))).toMatchObject([
      {
        kind: 'hit',
        class: 'bot',
        reasons: ['listed:zscaler'],
        isView: false,
        explanation: 'Fetched by a program (known as zscaler), not counted',
      },
    ]);
  });

  it('shows a view with its ranges and what was done', async () => {
    const [line, ...more] = await ledger(link(4));
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      id: idOf(4),
      kind: 'visit',
      class: 'human',
      isView: true,
      isCompleted: true,
      watchedShare: 1,
      watchedRanges: [{ fromMs: 0, toMs: 60_000 }],
      durationMs: 60_000,
      browser: 'Chrome on Windows',
      startedAt: new Date(noon).toISOString(),
      actions: [{ type: 'click', label: 'Book', atMs: 9_000 }],
    });
  });

  it('has one line for a visit and the request that led to it, and pages without a gap', async () => {
    const target = links[1] as TrackedLink;
    await recordHit(world.pool, world.salts, {
      link: target,
      caller: at(1),
      kind: 'page',
      isPersonal: true,
      nowMs: noon - 1_000,
    });
    await recordHit(world.pool, world.salts, {
      link: target,
      caller: { ...at(1), agent: scanner },
      kind: 'page',
      isPersonal: true,
      nowMs: noon,
    });
    const all = await ledger(target.linkId);
    expect(all.map(({ kind }) => kind).toSorted()).toEqual(['hit', 'visit']);
    const [first] = await ledger(target.linkId, { limit: 1 });
    const second = await ledger(target.linkId, { limit: 1, after: first });
    expect([first?.id, second[0]?.id]).toEqual(all.map(({ id }) => id));
    expect(await ledger(target.linkId, { after: second[0] })).toEqual([]);
  });

  it('is empty for another workspace', async () => {
    expect(await ledger(link(4), { workspaceId: newId() })).toEqual([]);
  });
});

it('sums for lists name the last viewer', async () => {
  const sums = await viewSums(world.pool, world.workspace, 'link', [
    (links[4] as TrackedLink).linkId,
    (links[0] as TrackedLink).linkId,
  ]);
  expect(sums.size).toBe(1);
  expect(sums.get((links[4] as TrackedLink).linkId)).toMatchObject({
    openCount: 1,
    viewCount: 1,
    averageWatchedShare: 1,
    lastProspectId: links[4]?.prospectId,
  });
  expect(
    (await viewSums(world.pool, world.workspace, 'video', [world.video])).get(world.video),
  ).toMatchObject({ openCount: 5, viewCount: 4 });
});

it('recent actions are the newest first, by kind', async () => {
  expect(await actionsOf(['reply'])).toMatchObject([
    { type: 'reply', text: 'Call me', prospectId: links[3]?.prospectId, visitId: idOf(3) },
  ]);
  expect(await actionsOf(['reply', 'click'])).toHaveLength(2);
});

describe('forgetting', () => {
  it('a prospect leaves the sums and no trace of the person', async () => {
    const prospectId = links[3]?.prospectId ?? '';
    await anonymiseProspect(world.pool, { workspaceId: world.workspace, prospectId });
    const { rows } = await world.pool.query(
      `select v.prospect_id, v.visitor_key, v.device, v.facts->>'agent' as agent, a.text from visits v join visit_actions a on a.visit_id = v.id where v.id = $1`,
      [idOf(3)],
    );
    expect(rows).toEqual([{ prospect_id: null, visitor_key: null, device: '', agent: '', text: null }]);
    expect((await overview(world.pool, period())).viewCount).toBe(4);
  });

  it('keeps no raw address anywhere, and removes what is past its time', async () => {
    const tables = ['hits', 'visits', 'beacons', 'visit_actions', 'salts', 'outbox', 'drop_counts'];
    const texts = await Promise.all(
      tables.map((table) => world.pool.query(`select t::text as text from ${table} t`)),
    );
    expect(texts.flatMap(({ rows }) => rows).filter(({ text }) => text.includes('203.0.'))).toEqual([]);
    await purgeTracking(world.pool, noon + 31 * day);
    expect((await world.pool.query('select 1 from beacons')).rows).toHaveLength(0);
    expect((await world.pool.query('select 1 from salts')).rows).toHaveLength(0);
    expect((await world.pool.query('select 1 from visits')).rows).not.toHaveLength(0);
    await purgeTracking(world.pool, noon + 396 * day);
    for (const table of ['visits', 'hits', 'visit_actions'])
      expect((await world.pool.query(`select 1 from ${table}`)).rows).toHaveLength(0);
  });
});
