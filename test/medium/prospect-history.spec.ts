import type { HistoryEntry } from '@app/contracts';
import {
  addMember,
  addTeam,
  createWatchWorld,
  sendLink,
  type SentLink,
  type SignedIn,
  signUp,
  Viewer,
  type WatchWorld,
} from '../support/watch-world.js';

jest.setTimeout(120_000);

let world: WatchWorld;
let admin: SignedIn;
let rep: SignedIn;
let colleague: SignedIn;
let link: SentLink;

const history = (member: SignedIn, query = '') =>
  world.send('GET', `/api/v1/prospects/${link.prospectId}/history${query}`, undefined, member.headers);
/** One word for each entry. */
const wordOf = (entry: HistoryEntry): string => {
  if (entry.kind !== 'ledger') return entry.kind;
  const { kind, class: visitClass, isView, isLikelyForwarded } = entry.visit;
  return `${kind} ${visitClass}${isView ? ' view' : ''}${visitClass === 'human' && isLikelyForwarded ? ' forwarded' : ''}`;
};

beforeAll(async () => {
  world = await createWatchWorld();
  admin = await signUp(world);
  const team = await addTeam(world, admin);
  rep = await addMember(world, admin, { teamId: team, name: 'Rita' });
  colleague = await addMember(world, admin, { teamId: team, name: 'Carl' });
  link = await sendLink(world, rep);
  await world.send('GET', `/w/${link.slug}`, undefined, {
    'user-agent': 'Mozilla/5.0 (compatible; Zscaler)',
  });
  const jane = new Viewer(world);
  await jane.open(link);
  await jane.play([0, 8_000]);
  await jane.act('replies', { text: 'When?' });
  await jane.act('reactions', { emoji: '👍' });
  const robot = new Viewer(world);
  await robot.open(link, { isWebdriver: true });
  // Somebody else has a link of theirs for the same person; it is not the rep's to see.
  await world.pool.query(
    `insert into links (id, workspace_id, video_id, member_id, prospect_id, slug, sent_at)
     select gen_random_uuid(), workspace_id, video_id, $2, prospect_id, 'other', now() from links where id = $1`,
    [link.id, colleague.id],
  );
  const nameless = new Viewer(world);
  await nameless.open(link);
  await nameless.play([0, 8_000]);
  await world.pool.query(
    `update visits set privacy_mode = 'aggregate', prospect_id = null, is_likely_forwarded = false where id = $1`,
    [nameless.id],
  );
});
afterAll(() => world?.close());

test('has everything that happened, counted or not, with the reason', async () => {
  const { body } = await history(rep);
  const entries = body.items as HistoryEntry[];
  expect(entries.map(wordOf).toSorted()).toEqual([
    'added',
    'hit bot',
    'made',
    'sent',
    'visit automation',
    'visit human view',
  ]);
  expect(entries.map(({ at }) => at)).toEqual(
    entries
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
  const viewed = entries.find((entry) => wordOf(entry) === 'visit human view');
  expect(viewed).toMatchObject({
    videoTitle: 'Hello Jane',
    linkId: link.id,
    visit: {
      watchedRanges: [{ fromMs: 0, toMs: 8_000 }],
      actions: [{ type: 'reply' }, { type: 'reaction' }],
    },
  });
  const bot = entries.find((entry) => wordOf(entry) === 'hit bot');
  expect(bot).toMatchObject({ visit: { explanation: expect.stringContaining('not counted') } });
});

test('is the same in pages of any size', async () => {
  const whole = (await history(admin)).body.items as HistoryEntry[];
  expect(whole.length).toBe(8);
  for (const limit of [1, 2, 3, 7]) {
    const paged: HistoryEntry[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await history(admin, `?limit=${limit}${cursor && `&cursor=${cursor}`}`);
      paged.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(paged).toEqual(whole);
  }
});

test('is seen by whom the person is, and their manager or admin', async () => {
  expect((await history(colleague)).status).toBe(404);
  expect((await history(rep, '?cursor=nonsense')).status).toBe(400);
  const words = ((await history(admin)).body.items as HistoryEntry[]).map(wordOf);
  expect(words.filter((word) => word === 'sent')).toHaveLength(2);
});
