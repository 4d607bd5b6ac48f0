import { BeaconBatcher } from '@app/tracking';
import { setTimeout as pause } from 'node:timers/promises';
import { RollUpFolder } from '../../apps/worker/src/figures/roll-up-folder.service.js';
import {
  beacon,
  createLink,
  createTrackingWorld,
  open,
  span,
  type TrackingWorld,
} from '../support/tracking-world.js';

jest.setTimeout(60_000);

let world: TrackingWorld;
let folder: RollUpFolder;

beforeAll(async () => {
  world = await createTrackingWorld();
  folder = new RollUpFolder(world.pool);
  folder.onApplicationBootstrap();
});
afterAll(async () => {
  await folder.beforeApplicationShutdown();
  await world.close();
});

const viewsKept = async () => {
  const { rows } = await world.pool.query(
    `select coalesce(sum(views), 0)::int as n from scope_days where workspace_id = $1 and scope = roll_up_scope(null, null, null, null)`,
    [world.workspace],
  );
  return rows[0].n;
};

test('a view shows in the roll-ups though nobody asks for figures', async () => {
  const visit = await open(world, await createLink(world));
  await new BeaconBatcher(world.pool).submit(beacon(visit, 0, 0, span(0, 10_000)));
  while ((await viewsKept()) === 0) await pause(20);
  expect(await viewsKept()).toBe(1);
});

test('days move with the time zone of the workspace', async () => {
  const day = async () =>
    (await world.pool.query(`select day::text from link_days where views > 0`)).rows[0]?.day;
  expect(await day()).toBe('2026-01-14');
  await world.pool.query(`update workspaces set time_zone = 'Pacific/Kiritimati'`);
  while ((await day()) === '2026-01-14') await pause(20);
  expect(await day()).toBe('2026-01-15');
});
