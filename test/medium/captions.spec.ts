import type { CaptionList, CaptionTrack, Video } from '@app/contracts';
import {
  addMember,
  createWatchWorld,
  sendLink,
  type SentLink,
  type SignedIn,
  signUp,
  type WatchWorld,
} from '../support/watch-world.js';

jest.setTimeout(60_000);

let world: WatchWorld;
let ann: SignedIn;
let sent: SentLink;

const srt =
  '\uFEFF1\r\n00:00:01,000 --> 00:00:02,000\r\nHello <i>Jane</i>\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nBye\r\n';
const cues = [
  { fromMs: 1000, toMs: 2000, text: 'Hello <i>Jane</i>' },
  { fromMs: 3000, toMs: 4000, text: 'Bye' },
];
const pathOf = (language: string) => `/api/v1/videos/${sent.videoId}/captions${language && `/${language}`}`;
const publicPath = (language: string) => `/w/${sent.slug}/captions/${language}.vtt`;

/** Sends as a member. A text goes as a caption file. */
const call = (
  member: SignedIn,
  method: string,
  path: string,
  body?: unknown,
  type = 'application/x-subrip',
) =>
  world.send(method, path, body, {
    ...member.headers,
    ...(typeof body === 'string' ? { 'content-type': type } : {}),
  });

