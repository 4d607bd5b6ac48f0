import {
  BeaconBatcher,
  catchUp,
  recordAction,
  signEdition,
  verifyEdition,
  videoRetention,
} from '@app/tracking';
import {
  beacon,
  createLink,
  createTrackingWorld,
  noon,
  open,
  person,
  span,
  tokenKeys,
  topicsOf,
  type TrackingWorld,
  visitRow,
} from '../support/tracking-world.js';

jest.setTimeout(120_000);

let world: TrackingWorld;

beforeEach(async () => {
  world = await createTrackingWorld();
});
afterEach(() => world.close());

/** Twenty seconds are cut out of the middle of sixty. */
const kept = [
  { fromMs: 0, toMs: 20_000 },
  { fromMs: 40_000, toMs: 60_000 },
];
const cut = { version: 2, durationMs: 40_000, kept };
const at = (index: number) => ({ ...person, address: `203.0.${index}.5` });

test('a visit that goes on while the video is cut is counted by what it plays; old figures stay as they were', async () => {
  const batcher = new BeaconBatcher(world.pool);
  const link = await createLink(world);
  const before = await open(world, link);
  await batcher.submit(beacon(before, 0, 0, span(0, 30_000)));
  const old = await visitRow(world, before.id);
  // The video is cut here. The page reloads and has the new one: another visit, though only a minute has passed.
  const after = await open(world, link, { video: cut, nowMs: noon + 60_000 });
  expect(after.isNew).toBe(true);
  await batcher.submit(beacon(after, 0, 60_000, span(10_000, 30_000)));
  // A late beacon of the first page still speaks of the old version.
  await batcher.submit(beacon(before, 1, 61_000, span(30_000, 35_000)));
  expect(old).toMatchObject({ watched: '{[0,30000)}', watched_share: 0.5 });
  expect(await visitRow(world, before.id)).toMatchObject({ watched: '{[0,35000)}', watched_ms: 35_000 });
  expect(await visitRow(world, after.id)).toMatchObject({
    watched: '{[10000,20000),[40000,50000)}',
    watched_ms: 20_000,
    watched_share: 0.5,
    milestones: [25, 50],
  });
  expect(await topicsOf(world, after.id)).toContain('milestone.reached 50');
});

test('a page that was opened before the cut opens its next visit by what it plays', async () => {
  const link = await createLink(world);
  const token = signEdition(world.video, cut, tokenKeys);
  const edition = verifyEdition(token, world.video, tokenKeys)!;
  const visit = await open(world, link, { video: edition });
  await recordAction(world.pool, {
    visitId: visit.id,
    kind: 'reaction',
    text: '👍',
    atMs: 25_000,
    nowMs: noon,
  });
  const { rows } = await world.pool.query(
    `select kept, at_ms from visits v join visit_actions a on a.visit_id = v.id`,
  );
  expect(rows).toEqual([{ kept, at_ms: 45_000 }]);
});

test('the curve lies over the whole source: what was cut keeps what was counted of it', async () => {
  const batcher = new BeaconBatcher(world.pool);
  const link = await createLink(world, { isPersonal: false });
  const whole = await open(world, link, { caller: at(1) });
  await batcher.submit(beacon(whole, 0, 0, span(0, 30_000)));
  const second = await open(world, link, { caller: at(2), video: cut });
  await batcher.submit(beacon(second, 0, 0, span(0, 20_000), span(15_000, 25_000)));
  const request = {
    workspaceId: world.workspace,
    videoId: world.video,
    timeZone: await catchUp(world.pool, world.workspace),
    bucketCount: 6,
    sourceMs: 60_000,
    kept,
  };
  const figures = await videoRetention(world.pool, request);
  expect(figures).toMatchObject({ durationMs: 60_000, kept, viewCount: 2 });
  expect(figures.averageWatchedShare).toBeCloseTo((0.5 + 25_000 / 40_000) / 2);
  expect(figures.buckets.map(({ curve, heat }) => [curve, heat])).toEqual([
    [1, 2],
    [1, 2.5],
    // Only the first view had these ten seconds, and watched them.
    [1, 1],
    [0, 0],
    [0.5, 0.5],
    [0, 0],
  ]);
});
