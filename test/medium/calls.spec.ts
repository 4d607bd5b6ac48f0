import {
  BeaconBatcher,
  type CallVisit,
  halfLifeMs,
  heatOf,
  markInternal,
  prospectsToCall,
  recordAction,
  refreshCalls,
  scoreAt,
  signsOf,
  type TrackedLink,
} from '@app/tracking';
import { v7 as newId } from 'uuid';
import {
  createLink,
  createTrackingWorld,
  open,
  person,
  span,
  type TrackingWorld,
  type WorldVisit,
} from '../support/tracking-world.js';

jest.setTimeout(60_000);
const hour = 3_600_000;
const day = 24 * hour;
const now = Math.floor(Date.now() / 1000) * 1000;
let world: TrackingWorld;

beforeEach(async () => {
  world = await createTrackingWorld();
});
afterEach(() => world.close());

const sentLongAgo = { sentAtMs: now - 40 * day };

/** Somebody opens and plays `watchedMs` of 60 s, `agoMs` ago. */
async function watch(
  link: TrackedLink,
  agoMs: number,
  { watchedMs = 30_000, change = {} }: { watchedMs?: number; change?: object } = {},
): Promise<WorldVisit> {
  const nowMs = now - agoMs;
  const visit = await open(world, link, { nowMs, ...change });
  const batcher = new BeaconBatcher(world.pool);
  for (let from = 0, seq = 0; from < watchedMs; from += 10_000, seq += 1)
    await batcher.submit({
      claims: visit.claims,
      seq,
      spans: [span(from, Math.min(watchedMs, from + 10_000))],
      events: [{ type: 'played', isTrusted: true }],
      receivedAtMs: nowMs + seq * 10_000,
    });
  return visit;
}

async function calls(change: object = {}) {
  await refreshCalls(world.pool, world.workspace);
  return prospectsToCall(world.pool, { workspaceId: world.workspace, limit: 50, nowMs: now, ...change });
}
const idsOf = (lines: readonly { prospectId: string }[]) => lines.map(({ prospectId }) => prospectId);
/** A network of its own: one network that opens many links at once is a scanner's. */
const from = (index: number) => ({ change: { caller: { ...person, address: `203.0.${index}.9` } } });
const act = (visit: WorldVisit, kind: 'click' | 'reply' | 'reaction', agoMs: number, more: object = {}) =>
  recordAction(world.pool, { visitId: visit.id, kind, nowMs: now - agoMs, ...more });

it('orders prospects by what they did, each with its because', async () => {
  const [asked, clicked, watched, opened] = [
    await createLink(world, sentLongAgo),
    await createLink(world, sentLongAgo),
    await createLink(world, sentLongAgo),
    await createLink(world, sentLongAgo),
  ];
  await act(await watch(asked, 2 * hour), 'reply', 2 * hour - 60_000, { text: 'What does it cost?' });
  await act(await watch(clicked, 3 * hour), 'click', 3 * hour - 60_000, { label: 'Book' });
  await watch(watched, hour, { watchedMs: 60_000 });
  await open(world, opened, { nowMs: now - hour });
  const lines = await calls();
  expect(idsOf(lines)).toEqual([asked.prospectId, clicked.prospectId, watched.prospectId]);
  expect(lines.map(({ because }) => because)).toEqual([
    'Asked a question 1 hour ago and watched 50% 2 hours ago',
    'Pressed “Book” 2 hours ago and watched 50% 3 hours ago',
    'Watched 100% 1 hour ago',
  ]);
});

it('keeps a score that is that of all visits together, however the news came', async () => {
  const links = await Promise.all(Array.from({ length: 6 }, () => createLink(world, sentLongAgo)));
  const model = new Map<string, CallVisit[]>();
  const note = (link: TrackedLink, visit: CallVisit) =>
    model.set(link.prospectId!, [...(model.get(link.prospectId!) ?? []), visit]);
  for (let index = 0; index < 18; index += 1) {
    const link = links[(index * 5) % 6]!;
    const agoMs = (18 - index) * 1.3 * day;
    const watchedMs = 10_000 + (index % 6) * 10_000;
    const visit = await watch(link, agoMs, { watchedMs });
    const isActing = index % 3 === 0;
    if (isActing) await act(visit, 'reaction', agoMs - 1_000, { text: '👍' });
    // In between somebody looks at the list: what is kept must not be what was true then.
    if (index % 4 === 0) await calls();
    note(link, {
      class: 'human',
      viewedAtMs: now - agoMs,
      watchedShare: watchedMs / 60_000,
      timesPlayed: Math.floor(watchedMs / 60_000),
      isLikelyForwarded: false,
      actions: isActing ? [{ kind: 'reaction', atMs: now - agoMs + 1_000, text: '👍' }] : [],
    });
  }
  const scores = [...model].map(([id, visits]) => [id, scoreAt(heatOf(signsOf(visits)), now)] as const);
  const expected = scores.toSorted(([, a], [, b]) => b - a);
  const lines = await calls();
  expect(idsOf(lines)).toEqual(expected.map(([id]) => id));
  expect(lines.map(({ score }) => score.toFixed(6))).toEqual(expected.map(([, score]) => score.toFixed(6)));
  const later = await calls({ nowMs: now + halfLifeMs });
  expect(later.map(({ score }) => (2 * score).toFixed(6))).toEqual(
    lines.filter(({ score }) => score >= 2).map(({ score }) => score.toFixed(6)),
  );
});

