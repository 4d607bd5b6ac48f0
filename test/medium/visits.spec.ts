import { readFileSync } from 'node:fs';
import path from 'node:path';
import { v7 as newId } from 'uuid';
import {
  type SignedIn,
  Viewer,
  type WatchWorld,
  addMember,
  addTeam,
  createWatchWorld,
  sendLink,
  signUp,
} from '../support/watch-world.js';

jest.setTimeout(60_000);

let world: WatchWorld;
let admin: SignedIn;

beforeAll(async () => {
  world = await createWatchWorld();
  admin = await signUp(world);
});
afterAll(() => world.close());

const visitOf = async (id: string) =>
  (
    await world.pool.query(
      `select class, prospect_id, privacy_mode, watched_ms, watched::text, viewed_at is not null as is_viewed from visits where id = $1`,
      [id],
    )
  ).rows[0];
const eventsOf = async (id: string) =>
  (
    await world.pool.query(`select topic from outbox where payload->>'visitId' = $1 order by seq`, [id])
  ).rows.map(({ topic }) => topic as string);
const ledgerOf = async (linkId: string, member = admin, query = '') =>
  world.send('GET', `/api/v1/links/${linkId}/visits${query}`, undefined, member.headers);

describe('a visit', () => {
  it('of a person counts exactly one view, whatever is repeated', async () => {
    const link = await sendLink(world, admin);
    const jane = new Viewer(world);
    const opened = await jane.open(link);
    expect(opened.body).toEqual({ id: jane.id, token: jane.token, durationMs: 60_000 });
    const beacons = [
      jane.beacon({}, [0, 8_000]),
      jane.beacon({}, [8_000, 16_000]),
      jane.beacon({}, [4_000, 12_000]),
    ];
    for (const beacon of [beacons[2]!, beacons[0]!, beacons[0]!, beacons[1]!])
      expect((await jane.tell(beacon)).status).toBe(204);
    expect(await visitOf(jane.id)).toMatchObject({ class: 'human', watched_ms: 16_000, is_viewed: true });
    expect((await eventsOf(jane.id)).filter((topic) => topic === 'view.counted')).toHaveLength(1);
    const { body } = await ledgerOf(link.id);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      kind: 'visit',
      class: 'human',
      isView: true,
      explanation: 'Watched by a person',
      prospectId: link.prospectId,
      watchedRanges: [{ fromMs: 0, toMs: 16_000 }],
    });
  });

  it('goes on when the page is loaded again', async () => {
    const link = await sendLink(world, admin);
    const jane = new Viewer(world);
    await jane.open(link);
    const first = jane.id;
    await jane.play([0, 5_000]);
    await jane.open(link);
    expect(jane.id).toBe(first);
    await jane.tell(jane.beacon({ seq: 0 }, [5_000, 9_000]));
    expect(await visitOf(first)).toMatchObject({ watched_ms: 9_000 });
  });

  it('takes a watched beacon from JSON as well', async () => {
    const jane = new Viewer(world);
    await jane.open(await sendLink(world, admin));
    expect((await jane.send('POST', '/api/v1/beacons', jane.beacon({}, [0, 5_000]))).status).toBe(204);
    expect(await visitOf(jane.id)).toMatchObject({ watched_ms: 5_000, is_viewed: true });
  });
});

