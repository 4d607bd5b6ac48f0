import type { Storage } from '@app/storage';
import sharp from 'sharp';
import { STORAGE } from '../../apps/api/src/adapters/adapters.module.js';
import { frameAt, inkBelow, makeAnimation } from '../support/animation.js';
import {
  type SentLink,
  type WatchWorld,
  createWatchWorld,
  sendLink,
  signUp,
} from '../support/watch-world.js';

/* Names that are made to break the drawing of pictures, or what a mail shows: they are imported from anywhere. */
jest.setTimeout(120_000);

/** As a row of a CSV may bring them. NUL and lone surrogates never get as far: the database has no such text. */
const hostileNames: [what: string, name: string][] = [
  ['markup', '</span><span size="999999">huge</span>'],
  ['an entity', '&#0;&#xD800;&lt;&unknown;'],
  ['a picture in markup', '<svg><image href="file:///etc/passwd"/></svg>'],
  ['an order of bytes', '\uFEFF\uFFFEAnna'],
  ['a text that is turned around', '\u202E\u2066\u2067nnA\u202C'],
  ['controls', 'A\u0007\u001B[31mn\u0008\u009Fna'],
  ['line breaks', 'A\nn\u2028n\u2029a\r\n\v\f'.repeat(10)],
  ['marks upon marks', `Z${'\u0335\u0341\u0301\u20DD'.repeat(60)}`],
  ['one emoji of a hundred parts', `👩${'\u200D👩'.repeat(100)}`],
  ['one endless word', 'W'.repeat(200)],
  ['wide ligatures', '\uFDFD'.repeat(50)],
  ['deep cuneiform', '𒐫𒈙⸻'.repeat(20)],
  ['private characters', '\uE000\uF8FF\u{10FFFD}Anna'],
  ['merge tags', '{{firstName}}{{lastName|{{email}}}}'],
  ['SQL and a path', "'; drop table links; -- ../../../../etc/passwd"],
  ['variation selectors', `❤${'\uFE0F\uFE0E'.repeat(80)}`],
];
/** Nothing of these can be seen: as if there were no name. */
const unseenNames: [what: string, name: string][] = [
  ['spaces of all kinds', '\u00A0\u2003\u3000'],
  ['joiners', '\u200B\u200C\u200D\u2060'],
  ['Hangul fillers', '\u3164\u115F\u1160\uFFA0'],
  ['blank braille', '\u2800\u2800'],
];

let world: WatchWorld;
let link: SentLink;

beforeAll(async () => {
  world = await createWatchWorld();
  link = await sendLink(world, await signUp(world), { page: { thumbnailText: '{{firstName}}' } });
  const key = `videos/${link.videoId}/1/preview.gif`;
  await world.app.get<Storage>(STORAGE).put(key, makeAnimation({ frames: 3 }), { contentType: 'image/gif' });
  await world.pool.query('update videos set preview_key = $1 where id = $2', [key, link.videoId]);
});
afterAll(() => world.close());

async function pictureOf(name: string, file: string): Promise<Buffer> {
  await world.pool.query('update prospects set first_name = $1 where id = $2', [name, link.prospectId]);
  const reply = await fetch(`${world.origin}/w/${link.slug}/${file}`);
  expect(reply.status).toBe(200);
  return Buffer.from(await reply.arrayBuffer());
}

const pageCount = async (picture: Buffer) => (await sharp(picture, { animated: true }).metadata()).pages;

it.each(hostileNames)('%s stays within the band of every picture', async (_, name) => {
  for (const file of ['preview.gif', 'preview.webp']) {
    const picture = await pictureOf(name, file);
    const frame = await frameAt(picture);
    expect([frame.width, frame.height, await pageCount(picture)]).toEqual([320, 211, 3]);
    const ink = inkBelow(frame, 180);
    expect(ink).not.toBeNull();
    expect([ink!.left > 1, ink!.right < 318, ink!.top > 181, ink!.bottom < 210]).toEqual([
      true,
      true,
      true,
      true,
    ]);
  }
  const poster = await sharp(await pictureOf(name, 'poster.jpg')).metadata();
  expect([poster.format, poster.width, poster.height]).toEqual(['jpeg', 1280, 720]);
});

it.each(unseenNames)('%s make no band', async (_, name) => {
  const picture = await pictureOf(name, 'preview.gif');
  expect([(await frameAt(picture)).height, await pageCount(picture)]).toEqual([180, 3]);
  expect((await sharp(await pictureOf(name, 'poster.jpg')).metadata()).format).toBe('jpeg');
});

it('a name that turns text around is drawn as its letters alone', async () => {
  const [turned, plain] = [
    await pictureOf('\u202Enna\u2066A', 'preview.gif'),
    await pictureOf('nnaA', 'preview.gif'),
  ];
  expect(turned.equals(plain)).toBe(true);
});
