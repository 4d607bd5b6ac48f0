import type { NotificationSettings } from '@app/contracts';
import { createPublicKey, verify } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { PushSender } from '../../apps/worker/src/deliver/push/push-sender.js';
import { type DeliveryWorker, startDeliveryWorker } from '../support/delivery-worker.js';
import { newPushBrowser } from '../support/push-browser.js';
import { type PushService, startPushService } from '../support/push-service.js';
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

let service: PushService;
let world: WatchWorld;
let admin: SignedIn;
let rep: SignedIn;
let worker: DeliveryWorker;
/** As the product is: nothing on this machine or in a private network is reached. */
let strict: DeliveryWorker;

beforeAll(async () => {
  service = await startPushService();
  world = await createWatchWorld({ PUBLIC_URL: 'https://video.example.com' });
  admin = await signUp(world);
  const pushSender = new PushSender({ isAllowed: () => true, ca: service.ca });
  worker = await startDeliveryWorker(world.config, { pushSender });
  strict = await startDeliveryWorker(world.config);
});
afterAll(async () => {
  await worker?.close();
  await strict?.close();
  await world?.close();
  await service?.close();
});
beforeEach(async () => {
  rep = await addMember(world, admin);
  service.received.splice(0);
  for (const kind of ['view', 'reply'])
    await world.send('PATCH', `/api/v1/notification-settings/${kind}`, { push: true }, rep.headers);
});

const settingsOf = async (member: SignedIn): Promise<NotificationSettings> =>
  (await world.send('GET', '/api/v1/notification-settings', undefined, member.headers)).body;
const subscribe = (member: SignedIn, body: object) =>
  world.send('POST', '/api/v1/push-subscriptions', body, {
    ...member.headers,
    'user-agent':
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  });
const statesOf = async (member: SignedIn) =>
  (
    await world.pool.query(
      `select kind, state, code, attempt from deliveries where member_id = $1 order by created_at, id`,
      [member.id],
    )
  ).rows;

/** A browser of the member whose push service is ours; the API itself takes no such address. */
async function browserOf(member: SignedIn, endpoint = service.endpoint(newId())) {
  const browser = newPushBrowser(`https://push.example.com/${newId()}`);
  const { body } = await subscribe(member, browser.toJson());
  await world.pool.query('update push_subscriptions set endpoint = $2 where id = $1', [body.id, endpoint]);
  return { ...browser, id: body.id as string, path: new URL(endpoint).pathname };
}

/** A person watches a link of the rep, far enough for a view, and perhaps replies. */
async function watch(text?: string) {
  const link = await sendLink(world, rep);
  const jane = new Viewer(world);
  await jane.open(link);
  await jane.play([0, 10_000]);
  if (text !== undefined) await jane.act('replies', { text });
  return { link, jane };
}

async function deliver(by = worker): Promise<void> {
  await by.tell();
  await by.send();
}

describe('a push', () => {
  it('comes to every browser of the member once, readable there alone', async () => {
    const [one, other] = [await browserOf(rep), await browserOf(rep)];
    await browserOf(admin);
    const { link, jane } = await watch('Call me');
    await deliver();
    await deliver();
    const pushesOf = ({ path, read }: typeof one) =>
      service.received.filter((push) => push.path === path).map(({ body }) => read(body));
    expect(service.received).toHaveLength(4);
    const view = {
      title: 'Jane Doe is watching “Hello Jane”',
      body: '',
      tag: jane.id,
      path: `/videos/${link.videoId}?link=${link.id}`,
    };
    const reply = {
      title: 'Jane Doe replied to “Hello Jane”',
      body: 'Call me',
      tag: `reply.received ${jane.id}`,
      path: '/inbox',
    };
    for (const browser of [one, other])
      expect(pushesOf(browser)).toEqual(expect.arrayContaining([view, reply]));
    const foreign = service.received.find(({ path }) => path === other.path);
    expect(() => one.read(foreign!.body)).toThrow('authenticate');
  });

  it('is signed by the key that the settings show (RFC 8292), and is not kept for longer than it is news', async () => {
    await browserOf(rep);
    await watch();
    await deliver();
    const [{ headers }] = service.received as [(typeof service.received)[0]];
    const [, token = '', key = ''] = /^vapid t=(\S+), k=(\S+)$/.exec(headers.authorization ?? '') ?? [];
    const { publicKey } = (await settingsOf(rep)).push;
    expect(key).toBe(publicKey);
    const [head = '', claims = '', signature = ''] = token.split('.');
    const point = Buffer.from(publicKey, 'base64url');
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    };
    const verified = verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
    expect(verified).toBe(true);
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      aud: new URL(service.endpoint('')).origin,
      sub: 'https://video.example.com',
    });
    expect(Number(headers.ttl)).toBeGreaterThan(0);
    expect(Number(headers.ttl)).toBeLessThanOrEqual(600);
  });

  it('comes no more after signing out there, nor to a browser that was removed', async () => {
    const { id } = await browserOf(rep);
    expect(
      (await world.send('DELETE', `/api/v1/push-subscriptions/${id}`, undefined, admin.headers)).status,
    ).toBe(404);
    expect(
      (await world.send('DELETE', `/api/v1/push-subscriptions/${id}`, undefined, rep.headers)).status,
    ).toBe(204);
    await browserOf(rep);
    await watch();
    await worker.tell();
    await world.send('POST', '/api/v1/auth/sign-out', undefined, rep.headers);
    await worker.send();
    expect([service.received, await statesOf(rep)]).toMatchObject([
      [],
      [{ state: 'dropped', code: 'no-browser' }],
    ]);
  });

  it('belongs to whoever is signed in there now', async () => {
    const browser = newPushBrowser(`https://push.example.com/${newId()}`);
    await subscribe(rep, browser.toJson());
    await subscribe(rep, browser.toJson());
    expect((await settingsOf(rep)).push.browsers).toMatchObject([
      { label: 'Chrome on Linux', isThisOne: true },
    ]);
    await subscribe(admin, browser.toJson());
    expect((await settingsOf(rep)).push.browsers).toEqual([]);
  });
});

