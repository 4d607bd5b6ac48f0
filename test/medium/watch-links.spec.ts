import type { Storage } from '@app/storage';
import { STORAGE } from '../../apps/api/src/adapters/adapters.module.js';
import {
  type SentLink,
  type SignedIn,
  Viewer,
  type WatchWorld,
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

describe('a link with a password', () => {
  let link: SentLink;
  let viewer: Viewer;

  beforeAll(async () => {
    link = await sendLink(world, admin);
    await world.send('PATCH', `/api/v1/links/${link.id}`, { password: 'sesame' }, admin.headers);
    viewer = new Viewer(world);
  });
  const unlock = async (password: string) => {
    const { status, body } = await viewer.send('POST', `/w/${link.slug}/unlock`, { password });
    return { status, code: body.code, token: new URL(body.url ?? 'about:blank').searchParams.get('unlock') };
  };

  it('opens no visit before the password was given', async () => {
    const { status, body } = await viewer.open(link);
    expect([status, body.code]).toEqual([404, 'not-found']);
    expect((await viewer.open(link, { unlock: '99999999999999.AAAA' })).status).toBe(404);
    const { rows } = await world.pool.query('select 1 from visits where link_id = $1', [link.id]);
    expect(rows).toHaveLength(0);
  });

  it('opens a visit with what the password was exchanged for', async () => {
    const { token } = await unlock('sesame');
    expect((await viewer.open(link, { unlock: token })).status).toBe(201);
  });

  it('needs no password from members', async () => {
    const page = { slug: link.slug, page: { isVisible: true } };
    expect((await world.send('POST', '/api/v1/visits', page, admin.headers)).status).toBe(201);
  });

  it('allows five tries a minute', async () => {
    await world.send('PATCH', `/api/v1/links/${link.id}`, { password: 'other' }, admin.headers);
    const answers = [];
    for (let count = 0; count < 6; count += 1) answers.push(await unlock(`wrong ${count}`));
    expect(answers.map(({ status }) => status)).toContain(401);
    expect(answers.at(-1)).toMatchObject({ status: 429, code: 'too-many-requests' });
  });
});

describe('the media of a link', () => {
  const bytes = Buffer.from('0123456789');
  let media: string;
  let link: SentLink;

  beforeAll(async () => {
    link = await sendLink(world, admin);
    const storage = world.app.get<Storage>(STORAGE);
    await storage.put(`videos/${link.videoId}/1/360p.mp4`, bytes, { contentType: 'video/mp4' });
    media = `/w/${link.slug}/media/1/360p.mp4`;
  });
  const ask = (headers: Record<string, string> = {}, method = 'GET') =>
    new Viewer(world).send(method, media, undefined, headers);

  it('has a length that HEAD tells', async () => {
    const { status, headers } = await ask({}, 'HEAD');
    expect([status, headers.get('content-length')]).toEqual([200, '10']);
  });

  it('comes in ranges, from the end too', async () => {
    for (const [range, expected] of [
      ['bytes=2-4', '234'],
      ['bytes=-3', '789'],
      ['bytes=-999', '0123456789'],
    ] as const) {
      const { status, headers, body } = await ask({ range });
      expect([status, body]).toEqual([206, expected]);
      expect(headers.get('content-length')).toBe(String(expected.length));
    }
    expect((await ask({ range: 'bytes=10-' })).headers.get('content-range')).toBe('bytes */10');
  });

  it('is not sent again to who has it', async () => {
    const etag = (await ask()).headers.get('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`])
      expect((await ask({ 'if-none-match': known })).status).toBe(304);
  });

  it('is gone as soon as the link is revoked or has expired', async () => {
    const soon = new Date(Date.now() - 1000).toISOString();
    await world.send('PATCH', `/api/v1/links/${link.id}`, { expiresAt: soon }, admin.headers);
    expect((await ask()).status).toBe(404);
    await world.send('PATCH', `/api/v1/links/${link.id}`, { expiresAt: null }, admin.headers);
    expect((await ask()).status).toBe(200);
    await world.send('POST', `/api/v1/links/${link.id}/revoke`, undefined, admin.headers);
    expect((await ask()).status).toBe(404);
  });
});

it('leads to addresses with the prospect’s values in them', async () => {
  const target = 'https://booking.example/?name={{firstName}}';
  const page = { callsToAction: [{ kind: 'booking', label: 'Book', target }] };
  const link = await sendLink(world, admin, { page });
  const { body } = await new Viewer(world).send('GET', `/w/${link.slug}`);
  expect(body).toContain('href="https://booking.example/?name=Jane"');
});
