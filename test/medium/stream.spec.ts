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
import { StreamReader } from '../support/stream-reader.js';

jest.setTimeout(60_000);

let world: WatchWorld;
let admin: SignedIn;
const readers: StreamReader[] = [];

beforeAll(async () => {
  world = await createWatchWorld();
  admin = await signUp(world);
});
afterEach(() => {
  for (const reader of readers.splice(0)) reader.close();
});
afterAll(() => world.close());

/** Listens as a member. */
async function listen(member: SignedIn, lastEventId?: string): Promise<StreamReader> {
  const more: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  const reader = await StreamReader.open(`${world.origin}/api/v1/stream`, { ...member.headers, ...more });
  readers.push(reader);
  return reader;
}

/** A person watches a link of the member, as far as it takes for a view. */
async function watch(member: SignedIn) {
  const link = await sendLink(world, member);
  const jane = new Viewer(world);
  await jane.open(link);
  await jane.play([0, 10_000]);
  return { link, jane };
}

const videoState = (member: SignedIn, title: string) =>
  world.pool.query(
    `insert into outbox (id, topic, workspace_id, payload) values (gen_random_uuid(), 'video.state', $1, $2)`,
    [
      member.workspaceId,
      {
        at: new Date().toISOString(),
        videoId: member.id,
        memberId: member.id,
        state: 'ready',
        isPlayable: true,
        progress: title.length / 100,
      },
    ],
  );

describe('the stream', () => {
  it('tells what a person does, with names, in order', async () => {
    const stream = await listen(admin);
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    expect(stream.headers.get('cache-control')).toBe('no-store');
    expect(stream.headers.get('x-accel-buffering')).toBe('no');
    const { link, jane } = await watch(admin);
    await jane.act('replies', { text: 'Line one\nline two' });
    await jane.act('reactions', { emoji: '👍' });
    const events = await stream.take(4);
    const who = {
      visitId: jane.id,
      linkId: link.id,
      videoTitle: 'Hello Jane',
      prospectId: link.prospectId,
      prospectName: 'Jane Doe',
    };
    expect(events.map(({ type }) => type)).toEqual([
      'visit.started',
      'view.counted',
      'reply.received',
      'reply.received',
    ]);
    expect(events[1]!.data).toMatchObject({ ...who, watchedShare: 10 / 60 });
    expect(events[2]!.data).toMatchObject({ ...who, text: 'Line one\nline two' });
    expect(events[3]!.data).toMatchObject({ ...who, text: '👍' });
    expect(events[2]!.data).not.toHaveProperty('memberId');
  });

  it('goes on after the last event that arrived, without a gap or a repeat', async () => {
    const first = await listen(admin);
    await watch(admin);
    const [started, counted] = await first.take(2);
    first.close();
    const { jane } = await watch(admin);
    const again = await listen(admin, started!.id);
    await jane.act('replies', { text: 'Still here' });
    const events = await again.take(4);
    expect(events[0]!.id).toBe(counted!.id);
    expect(events.map(({ type }) => type)).toEqual([
      'view.counted',
      'visit.started',
      'view.counted',
      'reply.received',
    ]);
    const byQuery = await StreamReader.open(
      `${world.origin}/api/v1/stream?lastEventId=${events[2]!.id}`,
      admin.headers,
    );
    readers.push(byQuery);
    expect((await byQuery.take(1))[0]!.id).toBe(events[3]!.id);
  });

  it('tells an event that was written earlier and committed later', async () => {
    const stream = await listen(admin);
    const slow = await world.pool.connect();
    await slow.query('begin');
    await slow.query(
      `insert into outbox (id, topic, workspace_id, payload) values (gen_random_uuid(), 'video.state', $1, $2)`,
      [
        admin.workspaceId,
        { at: new Date().toISOString(), videoId: admin.id, state: 'failed', isPlayable: false, progress: 0 },
      ],
    );
    await videoState(admin, 'quick');
    const [quick] = await stream.take(1);
    await slow.query('commit');
    slow.release();
    const [late] = await stream.take(1);
    expect(late!.data['state']).toBe('failed');
    expect(Number(late!.id)).toBeLessThan(Number(quick!.id));
    // Whoever broke off in between gets it as well.
    const again = await listen(admin, quick!.id);
    expect((await again.take(1))[0]!.id).toBe(late!.id);
  });

  it('goes on when its connection to the database is cut', async () => {
    const stream = await listen(admin);
    const { rowCount } = await world.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query = 'listen outbox_event'`,
    );
    expect(rowCount).toBe(1);
    await videoState(admin, 'after the cut');
    expect(await stream.take(1)).toHaveLength(1);
  });

  it('tells each member what is within their reach, and nobody of another workspace anything', async () => {
    const team = await addTeam(world, admin);
    const rep = await addMember(world, admin, { teamId: team });
    const colleague = await addMember(world, admin, { teamId: team });
    const manager = await addMember(world, admin, { role: 'manager', teamId: team });
    const stranger = await signUp(world, 'Strangers');
    const [ofRep, ofColleague, ofManager, ofAdmin, ofStranger] = await Promise.all(
      [rep, colleague, manager, admin, stranger].map((member) => listen(member)),
    );
    const { jane } = await watch(rep);
    for (const stream of [ofRep!, ofManager!, ofAdmin!])
      expect((await stream.take(2)).map(({ data }) => data['visitId'])).toEqual([jane.id, jane.id]);
    // Their own next event is the first that the others hear.
    await videoState(colleague, 'own');
    await videoState(stranger, 'own');
    expect((await ofColleague!.take(1))[0]!.data['videoId']).toBe(colleague.id);
    expect((await ofStranger!.take(1))[0]!.data['videoId']).toBe(stranger.id);
    const past = await listen(stranger, '0');
    expect((await past.take(1))[0]!.data['videoId']).toBe(stranger.id);
  });

  it('ends with the session', async () => {
    const leaver = await addMember(world, admin);
    const stream = await listen(leaver);
    await world.send('POST', '/api/v1/auth/sign-out', undefined, leaver.headers);
    await expect(stream.ended).resolves.toBeUndefined();
  });

  it('is for members only', async () => {
    expect((await world.send('GET', '/api/v1/stream')).status).toBe(401);
    expect((await world.send('HEAD', '/api/v1/stream', undefined, admin.headers)).status).toBe(200);
  });

  it('does not hold up the end of the server', async () => {
    const other = await createWatchWorld();
    const member = await signUp(other);
    const stream = await StreamReader.open(`${other.origin}/api/v1/stream`, member.headers);
    await other.close();
    await expect(stream.ended).resolves.toBeUndefined();
  });
});
