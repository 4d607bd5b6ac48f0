import type { CreatedVideo, Video } from '@app/contracts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { FakeMedia } from '../support/chromium.js';
import { keptMs, killBrowser, reloadAnyway, untilKept } from '../support/person-crash.js';
import { startRecording } from '../support/person-recording.js';
import { playbackOf, pressPlay, untilPlayed } from '../support/person-watching.js';
import { eventually, invitePerson, patienceMs, takeShot, type Person } from '../support/person.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';
import { Member } from '../support/running-outreel-sample.js';
import { tellStory } from '../support/running-outreel-steps.js';
import { downloadBest } from '../support/sync-checks.js';
import { makeSyncMedia } from '../support/sync-fixture.js';
import { longestGap } from '../support/sync-marks.js';
import { measureFilm } from '../support/sync-measuring.js';
import { arrivedMoments, placeProbe } from '../support/sync-probe.js';

jest.setTimeout(3 * patienceMs);

/** The screen rounds to seconds, and a part may be on its way between looking and killing. */
const roundedMs = 600;
/** The camera counts its frames. A part is a second of them: as many in a row are never missing when no part is. */
const framesOfPart = 30;
/** Nothing that the camera delivered before a kill's last five seconds may be missing. */
const framesAtRisk = 5 * framesOfPart;
const account = { email: 'ada@acme.example', password: 'correct horse battery' };

let outreel: RunningOutreel;
let folder: string;
let profile: string;
let media: FakeMedia;
let rep: Person;
let page: Page;
let member: Member;

/** Opens the rep's browser, as she left it. A cookie that the crash cost is made again. */
async function openBrowser(): Promise<void> {
  rep = await invitePerson({ media, profile });
  page = rep.page;
  await placeProbe(page);
  member = new Member(rep.context.request, outreel.url);
}
const newest = async (): Promise<Video> => {
  const { items } = await member.get<{ items: CreatedVideo[] }>('/videos');
  return items[0] as Video;
};
const ready = (id: string) =>
  eventually(
    () => member.get<Video>(`/videos/${id}`),
    ({ state }) => state === 'ready',
    'the video is ready',
  );
const button = (name: string) => page.getByRole('main').getByRole('button', { name });
const offer = () => page.getByRole('region', { name: 'Recordings to finish' });

async function record(seconds: number): Promise<void> {
  await page.getByRole('meter', { name: 'Microphone level' }).waitFor();
  await startRecording(page);
  await untilKept(page, seconds);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-recovery-'));
  profile = join(folder, 'profile');
  [outreel, media] = await Promise.all([runOutreel(), makeSyncMedia(folder, { seconds: 120, lines: 360 })]);
  await openBrowser();
  await member.signUp();
});

afterEach(async () => {
  const name = (expect.getState().currentTestName ?? '').replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 80);
  if (page && !page.isClosed()) await takeShot(page, name);
});