describe('what is not a view', () => {
  interface Agent {
    id: string;
    ua: string;
    human: boolean;
    ua_detectable?: boolean;
  }
  const file = path.join(import.meta.dirname, '../../libs/tracking/src/classify/user-agents.fixture.json');
  const agents = JSON.parse(readFileSync(file, 'utf8')) as Agent[];

  it('is what any known scanner does, even if it plays', async () => {
    const link = await sendLink(world, admin);
    const scanners = agents.filter(({ human, ua_detectable }) => !human && ua_detectable !== false);
    expect(scanners.length).toBeGreaterThan(30);
    for (const { id, ua } of scanners) {
      const scanner = new Viewer(world, { 'user-agent': ua });
      expect((await scanner.open(link)).status).toBe(201);
      await scanner.play([0, 10_000]);
      expect({ id, ...(await visitOf(scanner.id)) }).toMatchObject({ id, class: 'bot' });
    }
    const { body } = await ledgerOf(link.id, admin, '?limit=200');
    expect(body.items).toHaveLength(scanners.length);
    expect(body.items.some(({ isView }: { isView: boolean }) => isView)).toBe(false);
    const { rows } = await world.pool.query(
      `select 1 from outbox where topic like '%.%' and payload->>'linkId' = $1`,
      [link.id],
    );
    expect(rows).toEqual([]);
  });

  it('is what a network does that opens three links at once', async () => {
    const links = [await sendLink(world, admin), await sendLink(world, admin), await sendLink(world, admin)];
    const scanner = new Viewer(world);
    const ids: string[] = [];
    for (const link of links) {
      await scanner.open(link);
      ids.push(scanner.id);
    }
    for (const id of ids) expect(await visitOf(id)).toMatchObject({ class: 'scanner', is_viewed: false });
  });

  it('is what an automated browser plays', async () => {
    const robot = new Viewer(world);
    await robot.open(await sendLink(world, admin), { isWebdriver: true });
    await robot.play([0, 10_000]);
    expect(await visitOf(robot.id)).toMatchObject({ class: 'automation', is_viewed: false });
  });

  it.each([
    ['a signed-in member', () => ({ cookie: `outreel_session=${admin.cookies['outreel_session']}` }), {}],
    ['a browser with the sender’s mark', () => ({ cookie: `outreel_sender=${admin.workspaceId}` }), {}],
    ['a preview', () => ({}), { isPreview: true }],
  ])('is what %s plays', async (_, headers, page) => {
    const sender = new Viewer(world, headers());
    await sender.open(await sendLink(world, admin), page);
    await sender.play([0, 10_000]);
    expect(await visitOf(sender.id)).toMatchObject({ class: 'internal', is_viewed: false });
  });

  it('does not concern the members of other workspaces', async () => {
    const stranger = await signUp(world, 'Other');
    const viewer = new Viewer(world, stranger.headers);
    await viewer.open(await sendLink(world, admin));
    await viewer.play([0, 10_000]);
    expect(await visitOf(viewer.id)).toMatchObject({ class: 'human', is_viewed: true });
  });

  it('leaves the sender’s mark at sign-out', async () => {
    const leaver = await signUp(world, 'Leaver');
    const reply = await world.send('POST', '/api/v1/auth/sign-out', undefined, leaver.headers);
    expect(reply.status).toBe(204);
    expect(reply.headers.getSetCookie().some((cookie) => cookie.startsWith('outreel_sender'))).toBe(false);
  });

  it('can be said by a click, and taken back', async () => {
    const link = await sendLink(world, admin);
    const jane = new Viewer(world);
    await jane.open(link);
    await jane.play([0, 10_000]);
    const mark = (body?: object) =>
      world.send('POST', `/api/v1/visits/${jane.id}/mark-internal`, body, admin.headers);
    expect((await mark()).status).toBe(204);
    expect((await ledgerOf(link.id)).body.items[0]).toMatchObject({ class: 'internal', isView: false });
    expect((await mark({ isInternal: false })).status).toBe(204);
    expect((await ledgerOf(link.id)).body.items[0]).toMatchObject({ class: 'human', isView: true });
  });
});

describe('privacy', () => {
  it('names nobody when the browser asks not to be tracked, unless the person accepts', async () => {
    const link = await sendLink(world, admin);
    const jane = new Viewer(world, { 'sec-gpc': '1' });
    await jane.open(link);
    await jane.play([0, 10_000]);
    expect(await visitOf(jane.id)).toMatchObject({
      privacy_mode: 'aggregate',
      prospect_id: null,
      is_viewed: true,
    });
    expect((await jane.act('consent', { isAccepted: true })).status).toBe(204);
    expect(await visitOf(jane.id)).toMatchObject({ privacy_mode: 'notice', prospect_id: link.prospectId });
    expect((await jane.act('consent', { isAccepted: false })).status).toBe(204);
    expect(await visitOf(jane.id)).toMatchObject({ privacy_mode: 'aggregate', prospect_id: null });
  });

  it('keeps no address anywhere', async () => {
    const jane = new Viewer(world);
    await jane.open(await sendLink(world, admin));
    await jane.play([0, 5_000]);
    const { rows } = await world.pool.query(
      `select row_to_json(v)::text || coalesce((select string_agg(o.payload::text, '') from outbox o), '') as all from visits v where id = $1`,
      [jane.id],
    );
    expect(rows[0].all).not.toMatch(/198\.\d+\.\d+\.\d+/);
  });
});

