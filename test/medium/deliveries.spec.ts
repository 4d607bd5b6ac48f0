import type { NotificationSettings } from '@app/contracts';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type DeliveryWorker, startDeliveryWorker } from '../support/delivery-worker.js';
import { type MailServer, startMailServer } from '../support/mail-server.js';
import {
  type SignedIn,
  Viewer,
  type WatchWorld,
  addMember,
  createWatchWorld,
  sendLink,
  signUp,
} from '../support/watch-world.js';

jest.setTimeout(120_000);

const publicUrl = 'https://video.example.com';
const hostile = '"><script>alert(1)</script>\r\nBcc: evil@example.com\u202e';

let server: MailServer;
let world: WatchWorld;
let admin: SignedIn;
let rep: SignedIn;
let workers: DeliveryWorker[];
let worker: DeliveryWorker;

const environment = () => ({
  SMTP_URL: server.url,
  MAIL_FROM: 'Outreel <outreel@example.com>',
  PUBLIC_URL: publicUrl,
});

beforeAll(async () => {
  server = await startMailServer();
  world = await createWatchWorld(environment());
  admin = await signUp(world);
  workers = await Promise.all([1, 2, 3].map(() => startDeliveryWorker(world.config)));
  [worker] = workers as [DeliveryWorker];
});
afterAll(async () => {
  await Promise.all((workers ?? []).map((each) => each.close()));
  await world?.close();
  await server?.close();
});
beforeEach(async () => {
  rep = await addMember(world, admin);
  server.received.splice(0);
});

const settingsOf = async (member: SignedIn): Promise<NotificationSettings> =>
  (await world.send('GET', '/api/v1/notification-settings', undefined, member.headers)).body;
const choose = (member: SignedIn, kind: string, isOn: boolean) =>
  world.send('PATCH', `/api/v1/notification-settings/${kind}`, { mail: isOn }, member.headers);
const statesOf = async (member: SignedIn) =>
  (
    await world.pool.query(
      `select kind, state, code, attempt from deliveries where member_id = $1 order by created_at, id`,
      [member.id],
    )
  ).rows;
/** The next attempt is due now. */
const hurry = () => world.pool.query(`update deliveries set next_try_at = now() where state = 'waiting'`);

/** A person watches a link of the rep far enough for a view, and perhaps replies. */
async function watch(member: SignedIn, text?: string) {
  const link = await sendLink(world, member);
  const jane = new Viewer(world);
  await jane.open(link);
  await jane.play([0, 10_000]);
  if (text !== undefined) await jane.act('replies', { text });
  return { link, jane };
}

async function deliver(): Promise<void> {
  await worker.tell();
  await worker.send();
}