it('is left by people only, and follows when a member says “that was me”', async () => {
  const link = await createLink(world, sentLongAgo);
  await watch(link, hour, { change: { caller: { ...person, isMember: true } } });
  await watch(link, 2 * hour, {
    change: { caller: { ...person, address: '203.0.113.4' }, isWebdriver: true },
  });
  expect(await calls()).toEqual([]);
  const own = await watch(link, 3 * hour, {
    watchedMs: 5_000,
    change: { caller: { ...person, address: '203.0.113.9' } },
  });
  expect(idsOf(await calls())).toEqual([link.prospectId]);
  const mark = { workspaceId: world.workspace, visitId: own.id, nowMs: now };
  await markInternal(world.pool, { ...mark, isInternal: true });
  expect(await calls()).toEqual([]);
  await markInternal(world.pool, { ...mark, isInternal: false });
  expect(idsOf(await calls())).toEqual([link.prospectId]);
});

it('knows a second person, and nothing of who is counted without a name', async () => {
  const link = await createLink(world, sentLongAgo);
  await watch(link, 2 * day);
  const [alone] = await calls();
  const other = {
    ...person,
    address: '203.0.113.77',
    agent: person.agent.replace('Chrome/141', 'Chrome/139'),
  };
  await watch(link, day, { change: { caller: other, privacy: { mode: 'aggregate', isPersonal: false } } });
  expect((await calls())[0]?.score).toBe(alone?.score);
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
  await watch(link, hour, { change: { caller: { ...other, address: '203.0.113.78', agent: phone } } });
  const [together] = await calls();
  expect(together?.because).toBe(
    'Likely forwarded it to somebody who watched 1 hour ago and watched 50% 2 days ago',
  );
});

it('gives every prospect once over its pages, and only those that are asked for', async () => {
  const campaign = newId();
  await world.pool.query(
    `insert into campaigns (id, workspace_id, member_id, video_id, name, page) values ($1, $2, $3, $4, 'Spring', '{}')`,
    [campaign, world.workspace, world.member, world.video],
  );
  for (let index = 0; index < 7; index += 1)
    await watch(
      await createLink(world, { ...sentLongAgo, campaignId: index % 2 ? campaign : null }),
      index * hour,
      from(index),
    );
  const whole = await calls();
  expect(whole).toHaveLength(7);
  const paged: string[] = [];
  for (let after; ;) {
    const page = await calls({ limit: 3, after });
    paged.push(...idsOf(page));
    if (page.length < 3) break;
    after = page.at(-1)?.place;
  }
  expect(paged).toEqual(idsOf(whole));
  const [mine, team, other] = [{ memberId: world.member }, { teamId: world.team }, { memberId: newId() }];
  expect([(await calls(mine)).length, (await calls(team)).length, (await calls(other)).length]).toEqual([
    7, 7, 0,
  ]);
  expect(await calls({ campaignId: campaign })).toHaveLength(3);
  expect(await calls({ workspaceId: newId() })).toEqual([]);
});

it('forgets who is erased, also while somebody weighs them', async () => {
  const links = await Promise.all([createLink(world, sentLongAgo), createLink(world, sentLongAgo)]);
  for (const link of links) await watch(link, hour);
  await Promise.all([
    calls(),
    world.pool.query(`delete from prospects where id = $1`, [links[0].prospectId]),
    calls(),
  ]);
  expect(idsOf(await calls())).toEqual([links[1].prospectId]);
});

it('has weighed the latest news when beacons and readers come at once', async () => {
  const links = await Promise.all(Array.from({ length: 5 }, () => createLink(world, sentLongAgo)));
  await Promise.all([
    ...links.map((link, index) => watch(link, hour, { watchedMs: 60_000, ...from(index) })),
    ...Array.from({ length: 10 }, () => calls()),
  ]);
  const lines = await calls();
  const full = scoreAt(
    heatOf([{ kind: 'viewed', atMs: now - hour, freshPoints: 16, watchedShare: 1, text: null }]),
    now,
  );
  expect(lines.map(({ score }) => score.toFixed(6))).toEqual(links.map(() => full.toFixed(6)));
});
