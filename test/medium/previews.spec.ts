import type { Storage } from '@app/storage';
import sharp from 'sharp';
import { STORAGE } from '../../apps/api/src/adapters/adapters.module.js';
import { PreviewDrawer } from '../../apps/api/src/watch/pictures/preview-drawer.js';
import { type Frame, frameAt, inkBelow, makeAnimation } from '../support/animation.js';
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

const maxBytes = 1_500_000;
let world: WatchWorld;
let admin: SignedIn;

beforeAll(async () => {
  world = await createWatchWorld();
  admin = await signUp(world);
});
afterAll(() => world.close());

/** A link to a video that the worker has made an animated preview of. */
async function sendAnimated(animation: Buffer, page: object = {}): Promise<SentLink> {
  const link = await sendLink(world, admin, { page });
  await publish(link, animation, 1);
  return link;
}

async function publish({ videoId }: SentLink, animation: Buffer, attempt: number): Promise<void> {
  const key = `videos/${videoId}/${attempt}/preview.gif`;
  await world.app.get<Storage>(STORAGE).put(key, animation, { contentType: 'image/gif' });
  await world.pool.query('update videos set preview_key = $1 where id = $2', [key, videoId]);
}

const rename = ({ prospectId }: SentLink, firstName: string | null) =>
  world.send('PATCH', `/api/v1/prospects/${prospectId}`, { firstName }, admin.headers);

/** What a mail program gets: bytes, not text. */
async function look(link: SentLink, format = 'gif', headers: Record<string, string> = {}) {
  const reply = await fetch(`${world.origin}/w/${link.slug}/preview.${format}`, { headers });
  return { status: reply.status, headers: reply.headers, bytes: Buffer.from(await reply.arrayBuffer()) };
}

const bandOf = (frame: Frame, pictureHeight: number) => inkBelow(frame, pictureHeight);

/** Counts what is really drawn from here on. */
function countDrawings() {
  const drawer = world.app.get(PreviewDrawer);
  const stages = jest.spyOn(drawer, 'drawStage');
  const heads = jest.spyOn(drawer, 'drawHead');
  return () => [stages.mock.calls.length, heads.mock.calls.length];
}
afterEach(() => jest.restoreAllMocks());