describe('a mail', () => {
  it('comes for what the member wants to know, to nobody else, and once', async () => {
    await choose(rep, 'view', true);
    const { link } = await watch(rep, 'Call me on Monday');
    await deliver();
    const [view, reply] = server.received.toSorted(
      (a, b) => Number(a.subject?.includes('replied')) - Number(b.subject?.includes('replied')),
    );
    expect(server.received).toHaveLength(2);
    expect([view?.subject, reply?.subject]).toEqual([
      'Jane Doe is watching “Hello Jane”',
      'Jane Doe replied to “Hello Jane”',
    ]);
    expect(reply?.text).toContain('> Call me on Monday');
    expect(reply?.replyTo?.text).toBe(`${link.prospectId}@example.com`);
    expect(view?.text).toContain(`${publicUrl}/videos/${link.videoId}?link=${link.id}`);
    expect(view?.from?.text).toBe('"Outreel" <outreel@example.com>');
    await deliver();
    expect(server.received).toHaveLength(2);
    expect(await statesOf(admin)).toEqual([]);
  });

  it('has a stable name and ends its kind by one click', async () => {
    await watch(rep, 'Yes');
    await deliver();
    const [mail] = server.received;
    const { rows } = await world.pool.query(`select id from deliveries where member_id = $1`, [rep.id]);
    expect(mail?.messageId).toBe(`<${rows[0].id}@video.example.com>`);
    const headers = new Map(mail?.headerLines.map(({ key, line }) => [key, line.replace(/\r?\n\s+/g, ' ')]));
    expect(headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(headers.get('auto-submitted')).toBe('Auto-Submitted: auto-generated');
    const path =
      /<https:\/\/video\.example\.com(\/unsubscribe\/[^>]+)>/.exec(
        headers.get('list-unsubscribe') ?? '',
      )?.[1] ?? '';
    // A mail scanner fetches every link.
    for (const method of ['GET', 'HEAD']) expect((await world.send(method, path)).status).toBe(200);
    expect((await world.send('GET', path)).body).toContain('<button');
    expect((await settingsOf(rep)).kinds.find(({ kind }) => kind === 'reply')?.mail).toBe(true);
    const click = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await world.send('POST', path, 'List-Unsubscribe=One-Click', click)).status).toBe(200);
    expect((await settingsOf(rep)).kinds.find(({ kind }) => kind === 'reply')?.mail).toBe(false);
    expect((await world.send('POST', `${path}x`, '', click)).status).toBe(404);
  });

  it('cannot be bent by names and words', async () => {
    await world.pool.query(`update members set name = $2 where id = $1`, [rep.id, hostile]);
    const { link, jane } = await watch(rep);
    await world.pool.query(`update prospects set first_name = $2, last_name = null where id = $1`, [
      link.prospectId,
      hostile,
    ]);
    await world.pool.query(`update videos set title = $2 where id = $1`, [link.videoId, hostile]);
    await jane.act('replies', { text: `${hostile}\n.\n` });
    await deliver();
    const [mail] = server.received;
    expect(server.received).toHaveLength(1);
    expect(mail?.headers.has('bcc')).toBe(false);
    expect(mail?.subject).toContain('Bcc: evil@example.com');
    expect([mail?.to].flat()).toHaveLength(1);
    expect(mail?.html).not.toContain('<script');
    expect(mail?.html).toContain('&lt;script&gt;');
    expect(mail?.text).toContain('\n> .\n');
  });
});

describe('what is not true or not wanted any more', () => {
  it('a visit that was marked as one’s own meanwhile sends nothing', async () => {
    const { jane } = await watch(rep, 'Just a test');
    await worker.tell();
    const marked = await world.send(
      'POST',
      `/api/v1/visits/${jane.id}/mark-internal`,
      { isInternal: true },
      rep.headers,
    );
    expect(marked.status).toBeLessThan(300);
    await worker.send();
    expect(server.received).toEqual([]);
    expect(await statesOf(rep)).toMatchObject([{ state: 'dropped', code: 'not-true-any-more' }]);
  });

  it('a switch that was turned off meanwhile holds', async () => {
    await watch(rep, 'Hello');
    await worker.tell();
    await choose(rep, 'reply', false);
    await worker.send();
    expect([server.received, await statesOf(rep)]).toMatchObject([
      [],
      [{ state: 'dropped', code: 'switched-off' }],
    ]);
  });

  it('a member who left hears nothing', async () => {
    await watch(rep, 'Hello');
    await worker.tell();
    await world.pool.query(`update members set is_active = false where id = $1`, [rep.id]);
    await worker.send();
    expect([server.received, await statesOf(rep)]).toMatchObject([[], [{ state: 'dropped' }]]);
  });

  it('a scanner never makes a delivery', async () => {
    const link = await sendLink(world, rep);
    await new Viewer(world, { 'user-agent': 'curl/8' }).open(link);
    await choose(rep, 'view', true);
    await deliver();
    expect(await statesOf(rep)).toEqual([]);
  });
});