describe('what viewers do', () => {
  const page = {
    callsToAction: [
      { kind: 'url', label: 'Book, {{firstName|you}}', target: 'https://example.com/?for={{lastName}}' },
    ],
  };

  it('is kept with what the page says, not with what the body says', async () => {
    const link = await sendLink(world, admin, { page });
    const jane = new Viewer(world);
    await jane.open(link);
    const click = await jane.act('clicks', { index: 0, label: 'forged', target: 'https://evil.example' });
    expect(click.status).toBe(201);
    const { rows } = await world.pool.query(`select label, target from visit_actions where id = $1`, [
      click.body.id,
    ]);
    expect(rows).toEqual([{ label: 'Book, Jane', target: 'https://example.com/?for=Doe' }]);
    expect((await jane.act('clicks', { index: 1 })).status).toBe(400);
  });

  it('shows in the inbox with who said it about what', async () => {
    const link = await sendLink(world, admin);
    const jane = new Viewer(world);
    await jane.open(link);
    const reply = await jane.act('replies', { text: '  Call me\u0000 ', atMs: 4_000 });
    await jane.act('reactions', { emoji: '👍', atMs: 999_999 });
    const inbox = await world.send('GET', '/api/v1/replies?limit=2', undefined, admin.headers);
    expect(inbox.body.items).toMatchObject([
      { type: 'reaction', text: '👍', atMs: null, from: 'Jane Doe' },
      {
        id: reply.body.id,
        type: 'reply',
        text: expect.stringContaining('Call me'),
        atMs: 4_000,
        from: 'Jane Doe',
        videoTitle: 'Hello Jane',
        linkId: link.id,
        prospectId: link.prospectId,
      },
    ]);
  });

  it('needs the token of that very visit', async () => {
    const link = await sendLink(world, admin);
    const [jane, eve] = [new Viewer(world), new Viewer(world)];
    await jane.open(link);
    await eve.open(link);
    for (const token of [eve.token, 'x', `${jane.token}x`]) {
      const reply = await jane.act('replies', { text: 'Hello', token });
      expect([reply.status, reply.body.code]).toEqual([401, 'bad-token']);
    }
  });

  it('ends with the link', async () => {
    const link = await sendLink(world, admin);
    const jane = new Viewer(world);
    await jane.open(link);
    await world.pool.query(`update links set revoked_at = now() where id = $1`, [link.id]);
    expect((await jane.act('replies', { text: 'Hello' })).status).toBe(404);
  });
});

describe('the ledger', () => {
  it('comes in pages without a gap or a repeat', async () => {
    const link = await sendLink(world, admin);
    for (let n = 0; n < 5; n++) await new Viewer(world).open(link);
    const ids: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await ledgerOf(link.id, admin, `?limit=2${cursor && `&cursor=${cursor}`}`);
      ids.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    }
    expect(ids).toHaveLength(5);
    expect(new Set(ids).size).toBe(5);
    expect((await ledgerOf(link.id, admin, '?cursor=nonsense')).status).toBe(400);
  });

  it('is a download in which no cell is a formula', async () => {
    const link = await sendLink(world, admin);
    const eve = new Viewer(world);
    await eve.open(link);
    await eve.act('replies', { text: `=HYPERLINK("https://evil.example","pay")` });
    const csv = await world.send('GET', `/api/v1/links/${link.id}/visits.csv`, undefined, admin.headers);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.body).toContain(`"'=HYPERLINK(""https://evil.example"",""pay"")"`);
    expect(csv.body).toContain('startedAt,kind,class');
  });

  it('is within reach only: a rep’s own, a manager’s team, an admin’s workspace, nobody else’s', async () => {
    const team = await addTeam(world, admin);
    const rep = await addMember(world, admin, { teamId: team });
    const colleague = await addMember(world, admin, { teamId: team });
    const manager = await addMember(world, admin, { role: 'manager', teamId: team });
    const otherManager = await addMember(world, admin, {
      role: 'manager',
      teamId: await addTeam(world, admin),
    });
    const stranger = await signUp(world, 'Strangers');
    const link = await sendLink(world, rep);
    const jane = new Viewer(world);
    await jane.open(link);
    await jane.act('replies', { text: 'For Rita' });
    const seen = async (member: SignedIn) => {
      const { body } = await world.send('GET', '/api/v1/replies', undefined, member.headers);
      return body.items.some(({ linkId }: { linkId: string }) => linkId === link.id);
    };
    const mark = async (member: SignedIn) =>
      (await world.send('POST', `/api/v1/visits/${jane.id}/mark-internal`, {}, member.headers)).status;
    for (const member of [rep, manager, admin]) {
      expect((await ledgerOf(link.id, member)).status).toBe(200);
      expect(await seen(member)).toBe(true);
      expect(await mark(member)).toBe(204);
    }
    for (const member of [colleague, otherManager, stranger]) {
      const foreign = await ledgerOf(link.id, member);
      const unknown = await ledgerOf(newId(), member);
      expect([foreign.status, foreign.body.code]).toEqual([404, 'not-found']);
      expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
      expect((await ledgerOf(`${link.id}`, member, '.csv')).status).toBe(404);
      expect(await seen(member)).toBe(false);
      expect(await mark(member)).toBe(404);
    }
    expect((await world.send('GET', `/api/v1/links/${link.id}/visits`)).status).toBe(401);
    expect((await world.send('GET', `/api/v1/replies`)).status).toBe(401);
  });
});
