import type { FunnelStep, MemberFigures, Overview, Retention } from '@app/contracts';
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

const dayMs = 86_400_000;
const today = new Date().toISOString().slice(0, 10);
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10);

let world: WatchWorld;
let admin: SignedIn;
let manager: SignedIn;
let rep: SignedIn;
let colleague: SignedIn;
let team: string;
let links: SentLink[];
let owners: SignedIn[];

const get = (path: string, member: SignedIn) =>
  world.send('GET', `/api/v1/figures/${path}`, undefined, member.headers);

/** People and robots who watch, click and write, each in another way; the same in every run. */
async function makeTraffic() {
  for (let n = 0; n < 24; n++) {
    const link = links[n % 5]!;
    const viewer = new Viewer(world);
    await viewer.open(link, { isWebdriver: n % 8 === 7 });
    const from = (n * 3_700) % 30_000;
    if (n % 6 !== 5) await viewer.play([from, from + 2_000 + (n % 4) * 7_000], [from + 1_000, from + 6_000]);
    if (n % 4 === 0) await viewer.act('clicks', { index: 0 });
    if (n % 7 === 3) await viewer.act('replies', { text: `Reply ${n}` });
    // Some of it is older: server time cannot be chosen over HTTP.
    const days = [0, 0, 1, 3, 45][n % 5]!;
    await world.pool.query(
      `update visits set opened_at = opened_at - make_interval(days => $2), viewed_at = viewed_at - make_interval(days => $2) where id = $1`,
      [viewer.id, days],
    );
  }
}

beforeAll(async () => {
  world = await createWatchWorld();
  admin = await signUp(world);
  team = await addTeam(world, admin);
  manager = await addMember(world, admin, { role: 'manager', teamId: team, name: 'Mia Manager' });
  rep = await addMember(world, admin, { teamId: team, name: '=cmd|Rita' });
  colleague = await addMember(world, admin, { name: 'Carl Colleague' });
  owners = [rep, rep, colleague, admin, manager];
  const page = { callsToAction: [{ kind: 'url', label: 'Book', target: 'https://example.com' }] };
  links = [];
  for (const owner of owners) links.push(await sendLink(world, owner, { page }));
  await makeTraffic();
});
afterAll(() => world.close());

/** Raw rows, counted here in a plain way of their own. */
async function rawRows() {
  const { rows: visits } = await world.pool.query(
    `select id, link_id, member_id, video_id, class, watched_ms, duration_ms, opened_at, viewed_at from visits`,
  );
  const { rows: actions } = await world.pool.query(`select link_id, visit_id, kind from visit_actions`);
  const human = visits.filter((visit) => visit.class === 'human');
  const views = human.filter((visit) => visit.viewed_at);
  return { visits, actions, human, views };
}

const isWithin = (time: Date, from: string, to: string) =>
  time >= new Date(from) && time.getTime() < new Date(to).getTime() + dayMs;

/** Links of the owners, step by step. */
async function funnelOf(isOf: (owner: SignedIn) => boolean): Promise<Record<string, number>> {
  const { human, views, actions } = await rawRows();
  const ids = links.flatMap(({ id }, index) => (isOf(owners[index]!) ? [id] : []));
  const count = (has: (id: string) => boolean) => ids.filter(has).length;
  const did = (id: string, kind: string) =>
    actions.some(
      (action) =>
        action.link_id === id && action.kind === kind && human.some((visit) => visit.id === action.visit_id),
    );
  return {
    sent: ids.length,
    opened: count((id) => human.some((visit) => visit.link_id === id)),
    viewed: count((id) => views.some((visit) => visit.link_id === id)),
    half: count((id) =>
      views.some((visit) => visit.link_id === id && visit.watched_ms / visit.duration_ms >= 0.5),
    ),
    clicked: count((id) => did(id, 'click')),
    replied: count((id) => did(id, 'reply')),
  };
}

const linksOf = (rows: { link_id: string }[]) => new Set(rows.map(({ link_id }) => link_id)).size;
const countsOf = (funnel: readonly FunnelStep[]) =>
  Object.fromEntries(funnel.flatMap(({ step, count }) => (count === null ? [] : [[step, count]])));

