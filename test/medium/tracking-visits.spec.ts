import { changeVisitPrivacy, markInternal, recordAction, recordHit } from '@app/tracking';
import {
  createLink,
  createTrackingWorld,
  noon,
  open,
  person,
  topicsOf,
  type TrackingWorld,
  visitRow,
} from '../support/tracking-world.js';

let world: TrackingWorld;
beforeAll(async () => {
  world = await createTrackingWorld();
});
afterAll(() => world.close());

const minute = 60_000;
/** Each test its own network, so that tests do not make each other a scanner. */
let network = 0;
const stranger = (change = {}) => {
  network += 1;
  return { ...person, address: `203.0.${network}.9`, ...change };
};
const hit = (link: Parameters<typeof open>[1], change = {}) =>
  recordHit(world.pool, world.salts, {
    link,
    caller: stranger(),
    kind: 'page',
    isPersonal: true,
    nowMs: noon,
    ...change,
  });

describe('opening', () => {
  it('goes on with the visit within 30 min of the last sign of life, and makes a new one after', async () => {
    const link = await createLink(world);
    const caller = stranger();
    const first = await open(world, link, { caller });
    const reloaded = await open(world, link, { caller, nowMs: noon + 29 * minute });
    const later = await open(world, link, { caller, nowMs: noon + 59 * minute + 1 });
    expect(first).toMatchObject({ isNew: true, class: 'human' });
    expect(reloaded).toMatchObject({ id: first.id, isNew: false, claims: { load: 2 } });
    expect(later.isNew).toBe(true);
    expect(await topicsOf(world, first.id)).toEqual(['visit.started']);
  });

  it('of one visitor twice at the same moment is one visit', async () => {
    const link = await createLink(world);
    const caller = stranger();
    // Connections that are open already, so that the four really meet.
    await Promise.all([1, 2, 3, 4].map(() => world.pool.query('select pg_sleep(0.1)')));
    const visits = await Promise.all([1, 2, 3, 4].map(() => open(world, link, { caller })));
    expect(new Set(visits.map(({ id }) => id)).size).toBe(1);
    expect(visits.map(({ claims }) => claims.load).toSorted()).toEqual([1, 2, 3, 4]);
  });

  it('by a signed-in member is another visit than the same browser’s without', async () => {
    const link = await createLink(world);
    const caller = stranger();
    const visit = await open(world, link, { caller });
    const member = await open(world, link, { caller: { ...caller, isMember: true } });
    expect(member).toMatchObject({ isNew: true, class: 'internal' });
    expect(member.id).not.toBe(visit.id);
    expect(await topicsOf(world, member.id)).toEqual([]);
  });

  it('names the prospect only where privacy allows it', async () => {
    const link = await createLink(world);
    const privacy = { mode: 'aggregate', isPersonal: false } as const;
    const visit = await open(world, link, { caller: stranger(), privacy });
    expect(await visitRow(world, visit.id)).toMatchObject({ prospect_id: null, is_likely_forwarded: false });
    await changeVisitPrivacy(world.pool, visit.id, { mode: 'consent', isPersonal: true }, link.prospectId);
    expect(await visitRow(world, visit.id)).toMatchObject({ prospect_id: link.prospectId });
  });

  it('on another device or network of a personal link is likely forwarded and unnamed', async () => {
    const link = await createLink(world);
    const first = await open(world, link, { caller: stranger() });
    const second = await open(world, link, { caller: stranger(), nowMs: noon + minute });
    expect(await visitRow(world, first.id)).toMatchObject({
      prospect_id: link.prospectId,
      is_likely_forwarded: false,
    });
    expect(await visitRow(world, second.id)).toMatchObject({ prospect_id: null, is_likely_forwarded: true });
    const nextDay = await open(world, link, { caller: stranger(), nowMs: noon + 24 * 60 * minute });
    expect(await visitRow(world, nextDay.id)).toMatchObject({ is_likely_forwarded: false });
  });
});