describe('trouble', () => {
  it.each([404, 410])(
    'a browser that is gone (%i) is taken off the list, and its member told',
    async (status) => {
      await browserOf(rep);
      service.plan.push(status);
      await watch();
      await deliver();
      expect(await statesOf(rep)).toMatchObject([{ state: 'failed', code: 'push-gone', attempt: 1 }]);
      const { push, troubles } = await settingsOf(rep);
      expect([push.browsers, troubles]).toMatchObject([[], [{ channel: 'push', kind: 'view' }]]);
    },
  );

  it.each([429, 503])('a service that is busy (%i) is asked again', async (status) => {
    await browserOf(rep);
    service.plan.push(status);
    await watch();
    await deliver();
    expect(await statesOf(rep)).toMatchObject([{ state: 'waiting', code: 'push-busy' }]);
    await world.pool.query(`update deliveries set next_try_at = now() where state = 'waiting'`);
    await worker.send();
    expect(service.received).toHaveLength(1);
  });

  it('a service that breaks off after it got the push is not asked again', async () => {
    await browserOf(rep);
    service.plan.push('break');
    await watch();
    await deliver();
    await deliver();
    expect(service.received).toHaveLength(1);
    expect(await statesOf(rep)).toMatchObject([{ state: 'unknown', code: 'connection-lost' }]);
  });

  it.each([301, 307, 400])('an answer of %i ends it', async (status) => {
    await browserOf(rep);
    service.plan.push(status);
    await watch();
    await deliver();
    expect(service.received).toEqual([]);
    expect(await statesOf(rep)).toMatchObject([{ state: 'failed', code: 'push-refused', attempt: 1 }]);
  });
});

describe('an address that a browser gave', () => {
  it.each(['localhost', '127.0.0.1', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]'])(
    'is never connected to when it is %s',
    async (host) => {
      const before = service.connections();
      await browserOf(rep, service.endpoint(newId(), host));
      await watch();
      await deliver(strict);
      expect(await statesOf(rep)).toMatchObject([{ state: 'failed', code: 'push-refused' }]);
      expect(service.connections()).toBe(before);
    },
  );

  const { endpoint, keys } = newPushBrowser('https://push.example.com/a').toJson();
  it.each([
    ['no TLS', { endpoint: 'http://push.example.com/a', keys }],
    ['a port', { endpoint: 'https://push.example.com:8443/a', keys }],
    ['a password', { endpoint: 'https://a:b@push.example.com/a', keys }],
    ['a file', { endpoint: 'file:///etc/passwd', keys }],
    ['no end', { endpoint: `https://push.example.com/${'a'.repeat(2000)}`, keys }],
    ['a key that is no point', { endpoint, keys: { ...keys, p256dh: 'B'.repeat(87) } }],
    ['a short key', { endpoint, keys: { ...keys, auth: 'AAAA' } }],
  ])('is refused with %s', async (_, body) => expect((await subscribe(rep, body)).status).toBe(400));
});