describe.each(['gif', 'webp'])('the preview of a personal link as %s', (format) => {
  it('is an animation whose first frame carries the name', async () => {
    const link = await sendAnimated(makeAnimation());
    const { status, headers, bytes } = await look(link, format);
    expect([status, headers.get('content-type')]).toEqual([200, `image/${format}`]);
    expect(Number(headers.get('content-length'))).toBe(bytes.length);
    expect(await sharp(bytes, { animated: true }).metadata()).toMatchObject({ format, pages: 8, loop: 0 });
    const named = bandOf(await frameAt(bytes), 180);
    expect(named).not.toBeNull();
    await rename(link, 'Maximiliana');
    const { bytes: renamed } = await look(link, format);
    expect(bandOf(await frameAt(renamed), 180)?.right).toBeGreaterThan(named?.right ?? 0);
  });

  it('keeps a name of 200 characters inside of its band', async () => {
    const link = await sendAnimated(makeAnimation());
    await rename(link, 'Wolfeschlegelsteinhausen '.repeat(8).slice(0, 100).trim());
    const page = { callsToAction: [], thumbnailText: '{{firstName}} {{firstName}}' };
    await world.send('PATCH', `/api/v1/links/${link.id}`, { page }, admin.headers);
    const frame = await frameAt((await look(link, format)).bytes);
    const ink = bandOf(frame, 180)!;
    expect(ink.left).toBeGreaterThan(2);
    expect(ink.right).toBeLessThan(frame.width - 3);
    expect(ink.top).toBeGreaterThan(182);
    expect(ink.bottom).toBeLessThan(frame.height - 2);
  });

  it('stands at the side where the script of the name begins', async () => {
    const link = await sendAnimated(makeAnimation(), { thumbnailText: '{{firstName}}' });
    const sides = [];
    for (const name of ['Anna', 'שלום']) {
      await rename(link, name);
      const ink = bandOf(await frameAt((await look(link, format)).bytes), 180)!;
      sides.push(ink.left < 320 - ink.right ? 'left' : 'right');
    }
    expect(sides).toEqual(['left', 'right']);
  });

  it('can be carried by a mail, whatever moves in it', async () => {
    const noise = makeAnimation({ width: 480, height: 270, frames: 16, isNoisy: true });
    const { bytes } = await look(await sendAnimated(noise), format);
    expect(bytes.length).toBeLessThanOrEqual(maxBytes);
    expect((await sharp(bytes, { animated: true }).metadata()).pages).toBeGreaterThan(1);
  });

  it('is drawn once for all who ask, at the same time or later', async () => {
    const link = await sendAnimated(makeAnimation());
    const drawings = countDrawings();
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => look(link, format)));
    others.push(await look(link, format));
    expect(others.every(({ bytes }) => bytes.equals(first!.bytes))).toBe(true);
    const other = await sendLink(world, admin, { videoId: link.videoId });
    expect((await look(other, format)).bytes.equals(first!.bytes)).toBe(true);
    expect(drawings()).toEqual([1, 1]);
    await rename(other, 'Maria');
    await look(other, format);
    expect(drawings()).toEqual([1, 2]);
  });

  it('is not drawn for who has it', async () => {
    const link = await sendAnimated(makeAnimation());
    const etag = (await look(link, format)).headers.get('etag') ?? '';
    await rename(link, 'Maria');
    const renamed = await look(link, format, { 'if-none-match': etag });
    expect([renamed.status, renamed.headers.get('etag') === etag]).toEqual([200, false]);
    await rename(link, 'Jane');
    const drawings = countDrawings();
    const { status, bytes } = await look(link, format, { 'if-none-match': etag });
    expect([status, bytes.length, drawings()]).toEqual([304, 0, [0, 0]]);
  });

  it('is another one after a cut, and a still one until then', async () => {
    const link = await sendAnimated(makeAnimation());
    const before = await look(link, format);
    await world.pool.query('update videos set preview_key = null where id = $1', [link.videoId]);
    const still = await look(link, format);
    expect((await sharp(still.bytes, { animated: true }).metadata()).pages ?? 1).toBe(1);
    expect(bandOf(await frameAt(still.bytes), 270)).not.toBeNull();
    await publish(link, makeAnimation({ frames: 5 }), 2);
    const after = await look(link, format);
    expect((await sharp(after.bytes, { animated: true }).metadata()).pages).toBe(5);
    expect(new Set([before, still, after].map(({ headers }) => headers.get('etag'))).size).toBe(3);
  });

  it('is gone with the prospect, and was never kept in storage', async () => {
    const link = await sendAnimated(makeAnimation());
    await look(link, format);
    const kept = [];
    for await (const { key } of world.app.get<Storage>(STORAGE).list(`videos/${link.videoId}/`))
      kept.push(key);
    expect(kept).toEqual([`videos/${link.videoId}/1/preview.gif`]);
    await world.send('DELETE', `/api/v1/prospects/${link.prospectId}`, undefined, admin.headers);
    expect((await look(link, format)).status).toBe(410);
    expect((await look({ ...link, slug: 'nobody-knows-this-one' }, format)).status).toBe(404);
  });

  it('is a hit, and never a view', async () => {
    const link = await sendAnimated(makeAnimation());
    await new Viewer(world).send('GET', `/w/${link.slug}/preview.${format}`);
    const { rows } = await world.pool.query('select kind from hits where link_id = $1', [link.id]);
    expect(rows).toEqual([{ kind: 'image' }]);
    const visits = await world.pool.query('select 1 from visits where link_id = $1', [link.id]);
    expect(visits.rows).toEqual([]);
  });
});

it('has a play button alone where there are no words', async () => {
  const link = await sendAnimated(makeAnimation());
  await rename(link, null);
  const { width, height, pixels } = await frameAt((await look(link)).bytes);
  expect([width, height, (pixels[90 * width + 160] ?? 0) > 220]).toEqual([320, 180, true]);
});

it('is smaller as WebP', async () => {
  const link = await sendAnimated(makeAnimation({ isNoisy: true }));
  const [gif, webp] = [await look(link, 'gif'), await look(link, 'webp')];
  expect(webp.bytes.length).toBeLessThan(gif.bytes.length / 2);
});

it('tells its length to HEAD', async () => {
  const link = await sendAnimated(makeAnimation());
  const { bytes } = await look(link);
  const head = await fetch(`${world.origin}/w/${link.slug}/preview.gif`, { method: 'HEAD' });
  expect([head.status, Number(head.headers.get('content-length'))]).toEqual([200, bytes.length]);
});
