import type { ProspectToCall } from '@app/contracts';
import {
  addMember,
  addTeam,
  createWatchWorld,
  sendLink,
  type SignedIn,
  signUp,
  Viewer,
  type WatchWorld,
} from '../support/watch-world.js';

jest.setTimeout(120_000);

let world: WatchWorld;
let admin: SignedIn;
let manager: SignedIn;
let rep: SignedIn;
let colleague: SignedIn;
let team: string;

const get = (path: string, member: SignedIn) =>
  world.send('GET', `/api/v1/figures/calls${path}`, undefined, member.headers);
const namesOf = async (member: SignedIn, query = ''): Promise<string[]> =>
  (await get(query, member)).body.items.map(({ name }: ProspectToCall) => name).toSorted();

beforeAll(async () => {
  world = await createWatchWorld();
  admin = await signUp(world);
  team = await addTeam(world, admin);
  manager = await addMember(world, admin, { role: 'manager', teamId: team, name: 'Mia' });
  rep = await addMember(world, admin, { teamId: team, name: 'Rita' });
  colleague = await addMember(world, admin, { name: 'Carl' });
  for (const [owner, firstName] of [
    [rep, '=Jane'],
    [rep, 'John'],
    [colleague, 'Kim'],
    [admin, 'Lee'],
  ] as const) {
    const link = await sendLink(world, owner);
    await world.pool.query(`update prospects set first_name = $2, last_name = null where id = $1`, [
      link.prospectId,
      firstName,
    ]);
    const viewer = new Viewer(world);
    await viewer.open(link);
    await viewer.play([0, 8_000]);
    if (firstName === '=Jane') await viewer.act('replies', { text: 'When can you come?' });
  }
});
afterAll(() => world?.close());

test('each sees whom they may, and a question first', async () => {
  expect(await namesOf(rep)).toEqual(['=Jane', 'John']);
  expect(await namesOf(manager)).toEqual(['=Jane', 'John']);
  expect(await namesOf(colleague)).toEqual(['Kim']);
  expect(await namesOf(admin)).toEqual(['=Jane', 'John', 'Kim', 'Lee']);
  const [first] = (await get('', admin)).body.items as ProspectToCall[];
  expect(first).toMatchObject({ name: '=Jane', memberId: rep.id });
  expect(first?.because).toMatch(/^Asked a question and watched \d+% within the hour$/);
  expect(first?.signs[0]).toMatchObject({ kind: 'question', text: 'When can you come?' });
});

test('filters narrow, and never widen', async () => {
  expect(await namesOf(admin, `?memberId=${colleague.id}`)).toEqual(['Kim']);
  expect(await namesOf(admin, `?teamId=${team}`)).toEqual(['=Jane', 'John']);
  expect(await namesOf(rep, `?memberId=${colleague.id}`)).toEqual(['=Jane', 'John']);
  expect((await get(`?memberId=${colleague.id}`, manager)).status).toBe(404);
  expect((await get(`?campaignId=${colleague.id}`, admin)).status).toBe(404);
  const stranger = await signUp(world);
  expect(await namesOf(stranger)).toEqual([]);
});

test('pages follow one another, and a wrong cursor is named', async () => {
  const seen: string[] = [];
  for (let cursor = ''; ;) {
    const { body } = await get(`?limit=3${cursor && `&cursor=${cursor}`}`, admin);
    seen.push(...body.items.map(({ name }: ProspectToCall) => name));
    if (body.nextCursor === null) break;
    cursor = body.nextCursor;
  }
  expect(seen.toSorted()).toEqual(['=Jane', 'John', 'Kim', 'Lee']);
  expect((await get('?cursor=nonsense', admin)).status).toBe(400);
});

test('the CSV has the same, harmless to a spreadsheet', async () => {
  const { body, headers } = await get('.csv', rep);
  expect(headers.get('content-type')).toContain('text/csv');
  const lines = String(body).split('\r\n');
  expect(lines[0]).toBe('name,email,company,score,because,lastSignAt,prospectId,memberId');
  expect(lines[1]).toMatch(/^'=Jane,/);
  expect(lines.filter((line) => line !== '')).toHaveLength(3);
});