describe('a scanner', () => {
  it('is known by three links of a workspace from one network within 10 s, also the first two, also at once', async () => {
    const links = await Promise.all([1, 2, 3].map(() => createLink(world)));
    const { address } = stranger();
    const caller = (index: number) => ({ ...person, address: address.replace(/9$/, String(index)) });
    await Promise.all(links.map((link, index) => hit(link, { caller: caller(index), nowMs: noon + index })));
    const { rows } = await world.pool.query(`select class from hits where link_id = any($1)`, [
      links.map(({ linkId }) => linkId),
    ]);
    expect(rows.map((row) => row.class)).toEqual(['scanner', 'scanner', 'scanner']);
  });

  it('takes its earlier visits with it, but nobody of another network or later', async () => {
    const links = await Promise.all([1, 2, 3].map(() => createLink(world)));
    const caller = stranger();
    const [first, second] = [
      await open(world, links[0] as never, { caller }),
      await open(world, links[1] as never, { caller: stranger() }),
    ];
    await open(world, links[1] as never, { caller, nowMs: noon + 9_000 });
    await hit(links[2] as never, { caller, nowMs: noon + 9_500 });
    expect(await visitRow(world, first.id)).toMatchObject({ class: 'scanner' });
    expect(await visitRow(world, second.id)).toMatchObject({ class: 'human' });
    const later = await open(world, links[2] as never, { caller, nowMs: noon + 20_001 });
    expect(later.class).toBe('human');
  });

  it('is known by the honeypot, before or after its visit', async () => {
    const [one, two] = [await createLink(world), await createLink(world)];
    const caller = stranger();
    const visit = await open(world, one, { caller });
    await hit(one, { caller, kind: 'honeypot', nowMs: noon + 20_000 });
    expect(await visitRow(world, visit.id)).toMatchObject({ class: 'scanner' });
    await hit(two, { caller, kind: 'honeypot', nowMs: noon + 40_000 });
    expect((await open(world, two, { caller, nowMs: noon + 60_000 })).class).toBe('scanner');
    expect((await open(world, two, { caller: stranger(), nowMs: noon + 60_000 })).class).toBe('human');
  });

  it('is suspected soon after sending until somebody touches something', async () => {
    const link = await createLink(world, { sentAtMs: noon - 4_000 });
    const visit = await open(world, link, { caller: stranger() });
    expect(visit.class).toBe('scanner');
    const action = await recordAction(world.pool, {
      visitId: visit.id,
      kind: 'click',
      label: 'Book',
      nowMs: noon + 5_000,
    });
    expect(action).toMatchObject({ isTold: true });
    expect(await visitRow(world, visit.id)).toMatchObject({ class: 'human' });
    expect(await topicsOf(world, visit.id)).toEqual(['visit.started', 'action.clicked']);
  });
});

describe('actions', () => {
  it('are all kept and told once of each kind', async () => {
    const visit = await open(world, await createLink(world), { caller: stranger() });
    const act = (kind: 'click' | 'reply') =>
      recordAction(world.pool, {
        visitId: visit.id,
        kind,
        text: 'Yes\u0000 \ud800',
        atMs: 1_234,
        nowMs: noon,
      });
    const told = await Promise.all([act('click'), act('click'), act('reply'), act('reply'), act('reply')]);
    expect(told.filter((each) => each?.isTold)).toHaveLength(2);
    const { rows } = await world.pool.query(`select text from visit_actions where visit_id = $1`, [visit.id]);
    expect(rows).toHaveLength(5);
    expect(rows[0]).toEqual({ text: 'Yes \ufffd' });
    expect((await topicsOf(world, visit.id)).toSorted()).toEqual([
      'action.clicked',
      'reply.received',
      'visit.started',
    ]);
  });

  it('of the sender’s side are kept and told to nobody', async () => {
    const visit = await open(world, await createLink(world), { caller: stranger({ hasSenderMark: true }) });
    expect(await recordAction(world.pool, { visitId: visit.id, kind: 'reply', nowMs: noon })).toMatchObject({
      isTold: false,
    });
    expect(await topicsOf(world, visit.id)).toEqual([]);
  });

  it('of a visit that is gone are none', async () => {
    const visitId = '0197a0b0-0000-7000-8000-000000000001';
    expect(await recordAction(world.pool, { visitId, kind: 'click', nowMs: noon })).toBeNull();
  });
});

describe('markInternal', () => {
  it('moves a visit out of the counted ones and back, in its own workspace only', async () => {
    const visit = await open(world, await createLink(world), { caller: stranger() });
    const mark = (workspaceId: string, isInternal: boolean) =>
      markInternal(world.pool, { workspaceId, visitId: visit.id, isInternal, nowMs: noon });
    expect(await mark(world.team, true)).toBe(false);
    expect(await visitRow(world, visit.id)).toMatchObject({ class: 'human' });
    expect(await mark(world.workspace, true)).toBe(true);
    expect(await visitRow(world, visit.id)).toMatchObject({ class: 'internal' });
    await mark(world.workspace, false);
    expect(await visitRow(world, visit.id)).toMatchObject({ class: 'human' });
  });
});
