import { defaultViewRule, type Overview } from '@app/contracts';
import {
  createWatchWorld,
  addMember,
  sendLink,
  type SignedIn,
  signUp,
  Viewer,
  type WatchWorld,
} from '../support/watch-world.js';

jest.setTimeout(120_000);

let world: WatchWorld;
let admin: SignedIn;

beforeAll(async () => {
  world = await createWatchWorld();
  admin = await signUp(world);
});
afterAll(() => world.close());

const set = (timeZone: unknown, member = admin) =>
  world.send('PATCH', '/api/v1/workspace', { timeZone }, member.headers);

test.each(['Mars/Olympus', '+02:00', '', 'europe berlin', 7])('%p is no time zone', async (timeZone) => {
  const { status, body } = await set(timeZone);
  expect([status, body.code]).toEqual([400, 'invalid-request']);
});

test('only an admin changes the workspace; everybody in it may look', async () => {
  const rep = await addMember(world, admin);
  expect((await set('Asia/Tokyo', rep)).status).toBe(403);
  const { body } = await world.send('GET', '/api/v1/workspace', undefined, rep.headers);
  expect(body).toEqual({ id: admin.workspaceId, name: 'Acme', timeZone: 'UTC', viewRule: defaultViewRule });
});

test('with another time zone a view falls on the day it had there', async () => {
  const viewer = new Viewer(world);
  await viewer.open(await sendLink(world, admin));
  await viewer.play([0, 10_000]);
  await world.pool.query(
    `update visits set opened_at = '2026-03-29T22:30:00Z', viewed_at = '2026-03-29T22:31:00Z' where id = $1`,
    [viewer.id],
  );
  const viewsOn = async (day: string) => {
    const { body } = (await world.send(
      'GET',
      `/api/v1/figures/overview?from=${day}&to=${day}`,
      undefined,
      admin.headers,
    )) as { body: Overview };
    return body.viewsByDay;
  };
  expect(await viewsOn('2026-03-29')).toEqual([{ day: '2026-03-29', views: 1, opens: 1 }]);
  expect((await set('Europe/Berlin')).body.timeZone).toBe('Europe/Berlin');
  expect(await viewsOn('2026-03-29')).toEqual([{ day: '2026-03-29', views: 0, opens: 0 }]);
  expect(await viewsOn('2026-03-30')).toEqual([{ day: '2026-03-30', views: 1, opens: 1 }]);
});

const setRule = (viewRule: unknown) => world.send('PATCH', '/api/v1/workspace', { viewRule }, admin.headers);
const viewOf = async ({ id }: Viewer) =>
  (
    await world.pool.query(
      'select viewed_at is not null as "isView", completed_at is not null as "isCompleted" from visits where id = $1',
      [id],
    )
  ).rows[0];
const watched = async (viewer: Viewer, ...spans: [from: number, to: number][]) => {
  await viewer.play(...spans);
  return viewOf(viewer);
};

describe('what counts as a view', () => {
  it('is set by the workspace, for what is watched from then on', async () => {
    const [before, after] = [new Viewer(world), new Viewer(world)];
    await before.open(await sendLink(world, admin));
    expect(await watched(before, [0, 4_000])).toEqual({ isView: true, isCompleted: false });
    const rule = { ...defaultViewRule, viewMs: 8_000, completedShare: 0.5 };
    expect((await setRule(rule)).body.viewRule).toEqual(rule);
    await after.open(await sendLink(world, admin, { durationMs: 20_000 }));
    expect(await watched(after, [0, 7_000])).toEqual({ isView: false, isCompleted: false });
    expect(await watched(after, [7_000, 10_000])).toEqual({ isView: true, isCompleted: true });
    expect(await watched(before, [4_000, 5_000])).toEqual({ isView: true, isCompleted: false });
  });

  it('is the usual rule again when none is wanted', async () => {
    expect((await setRule(null)).body.viewRule).toEqual(defaultViewRule);
    const viewer = new Viewer(world);
    await viewer.open(await sendLink(world, admin));
    expect(await watched(viewer, [0, 4_000])).toMatchObject({ isView: true });
  });

  it.each([
    [{ ...defaultViewRule, viewMs: 0 }],
    [{ ...defaultViewRule, viewShare: 1.5 }],
    [{ ...defaultViewRule, completedShare: 0.1 }],
    [{ viewMs: 3_000 }],
    ['3 s'],
  ])('is not %p', async (rule) => {
    const { status, body } = await setRule(rule);
    expect([status, body.code]).toEqual([400, 'invalid-request']);
  });
});