describe('the overview', () => {
  it('equals a count of the raw rows, for the workspace, a team and a member', async () => {
    const { visits, human, views } = await rawRows();
    for (const [query, isOf] of [
      ['', () => true],
      [`&teamId=${team}`, (owner: SignedIn) => owner === rep || owner === manager],
      [`&memberId=${colleague.id}`, (owner: SignedIn) => owner === colleague],
    ] as const) {
      const own = (rows: typeof visits) =>
        rows.filter(({ member_id }) => owners.some((owner) => owner.id === member_id && isOf(owner)));
      const { body } = (await get(`overview?from=${daysAgo(10)}&to=${today}${query}`, admin)) as {
        body: Overview;
      };
      expect(countsOf(body.funnel)).toEqual(await funnelOf(isOf));
      expect(body.viewCount).toBe(
        own(views).filter(({ viewed_at }) => isWithin(viewed_at, daysAgo(10), today)).length,
      );
      expect(body.excludedCount).toBe(
        own(visits).filter(
          (visit) => visit.class !== 'human' && isWithin(visit.opened_at, daysAgo(10), today),
        ).length,
      );
      expect(body.viewsByDay).toHaveLength(11);
      for (const { day, views: viewCount, opens } of body.viewsByDay) {
        expect(viewCount).toBe(own(views).filter(({ viewed_at }) => isWithin(viewed_at, day, day)).length);
        expect(opens).toBe(own(human).filter(({ opened_at }) => isWithin(opened_at, day, day)).length);
      }
    }
  });

  it('is not empty of what it is about', async () => {
    const { body } = await get('overview', admin);
    expect(body.viewCount).toBeGreaterThan(5);
    expect(body.excludedCount).toBeGreaterThan(2);
    expect(body.viewsByDay).toHaveLength(30);
    expect(body.funnel.at(-1)).toEqual({ step: 'booked', count: null, ofPrevious: null });
    const past = await get(`overview?from=${daysAgo(50)}&to=${daysAgo(40)}`, admin);
    expect(past.body.viewCount).toBeGreaterThan(0);
  });

  it('shows a rep their own figures whatever they ask for', async () => {
    const own = await get(`overview?memberId=${rep.id}`, admin);
    for (const query of ['', `?memberId=${colleague.id}`, `?teamId=${team}`, `?memberId=${newId()}`])
      expect((await get(`overview${query}`, rep)).body).toEqual(own.body);
  });

  it('shows a manager the team, each of its members, and nothing beside it', async () => {
    const ofTeam = await get(`overview?teamId=${team}`, admin);
    expect((await get('overview', manager)).body).toEqual(ofTeam.body);
    expect((await get(`overview?teamId=${team}`, manager)).body).toEqual(ofTeam.body);
    expect((await get(`overview?memberId=${rep.id}`, manager)).status).toBe(200);
    const otherTeam = await addTeam(world, admin);
    for (const query of [`memberId=${colleague.id}`, `teamId=${otherTeam}`, `memberId=${newId()}`])
      expect((await get(`overview?${query}`, manager)).status).toBe(404);
  });

  it('knows nothing of other workspaces', async () => {
    const stranger = await signUp(world, 'Strangers');
    const { body } = await get('overview', stranger);
    expect([body.viewCount, body.excludedCount, body.funnel[0].count]).toEqual([0, 0, 0]);
    for (const query of [`memberId=${rep.id}`, `teamId=${team}`])
      expect((await get(`overview?${query}`, stranger)).status).toBe(404);
    expect((await get(`videos/${links[0]!.videoId}/retention`, stranger)).status).toBe(404);
    expect((await world.send('GET', '/api/v1/figures/overview')).status).toBe(401);
  });

  it('counts people by what they did in the period, whenever their link was sent', async () => {
    const query = `from=${daysAgo(4)}&to=${daysAgo(1)}`;
    const { body } = (await get(`overview?${query}&by=event`, admin)) as { body: Overview };
    const { human, views } = await rawRows();
    const within = (at: Date) => isWithin(at, daysAgo(4), daysAgo(1));
    expect(body.by).toBe('event');
    expect(countsOf(body.funnel)).toMatchObject({
      sent: 0,
      opened: linksOf(human.filter(({ opened_at }) => within(opened_at))),
      viewed: linksOf(views.filter(({ viewed_at }) => within(viewed_at))),
    });
    expect(body.funnel[1]).toMatchObject({ ofPrevious: null });
    expect((await get(`overview?${query}&by=guess`, admin)).status).toBe(400);
  });

  it('refuses a period that ends before it begins', async () => {
    const reply = await get(`overview?from=${today}&to=${daysAgo(1)}`, admin);
    expect([reply.status, reply.body.code]).toEqual([400, 'invalid-request']);
    expect((await get('overview?from=yesterday', admin)).status).toBe(400);
  });
});