beforeAll(async () => {
  world = await createWatchWorld();
  ann = await signUp(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  sent = await sendLink(world, ann);
  // The link that a video is made with.
  await world.pool.query('update links set is_default = true where id = $1', [sent.id]);
});

describe('captions of a video', () => {
  test('are uploaded, listed, served to whoever has the link, and downloaded', async () => {
    const saved = await call(ann, 'PUT', pathOf('en-us'), srt);
    expect(saved.status).toBe(200);
    expect(saved.body as CaptionTrack).toMatchObject({
      language: 'en-US',
      label: 'American English',
      source: 'uploaded',
      version: 1,
      cues,
    });
    const list = (await call(ann, 'GET', pathOf(''))).body as CaptionList;
    expect(list.items).toMatchObject([{ language: 'en-US', source: 'uploaded', cueCount: 2 }]);
    const video = (await call(ann, 'GET', `/api/v1/videos/${sent.videoId}`)).body as Video;
    expect(video.captions).toEqual([
      {
        language: 'en-US',
        label: 'American English',
        source: 'uploaded',
        url: `${world.origin}${publicPath('en-US')}`,
      },
    ]);
    const served = await world.send('GET', publicPath('en-US'));
    expect([served.status, served.headers.get('content-type')]).toEqual([200, 'text/vtt; charset=utf-8']);
    expect(served.body).toBe(
      'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello <i>Jane</i>\n\n00:00:03.000 --> 00:00:04.000\nBye\n',
    );
    const exported = await call(ann, 'GET', `${pathOf('en-US')}/export.srt`);
    expect(exported.headers.get('content-disposition')).toBe('attachment; filename="captions.en-US.srt"');
    expect(exported.body).toContain('1\r\n00:00:01,000 --> 00:00:02,000\r\nHello <i>Jane</i>\r\n');
    expect((await call(ann, 'GET', `${pathOf('en-US')}/export.vtt`)).body).toBe(served.body);
  });

  test('show an edit at once, and are asked for again without being sent again', async () => {
    await call(ann, 'PUT', pathOf('en'), srt);
    const first = await world.send('GET', publicPath('en'));
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const etag = { 'if-none-match': String(first.headers.get('etag')) };
    expect((await world.send('GET', publicPath('en'), undefined, etag)).status).toBe(304);
    await call(ann, 'PUT', pathOf('en'), { version: 1, label: 'Simple', cues: [{ ...cues[0], text: 'Hi' }] });
    const second = await world.send('GET', publicPath('en'), undefined, etag);
    expect([second.status, second.body]).toEqual([200, 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHi\n']);
    const track = (await call(ann, 'GET', pathOf('en'))).body as CaptionTrack;
    expect(track).toMatchObject({ source: 'edited', label: 'Simple', version: 2 });
    // A file in their place keeps the name.
    expect((await call(ann, 'PUT', pathOf('en'), srt)).body).toMatchObject({ label: 'Simple', version: 3 });
  });

  test('that somebody else changed meanwhile are not overwritten', async () => {
    await call(ann, 'PUT', pathOf('en'), srt);
    await call(ann, 'PUT', pathOf('en'), { version: 1, cues: [] });
    const late = await call(ann, 'PUT', pathOf('en'), { version: 1, cues });
    expect([late.status, late.body.code]).toEqual([409, 'conflict']);
    expect((await call(ann, 'PUT', pathOf('fr'), { version: 1, cues })).status).toBe(409);
    const both = await Promise.all(
      ['One', 'Two'].map((text) =>
        call(ann, 'PUT', pathOf('en'), { version: 2, cues: [{ ...cues[0], text }] }),
      ),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test('are removed, and go with the video', async () => {
    await call(ann, 'PUT', pathOf('en'), srt);
    await call(ann, 'PUT', pathOf('de'), srt);
    expect((await call(ann, 'DELETE', pathOf('en'))).status).toBe(204);
    expect((await call(ann, 'DELETE', pathOf('en'))).status).toBe(404);
    expect((await world.send('GET', publicPath('en'))).status).toBe(404);
    await call(ann, 'DELETE', `/api/v1/videos/${sent.videoId}`);
    const { rows } = await world.pool.query('select 1 from captions where video_id = $1', [sent.videoId]);
    expect(rows).toEqual([]);
  });

  test('are those of the owner: colleagues and strangers see and change nothing', async () => {
    await call(ann, 'PUT', pathOf('en'), srt);
    const [colleague, stranger] = [await addMember(world, ann), await signUp(world, 'Other')];
    for (const other of [colleague, stranger]) {
      for (const path of [pathOf(''), pathOf('en'), `${pathOf('en')}/export.srt`])
        expect((await call(other, 'GET', path)).status).toBe(404);
      expect((await call(other, 'PUT', pathOf('en'), srt)).status).toBe(404);
      expect((await call(other, 'PUT', pathOf('en'), 'no captions')).status).toBe(404);
      expect((await call(other, 'DELETE', pathOf('en'))).status).toBe(404);
    }
  });
});

describe('what is refused', () => {
  test('a bad file, with its line and the reason; what was there stays', async () => {
    await call(ann, 'PUT', pathOf('en'), srt);
    const refused = await call(ann, 'PUT', pathOf('en'), srt.replace('00:00:04,000', '00:00:02,000'));
    expect([refused.status, refused.body.code]).toEqual([400, 'bad-captions']);
    expect(refused.body.details).toEqual([
      { line: 6, message: 'It ends at 00:00:02,000, not after it begins at 00:00:03,000' },
    ]);
    expect((await call(ann, 'GET', pathOf('en'))).body).toMatchObject({ version: 1, cues });
  });

  test('bad cues, with their place', async () => {
    const { status, body } = await call(ann, 'PUT', pathOf('en'), {
      cues: [cues[0], { fromMs: 5, toMs: 5, text: 'x' }, { fromMs: 0, toMs: 1, text: ' ' }],
    });
    expect([status, body.code]).toEqual([400, 'invalid-request']);
    expect(body.details).toEqual([
      { path: 'cues.1.toMs', message: 'A caption ends after it begins' },
      { path: 'cues.2.text', message: 'A caption needs a text' },
    ]);
  });

  test('a language that is none, a type that is none, too large a file, too many languages', async () => {
    expect((await call(ann, 'PUT', pathOf('en_US'), srt)).status).toBe(404);
    expect((await call(ann, 'PUT', pathOf('en'), srt, 'text/plain')).status).toBe(415);
    expect((await call(ann, 'PUT', pathOf('en'), srt, 'image/png')).status).toBe(415);
    expect((await call(ann, 'PUT', pathOf('en'), ' '.repeat(2 * 1024 * 1024 + 1))).status).toBe(413);
    const letters = [...'abcdefghijklmnopqrst'];
    for (const letter of letters)
      expect((await call(ann, 'PUT', pathOf(`x${letter}x`), { cues: [] })).status).toBe(200);
    const full = await call(ann, 'PUT', pathOf('en'), { cues: [] });
    expect([full.status, full.body.details]).toEqual([413, { maxLanguages: 20 }]);
    expect((await call(ann, 'PUT', pathOf('xax'), srt)).status).toBe(200);
  });

  test('characters that the database cannot keep are taken out', async () => {
    const text = 'A\0B\uD800C';
    const saved = await call(ann, 'PUT', pathOf('en'), { cues: [{ fromMs: 0, toMs: 1, text }] });
    expect(saved.body.cues).toEqual([{ fromMs: 0, toMs: 1, text: 'ABC' }]);
  });
});

describe('whoever may not watch', () => {
  test('gets no captions of a revoked link', async () => {
    await call(ann, 'PUT', pathOf('en'), srt);
    await call(ann, 'POST', `/api/v1/links/${sent.id}/revoke`);
    expect((await world.send('GET', publicPath('en'))).status).toBe(404);
  });

  test('gets captions of a link with a password only after giving it', async () => {
    await call(ann, 'PUT', pathOf('en'), srt);
    await call(ann, 'PATCH', `/api/v1/links/${sent.id}`, { password: 'open sesame' });
    expect((await world.send('GET', publicPath('en'))).status).toBe(404);
    const unlocked = await world.send('POST', `/w/${sent.slug}/unlock`, { password: 'open sesame' });
    const { search } = new URL(unlocked.body.url);
    expect((await world.send('GET', `${publicPath('en')}${search}`)).status).toBe(200);
    expect((await call(ann, 'GET', publicPath('en'))).status).toBe(200);
  });

  test('gets nothing for what is no caption file', async () => {
    for (const file of ['en', 'en.srt', '..%2Fen.vtt', 'fr.vtt', '%00.vtt'])
      expect((await world.send('GET', `/w/${sent.slug}/captions/${file}`)).status).toBe(404);
  });
});
