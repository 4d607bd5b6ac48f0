import type { FunnelStep, MemberFigures } from '@app/contracts';
import { v7 as newId } from 'uuid';
import {
  type SentLink,
  type SignedIn,
  Viewer,
  type WatchWorld,
  addMember,
  addTeam,
  createWatchWorld,
  sendLink,
  signUp,
} from '../support/watch-world.js';

jest.setTimeout(120_000);

const withCall = { callsToAction: [{ kind: 'url', label: 'Book', target: 'https://example.com' }] };
const dayMs = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10);

let world: WatchWorld;
let admin: SignedIn;
let team: string;
let rep: SignedIn;
let colleague: SignedIn;

beforeAll(async () => {
  world = await createWatchWorld();
});
afterAll(() => world.close());

/** A workspace of two who sent a link each; nobody has anything to click. */
beforeEach(async () => {
  admin = await signUp(world);
  team = await addTeam(world, admin);
  rep = await addMember(world, admin, { teamId: team, name: 'Rita' });
  colleague = await addMember(world, admin, { name: 'Carl' });
  await watch(await send(rep));
  await watch(await send(colleague), false);
});

const send = (member: SignedIn, more: object = {}) =>
  sendLink(world, member, { durationMs: 40_000, ...more });

/** More than half of the video and, unless told otherwise, a reply. */
async function watch(link: SentLink, doesReply = true): Promise<Viewer> {
  const viewer = new Viewer(world);
  await viewer.open(link);
  await viewer.play([0, 10_000], [10_000, 20_000], [20_000, 29_000]);
  if (doesReply) await viewer.act('replies', { text: 'Yes' });
  return viewer;
}

const get = async (path: string) =>
  (await world.send('GET', `/api/v1/figures/${path}`, undefined, admin.headers)).body;
const stepOf = (funnel: readonly FunnelStep[], name: string) => funnel.find(({ step }) => step === name)!;
const clicksOf = async (path: string) => stepOf((await get(path)).funnel, 'clicked').count;
const clicksOfMembers = async () =>
  Object.fromEntries(
    (await get('members')).items.map(({ memberId, clicked }: MemberFigures) => [memberId, clicked]),
  );

/** A campaign of the rep with these links. */
async function addCampaign(page: object, links: readonly SentLink[]): Promise<string> {
  const id = newId();
  await world.pool.query(
    `insert into campaigns (id, workspace_id, member_id, video_id, name, page) values ($1, $2, $3, $4, 'Spring', $5)`,
    [id, rep.workspaceId, rep.id, links[0]!.videoId, page],
  );
  await world.pool.query(`update links set campaign_id = $1, page = null where id = any($2)`, [
    id,
    links.map((link) => link.id),
  ]);
  return id;
}

test('clicks are blank where no page has anything to click, and replies relate to what was watched', async () => {
  for (const by of ['sent', 'event']) {
    const { funnel } = await get(`overview?by=${by}`);
    expect(stepOf(funnel, 'half').count).toBe(2);
    expect(stepOf(funnel, 'clicked')).toEqual({ step: 'clicked', count: null, ofPrevious: null });
    expect(stepOf(funnel, 'replied')).toEqual({ step: 'replied', count: 1, ofPrevious: 1 / 2 });
  }
  expect(await clicksOfMembers()).toEqual({ [admin.id]: null, [rep.id]: null, [colleague.id]: null });
  expect(await get('overview.csv')).toContain('funnel,clicked,,\r\n');
  expect(await get('members.csv')).toContain('Rita,1,1,1,1,,1,1,');
});

test('where one page has something to click, nobody clicked: for whom it is, and for no one else', async () => {
  await watch(await send(rep, { page: withCall }));
  for (const by of ['sent', 'event']) {
    for (const query of ['', `&teamId=${team}`, `&memberId=${rep.id}`])
      expect(await clicksOf(`overview?by=${by}${query}`)).toBe(0);
    expect(await clicksOf(`overview?by=${by}&memberId=${colleague.id}`)).toBeNull();
  }
  const { funnel } = await get('overview');
  expect(stepOf(funnel, 'replied').ofPrevious).toBeNull();
  expect(await clicksOfMembers()).toEqual({ [admin.id]: null, [rep.id]: 0, [colleague.id]: null });
  expect(await get('overview.csv')).toContain('funnel,clicked,0,0.0000\r\n');
});

test('by sending, only the links that were sent in the period matter', async () => {
  await send(rep, { page: withCall, sentMinutesAgo: 5 * 24 * 60 });
  const period = `from=${daysAgo(2)}`;
  expect(await clicksOf(`overview?${period}`)).toBeNull();
  expect(await clicksOf(`overview?${period}&by=event`)).toBe(0);
  expect(await clicksOf(`overview?from=${daysAgo(6)}`)).toBe(0);
});

test('a link that was never marked as sent matters since somebody opened it', async () => {
  const link = await send(rep, { page: withCall });
  await world.pool.query(`update links set sent_at = null where id = $1`, [link.id]);
  expect(await clicksOf('overview')).toBeNull();
  await watch(link);
  expect(await clicksOf('overview')).toBe(0);
  expect(await clicksOfMembers()).toEqual({ [admin.id]: null, [rep.id]: 0, [colleague.id]: null });
});

test('the page of a campaign is that of its links, but for those with one of their own', async () => {
  const link = await send(rep);
  const campaign = await addCampaign(withCall, [link]);
  const paths = [`campaigns/${campaign}`, `overview?campaignId=${campaign}`, 'overview?by=event'];
  for (const path of paths) expect(await clicksOf(path)).toBe(0);
  expect(await clicksOf(`campaigns/${campaign}?from=${daysAgo(6)}&to=${daysAgo(5)}`)).toBeNull();
  await world.pool.query(`update links set page = '{"callsToAction": []}' where id = $1`, [link.id]);
  for (const path of paths) expect(await clicksOf(path)).toBeNull();
});

test('what was clicked stays counted when its page has nothing to click any more', async () => {
  const link = await send(rep, { page: withCall });
  const viewer = await watch(link);
  await viewer.act('clicks', { index: 0 });
  await world.pool.query(`update links set page = '{"callsToAction": []}' where id = $1`, [link.id]);
  expect(await clicksOf('overview')).toBe(1);
  const past = `from=${daysAgo(20)}&to=${daysAgo(10)}`;
  expect(await clicksOf(`overview?${past}&by=event`)).toBe(0);
  expect(await clicksOf(`overview?${past}`)).toBeNull();
  expect((await clicksOfMembers())[rep.id]).toBe(1);
});