describe('the members', () => {
  it('equal a count of the raw rows', async () => {
    const { views } = await rawRows();
    const { body } = (await get('members', admin)) as { body: { items: MemberFigures[] } };
    expect(body.items.map(({ memberId }) => memberId).toSorted()).toEqual(
      [admin, manager, rep, colleague].map(({ id }) => id).toSorted(),
    );
    for (const {
      memberId,
      name: _,
      teamId: __,
      views: viewCount,
      averageWatchedShare,
      ...funnel
    } of body.items) {
      expect(funnel).toEqual(await funnelOf((owner) => owner.id === memberId));
      const own = views.filter(
        (visit) => visit.member_id === memberId && isWithin(visit.viewed_at, daysAgo(29), today),
      );
      expect(viewCount).toBe(own.length);
      const sum = own.reduce((total, { watched_ms, duration_ms }) => total + watched_ms / duration_ms, 0);
      expect(averageWatchedShare?.toFixed(6)).toBe(
        own.length > 0 ? (sum / own.length).toFixed(6) : undefined,
      );
    }
  });

  it('are the rep alone for a rep', async () => {
    const { body } = await get('members', rep);
    expect(body.items.map(({ memberId }: MemberFigures) => memberId)).toEqual([rep.id]);
  });

  it('are a download in which no cell is a formula', async () => {
    const csv = await get('members.csv', admin);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.body).toContain(`\r\n'=cmd|Rita,`);
    const overview = await get('overview.csv', admin);
    expect(overview.body).toContain('funnel,sent,5,');
    expect((await get('overview.csv', rep)).body).toContain('funnel,sent,2,');
  });
});

describe('retention', () => {
  it('equals a count of the raw rows', async () => {
    const { videoId, id } = links[0]!;
    const { body } = (await get(`videos/${videoId}/retention?buckets=60`, rep)) as { body: Retention };
    const views = (await rawRows()).views.filter((visit) => visit.link_id === id);
    expect(views.length).toBeGreaterThan(1);
    expect([body.viewCount, body.durationMs, body.buckets.length]).toEqual([views.length, 60_000, 60]);
    const { rows } = await world.pool.query(
      `select visit_id, lower(r) as from_ms, upper(r) as to_ms from beacons, unnest(ranges) r where visit_id = any($1)`,
      [views.map((visit) => visit.id)],
    );
    // Ten samples in each second of the video, in the middle of each tenth.
    const plays = (visitId: string | null, at: number) =>
      rows.filter((row) => (!visitId || row.visit_id === visitId) && row.from_ms <= at && at < row.to_ms)
        .length;
    for (const { fromMs, curve, heat } of body.buckets) {
      const samples = Array.from({ length: 10 }, (_, index) => fromMs + index * 100 + 50);
      const seen = views.filter(({ id: visitId }) => samples.filter((at) => plays(visitId, at)).length >= 5);
      expect(curve).toBeCloseTo(seen.length / views.length, 6);
      expect(heat).toBeCloseTo(samples.reduce((sum, at) => sum + plays(null, at), 0) / 10, 6);
    }
  });

  it('is within reach only', async () => {
    const { videoId } = links[0]!;
    for (const [member, status] of [
      [rep, 200],
      [manager, 200],
      [admin, 200],
      [colleague, 404],
    ] as const)
      expect((await get(`videos/${videoId}/retention`, member)).status).toBe(status);
    expect((await get(`videos/${videoId}/retention?buckets=501`, rep)).status).toBe(400);
  });
});

const tomorrow = () => new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

describe('a campaign', () => {
  it('counts its links over its whole life, within reach only', async () => {
    const id = newId();
    await world.pool.query(
      `insert into campaigns (id, workspace_id, member_id, video_id, name, page) values ($1, $2, $3, $4, 'Spring', '{}')`,
      [id, admin.workspaceId, rep.id, links[0]!.videoId],
    );
    await world.pool.query(`update links set campaign_id = $1 where id = any($2)`, [
      id,
      [links[0]!.id, links[1]!.id],
    ]);
    const { body } = await get(`campaigns/${id}`, rep);
    expect(body).toMatchObject({ campaignId: id, name: 'Spring', linkCount: 2 });
    expect(countsOf(body.funnel)).toEqual(await funnelOf((owner) => owner === rep));
    const { body: narrowed } = await get(`overview?campaignId=${id}`, admin);
    expect(countsOf(narrowed.funnel)).toEqual(await funnelOf((owner) => owner === rep));
    expect((await get(`overview?campaignId=${id}`, colleague)).status).toBe(404);
    const { body: later } = await get(`campaigns/${id}?from=${tomorrow()}&to=${tomorrow()}`, rep);
    expect([later.linkCount, countsOf(later.funnel).sent]).toEqual([2, 0]);
    expect((await get(`campaigns/${id}?from=2026-02-30`, rep)).status).toBe(400);
    expect((await get(`campaigns/${id}`, manager)).status).toBe(200);
    expect((await get(`campaigns/${id}`, colleague)).status).toBe(404);
    expect((await get(`campaigns/${newId()}`, admin)).status).toBe(404);
  });
});