describe('trouble', () => {
  it.each(['recipient', 'message'] as const)(
    'a %s that is refused for now is offered again, and taken once',
    async (at) => {
      server.plan.push({ at, code: 451 });
      await watch(rep, 'Hello');
      await deliver();
      expect(await statesOf(rep)).toMatchObject([{ state: 'waiting', code: 'mail-busy', attempt: 1 }]);
      await worker.send();
      expect(server.received).toEqual([]);
      await hurry();
      await worker.send();
      expect(server.received).toHaveLength(1);
      expect(await statesOf(rep)).toMatchObject([{ state: 'sent', attempt: 2 }]);
    },
  );

  it('a refusal for good is told to the member, with the server’s words, and never offered again', async () => {
    server.plan.push({ at: 'recipient', code: 550 });
    await watch(rep, 'Hello');
    await deliver();
    await hurry();
    await worker.send();
    expect([server.received, await statesOf(rep)]).toMatchObject([
      [],
      [{ state: 'failed', code: 'mail-refused', attempt: 1 }],
    ]);
    const { troubles } = await settingsOf(rep);
    expect(troubles).toMatchObject([
      { kind: 'reply', channel: 'mail', message: expect.stringContaining('refused') },
    ]);
    expect(troubles[0]?.answer).toContain('As planned');
    expect((await settingsOf(admin)).troubles).toEqual([]);
  });

  it('a connection that broke before the message is made again', async () => {
    server.plan.push({ at: 'recipient', code: 'break' });
    await watch(rep, 'Hello');
    await deliver();
    expect(await statesOf(rep)).toMatchObject([{ state: 'waiting', code: 'mail-unreachable' }]);
    await hurry();
    await worker.send();
    expect(server.received).toHaveLength(1);
  });

  it('a connection that broke before the answer leaves it unknown, and it is not sent again', async () => {
    server.plan.push({ at: 'message', code: 'break' });
    await watch(rep, 'Hello');
    await deliver();
    await hurry();
    await worker.send();
    expect(server.received).toHaveLength(1);
    expect(await statesOf(rep)).toMatchObject([{ state: 'unknown', code: 'connection-lost' }]);
    expect((await settingsOf(rep)).troubles).toMatchObject([
      { message: expect.stringContaining('may have arrived') },
    ]);
  });

  it('what waited too long is not sent at all', async () => {
    await watch(rep, 'Hello');
    await worker.tell();
    await world.pool.query(`update deliveries set expires_at = now() where member_id = $1`, [rep.id]);
    await worker.send();
    await worker.sweep();
    expect([server.received, await statesOf(rep)]).toMatchObject([
      [],
      [{ state: 'dropped', code: 'too-late' }],
    ]);
  });

  it('a worker killed while the server held the mail leaves it unknown; no other worker sends it', async () => {
    server.plan.push({ at: 'message', code: 'silence' });
    const { databaseUrl, dataDir } = world.config;
    const child = fork('test/support/delivery-worker-script.ts', [], {
      execArgv: ['--import', '@swc-node/register/esm-register'],
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: databaseUrl,
        DATA_DIR: dataDir,
        LOG_LEVEL: 'silent',
        ...environment(),
      },
    });
    await once(child, 'message');
    await watch(rep, 'Hello');
    await server.until(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await Promise.all(workers.map((each) => each.send()));
    expect(await statesOf(rep)).toMatchObject([{ state: 'sending', attempt: 1 }]);
    await worker.sweep();
    await hurry();
    await Promise.all(workers.map((each) => each.send()));
    expect(await statesOf(rep)).toMatchObject([{ state: 'unknown', code: 'worker-lost' }]);
    expect(server.received).toHaveLength(1);
  });
});

/** Every worker does it at the same time. */
const all = (step: 'tell' | 'send') => Promise.all(workers.map((each) => each[step]()));

describe('several workers', () => {
  it('send each mail once, however often its events are told', async () => {
    for (let index = 0; index < 20; index++) await watch(rep, `Reply ${index}`);
    const rewind = `update outbox set dispatched_at = null where payload->>'memberId' = $1`;
    for (const _round of [1, 2, 3]) {
      await Promise.all([all('tell'), all('send')]);
      await world.pool.query(rewind, [rep.id]);
    }
    await all('tell');
    await all('send');
    const replies = server.received.flatMap(({ text }) => /^> (Reply \d+)$/m.exec(text ?? '')?.[1] ?? []);
    expect(replies.toSorted()).toEqual(Array.from({ length: 20 }, (_, index) => `Reply ${index}`).toSorted());
  });
});
