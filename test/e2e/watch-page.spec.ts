import type { Link, Video, Visit } from '@app/contracts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { weightOf } from '../support/page-weight.js';
import { eventually, invitePerson, patienceMs, takeShot, type Person } from '../support/person.js';
import { overflowOf, storageOf } from '../support/person-document.js';
import { playbackOf, pressPlay, slowDown, untilPlayed, watchShare } from '../support/person-watching.js';
import { makeVideoFile } from '../support/running-outreel-media.js';
import { Member } from '../support/running-outreel-sample.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';

jest.setTimeout(3 * patienceMs);

const page = {
  headline: 'A tour for {{firstName|you}}',
  message: 'Hello {{firstName|there}}, this is how {{company|your team}} could work.',
  callsToAction: [{ kind: 'url', label: 'See the offer', target: 'https://acme.example/offer' }],
};

let outreel: RunningOutreel;
let rep: Person;
let member: Member;
let folder: string;
let video: Video;
let visitor: Person;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-watch-'));
  [outreel, rep, visitor] = await Promise.all([
    runOutreel({ TRUST_PROXY: '1' }),
    invitePerson(),
    invitePerson(),
  ]);
  member = new Member(rep.context.request, outreel.url);
  await member.signUp('Ada Rep');
  video = await member.publish(await makeVideoFile(folder, 'mp4', 8), 'Tour of the product');
});
afterAll(async () => {
  await visitor?.close();
  await rep?.close();
  await outreel?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A personal link with all that a page can show. */
async function newLink(firstName: string, settings: object = {}): Promise<Link> {
  const { id: prospectId } = await member.prospect(firstName);
  return member.link(video.id, { prospectId, page, ...settings });
}

describe('the watch page', () => {
  it('plays with the browser’s own controls when there is no JavaScript', async () => {
    const { url } = await newLink('Nora');
    const careful = await invitePerson({ context: { javaScriptEnabled: false } });
    try {
      await careful.page.goto(url);
      await careful.page.getByRole('heading', { name: 'A tour for Nora' }).waitFor();
      const player = careful.page.locator('video');
      expect(await player.getAttribute('controls')).not.toBeNull();
      await player.click();
      await untilPlayed(careful.page, 0.5);
      await careful.page.getByRole('link', { name: 'See the offer' }).waitFor();
      await takeShot(careful.page, 'watch-page-without-script', true);
    } finally {
      await careful.close();
    }
  });

  it('needs at most 20 KB of HTML, style and script, gzipped, before it plays', async () => {
    const { url } = await newLink('Gina');
    const weights = await weightOf(url);
    expect(weights.size).toBeGreaterThan(1);
    expect([...weights.values()].reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(20 * 1024);
  });

  it('shows what is at a place of the bar before anybody jumps there', async () => {
    const { url } = await newLink('Gwen');
    await visitor.page.goto(url);
    await pressPlay(visitor.page);
    await visitor.page.keyboard.press('k');
    const loaded = visitor.page.waitForResponse((reply) => reply.url().includes('/storyboard.jpg'));
    const bar = (await visitor.page.getByLabel('Position in the video').boundingBox())!;
    await visitor.page.mouse.move(bar.x + bar.width * 0.7, bar.y + bar.height / 2);
    const glance = visitor.page.locator('#glance');
    await glance.getByText('0:05', { exact: true }).waitFor();
    expect((await loaded).status()).toBe(200);
    await takeShot(visitor.page, 'watch-page-glance');
    const shown = (await glance.boundingBox())!;
    expect(Math.abs(shown.x + shown.width / 2 - (bar.x + bar.width * 0.7))).toBeLessThan(2);
    expect(shown.y + shown.height).toBeLessThanOrEqual(bar.y + bar.height);
    await visitor.page.mouse.move(bar.x, bar.y - 120);
    await glance.waitFor({ state: 'hidden' });
  });

  it('changes to better renditions by itself, and not while somebody watches', async () => {
    const { url } = await newLink('Iris');
    const early = await invitePerson();
    const told: string[] = [];
    early.page.on('request', (request) => {
      if (request.url().endsWith('/beacons')) told.push(request.postData() ?? '');
    });
    // As it was opened when only the quick rendition was there.
    await early.page.route(url, async (route) => {
      const html = await (await route.fetch()).text();
      const [quick = ''] = html.match(/<source [^>]*360\.mp4[^>]*>/) ?? [];
      const body = html
        .replaceAll(/<source [^>]*>/g, (source) => (source === quick ? quick : ''))
        .replace('"isGettingBetter":false', '"isGettingBetter":true');
      await route.fulfill({ body, contentType: 'text/html' });
    });
    try {
      const answered = early.page.waitForResponse((reply) => reply.url().includes('/state'));
      await early.page.goto(url);
      await pressPlay(early.page);
      await answered;
      const { currentTime } = await playbackOf(early.page);
      await untilPlayed(early.page, currentTime + 1);
      expect((await playbackOf(early.page)).height).toBe(360);
      await early.page.keyboard.press('k');
      const before = await playbackOf(early.page);
      const after = await eventually(
        () => playbackOf(early.page),
        ({ height }) => height > 360,
        'the better rendition is there',
      );
      expect(after.isPaused).toBe(true);
      expect(Math.abs(after.currentTime - before.currentTime)).toBeLessThan(0.1);
      await early.page.locator('.still').waitFor({ state: 'detached' });
      await early.page.keyboard.press('k');
      await untilPlayed(early.page, after.currentTime + 1);
      await early.page.keyboard.press('k');
      // Events are told in their order: what the change did would stand before the second pause.
      await eventually(
        async () => told.join('\n'),
        (text) => text.split('"paused"').length > 2,
        'both pauses are told',
      );
      expect(told.join('\n')).not.toContain('"seeked"');
    } finally {
      await early.close();
    }
  });

  it('goes on with a smaller rendition where the line is too slow, and nobody is said to have paused', async () => {
    const { url } = await newLink('Lena');
    const distant = await invitePerson();
    const told: string[] = [];
    distant.page.on('request', (request) => {
      if (request.url().endsWith('/beacons')) told.push(request.postData() ?? '');
    });
    try {
      // Half of what the large one needs.
      await slowDown(distant.page, 450_000);
      const isAsked = distant.page.waitForRequest((request) => request.url().includes('720.mp4'));
      await distant.page.goto(url, { waitUntil: 'domcontentloaded' });
      await pressPlay(distant.page);
      await isAsked;
      const after = await eventually(
        () => playbackOf(distant.page),
        ({ height, isPaused }) => height > 0 && height < 720 && !isPaused,
        'a smaller one plays',
      );
      await untilPlayed(distant.page, after.currentTime + 1);
      await distant.page.locator('.still').waitFor({ state: 'detached' });
      await distant.page.keyboard.press('k');
      await eventually(
        async () => told.join('\n'),
        (text) => text.includes('"paused"'),
        'the pause is told',
      );
      const events = told.join('\n');
      expect(events.split('"played"')).toHaveLength(2);
      expect(events.split('"paused"')).toHaveLength(2);
      expect(events).not.toContain('"seeked"');
    } finally {
      await distant.close();
    }
  });

  it('asks nobody else, and leaves nothing in the browser', async () => {
    const { url } = await newLink('Tom');
    const asked: URL[] = [];
    const cookies: string[] = [];
    visitor.page.on('request', (request) => asked.push(new URL(request.url())));
    visitor.page.on('response', async (reply) =>
      cookies.push(...((await reply.headerValues('set-cookie')) ?? [])),
    );
    await visitor.page.goto(url);
    await watchShare(visitor.page, 0.4);
    expect(asked.filter(({ protocol }) => protocol.startsWith('http')).map(({ origin }) => origin)).toEqual(
      expect.arrayContaining([outreel.url]),
    );
    const strangers = asked.filter(
      ({ protocol, origin }) => protocol !== 'data:' && protocol !== 'blob:' && origin !== outreel.url,
    );
    expect(strangers.map(({ href }) => href)).toEqual([]);
    expect(cookies).toEqual([]);
    expect(await visitor.context.cookies()).toEqual([]);
    expect(await storageOf(visitor.page)).toEqual({ local: 0, session: 0, databases: 0, caches: 0 });
  });

  it('is gone at once when the link is revoked, with picture and media', async () => {
    const { id, url, posterUrl, previewUrl } = await newLink('Rosa');
    await visitor.page.goto(url);
    await pressPlay(visitor.page);
    await untilPlayed(visitor.page, 0.2);
    const source = await visitor.page.locator('video source').first().getAttribute('src');
    const media = new URL(String(source), url).href;
    const statuses = () =>
      Promise.all([url, posterUrl, previewUrl, media].map(async (address) => (await fetch(address)).status));
    expect(await statuses()).toEqual([200, 200, 200, 200]);
    await member.send('POST', `/links/${id}/revoke`);
    expect(await statuses()).toEqual([404, 404, 404, 404]);
    await visitor.page.goto(url);
    await visitor.page.getByRole('heading', { name: 'This link does not lead to a video' }).waitFor();
    await takeShot(visitor.page, 'watch-page-revoked');
  });

  it('asks for the password of a protected link by a form', async () => {
    const { url } = await newLink('Pat', { password: 'open sesame' });
    await visitor.page.goto(url);
    expect(await visitor.page.locator('video').count()).toBe(0);
    await visitor.page.getByLabel('Password').fill('let me in');
    await visitor.page.getByRole('button', { name: 'Watch' }).click();
    await visitor.page.getByRole('alert').waitFor();
    await takeShot(visitor.page, 'watch-page-wrong-password');
    await visitor.page.getByLabel('Password').fill('open sesame');
    await visitor.page.getByRole('button', { name: 'Watch' }).click();
    await visitor.page.getByRole('heading', { name: 'A tour for Pat' }).waitFor();
    await pressPlay(visitor.page);
    await untilPlayed(visitor.page, 0.5);
    expect(await visitor.context.cookies()).toEqual([]);
  });

  it('forgets who watched after one click', async () => {
    const link = await newLink('Olga');
    // Many links opened from one network within 10 s are a scanner's (4-tracking): Olga has one of her own.
    await visitor.context.setExtraHTTPHeaders({ 'x-forwarded-for': '198.51.100.7' });
    await visitor.page.goto(link.url);
    await visitor.page.getByRole('button', { name: 'Do not connect it with me' }).click();
    await visitor.page.getByText('Your visit is anonymous from now on.').waitFor();
    await watchShare(visitor.page, 0.6);
    const views = await eventually(
      async () => (await member.get<{ items: Visit[] }>(`/links/${link.id}/visits`)).items,
      (ledger) => ledger.some(({ isView }) => isView),
      'the view is counted',
    );
    expect(views.map(({ prospectId }) => prospectId)).toEqual(views.map(() => null));
  });

  it('fits a phone and plays by a tap', async () => {
    const { url } = await newLink('Fay');
    const phone = await invitePerson({
      viewport: { width: 390, height: 844 },
      context: { hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    });
    try {
      await phone.page.goto(url);
      expect(await overflowOf(phone.page)).toBe(0);
      await takeShot(phone.page, 'watch-page-phone', true);
      await phone.page.getByRole('button', { name: 'Play video' }).tap();
      await untilPlayed(phone.page, 0.5);
      expect((await playbackOf(phone.page)).height).toBeLessThan(720);
      await takeShot(phone.page, 'watch-page-phone-playing');
    } finally {
      await phone.close();
    }
  });
});