afterAll(async () => {
  await rep?.close();
  await outreel?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe('nothing of a recording is lost', () => {
  const step = tellStory();
  let video: Video;
  let saidMs: number;
  let deliveredFrame: number;

  it(
    'recording goes on without a network, and says so',
    step(async () => {
      await page.goto(`${outreel.url}/record`);
      await record(3);
      await page.getByText(/Safe on the server up to 0:0[1-9]/).waitFor();
      await rep.context.setOffline(true);
      const line = page.getByText('No connection. The recording goes on');
      await expect(line.getAttribute('role')).resolves.toBe('alert');
      const safeMs = await keptMs(page);
      await untilKept(page, safeMs / 1000 + 4);
    }),
  );

  it(
    'the browser is killed in the middle, and started again it offers to finish the recording',
    step(async () => {
      saidMs = await keptMs(page);
      deliveredFrame = (await arrivedMoments(page)).frames.at(-1)?.count ?? NaN;
      await killBrowser(profile);
      await openBrowser();
      await member.send('POST', '/auth/sign-in', account);
      await page.goto(outreel.url);
      video = await newest();
      await offer().getByText('was not finished').waitFor();
      const facts = offer().getByText(/on the server, the rest on this device/);
      await expect(facts.textContent()).resolves.toContain('recorded');
      await takeShot(page, 'recovery-offered');
    }),
  );

  it(
    'finishing it uploads the rest into the same link, with all but the last seconds',
    step(async () => {
      await button('Finish the recording').click();
      await offer().getByText('is complete').waitFor();
      const finished = await ready(video.id);
      const { link, durationMs, isPartial } = finished;
      expect(link.url).toBe(video.link.url);
      expect(isPartial).toBe(false);
      const { frames } = await measureFilm(
        await downloadBest(rep.context.request, outreel.url, finished, folder),
      );
      expect(longestGap(frames)).toBeLessThan(framesOfPart);
      expect(frames.at(-1)?.count).toBeGreaterThanOrEqual(deliveredFrame - framesAtRisk);
      expect(durationMs).toBeGreaterThan(saidMs - roundedMs);
      const watcher = await rep.context.newPage();
      await watcher.goto(`${link.url}?preview=1`);
      await pressPlay(watcher);
      await untilPlayed(watcher, 1);
      expect((await playbackOf(watcher)).duration * 1000).toBeGreaterThan(saidMs - roundedMs);
      await watcher.close();
      await page.reload();
      await page.getByRole('heading', { name: 'Library' }).waitFor();
      await expect(keptRuns()).resolves.toBe(0);
    }),
  );

  it(
    'after a reload the recording goes on, and both runs become one video',
    step(async () => {
      await page.goto(`${outreel.url}/record`);
      await record(3);
      const before = await newest();
      const firstMs = await keptMs(page);
      await reloadAnyway(page);
      await offer().getByText('was not finished').waitFor();
      await page.getByRole('link', { name: 'Go on recording' }).click();
      await page.getByText('You go on with').waitFor();
      await offer().waitFor({ state: 'detached' });
      await record(3);
      const secondMs = await keptMs(page);
      await button('Stop').click();
      await page.getByText('The link plays', { exact: true }).waitFor();
      const { id, durationMs } = await ready(before.id);
      expect((await newest()).id).toBe(id);
      expect(durationMs).toBeGreaterThan(firstMs + secondMs - 2 * roundedMs);
    }),
  );

  it(
    'a session that ends in the middle asks for the password over the recorder',
    step(async () => {
      await page.goto(`${outreel.url}/record`);
      await record(2);
      await rep.context.clearCookies();
      const dialog = page.getByRole('dialog', { name: 'Sign in to go on' });
      await dialog.waitFor();
      await takeShot(page, 'recovery-sign-in');
      await dialog.getByLabel('Mail address').fill('bob@acme.example');
      await dialog.getByRole('textbox', { name: 'Password' }).fill(account.password);
      await dialog.getByRole('button', { name: 'Sign in' }).click();
      await dialog.getByText('This recording belongs to ada@acme.example').waitFor();
      await dialog.getByLabel('Mail address').fill(account.email);
      await dialog.getByRole('button', { name: 'Sign in' }).click();
      await dialog.waitFor({ state: 'detached' });
      const lastMs = await keptMs(page);
      await untilKept(page, lastMs / 1000 + 1);
      await button('Stop').click();
      await page.getByText('The link plays', { exact: true }).waitFor();
      const { durationMs } = await ready((await newest()).id);
      expect(durationMs).toBeGreaterThan(lastMs - roundedMs);
    }),
  );

  it(
    'a disk that is full ends the recording cleanly, with everything until then in the video',
    step(async () => {
      await page.goto(`${outreel.url}/record`);
      await record(1);
      const protocol = await rep.context.newCDPSession(page);
      const { origin } = new URL(outreel.url);
      await protocol.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 100_000 });
      await page.getByText('The recording was stopped because the disk is full').waitFor();
      await page.getByText('The link plays', { exact: true }).waitFor();
      const { isPartial } = await ready((await newest()).id);
      expect(isPartial).toBe(false);
    }),
  );
});

/** How many runs lie in the journal. */
function keptRuns(): Promise<number> {
  return page.evaluate<number>(`(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('outreel-journal');
    const names = [];
    for await (const name of folder.keys()) names.push(name);
    return names.length;
  })()`);
}
