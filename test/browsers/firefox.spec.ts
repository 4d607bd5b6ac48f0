import type { CreatedVideo, Video } from '@app/contracts';
import type { Page } from 'puppeteer-core';
import { makeFirefoxProfile, type FirefoxProfile } from '../support/firefox.js';
import {
  pressInFirefox,
  readInFirefox,
  recordInFirefox,
  sendInFirefox,
  untilRecordedInFirefox,
  untilKeptInFirefox,
  untilShown,
  watchInFirefox,
} from '../support/firefox-recording.js';
import { eventually, patienceMs } from '../support/person.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';

jest.setTimeout(4 * patienceMs);

const account = { email: 'ada@acme.example', password: 'correct horse battery' };
/** The screen rounds to seconds, and a part may be on its way between looking and killing. */
const roundedMs = 1500;

let outreel: RunningOutreel;

beforeAll(async () => {
  outreel = await runOutreel();
});

afterAll(async () => {
  await outreel?.stop();
});

const newest = async (page: Page) =>
  (await readInFirefox<{ items: [CreatedVideo] }>(page, '/videos')).items[0];

/** @returns the video as soon as everything is made of it */
async function ready(page: Page, id: string): Promise<Video> {
  return eventually(
    () => readInFirefox<Video>(page, `/videos/${id}`),
    ({ state }) => state === 'ready' || state === 'failed',
    'the video is ready',
  );
}

describe.each([
  { store: 'private files', preferences: {}, hasPrivateFiles: true },
  { store: 'IndexedDB', preferences: { 'dom.fs.enabled': false }, hasPrivateFiles: false },
])('Firefox that keeps recordings in $store', ({ preferences, hasPrivateFiles }) => {
  let profile: FirefoxProfile;
  let page: Page;

  /** Starts it with the profile as it is, and signs in. */
  async function open(): Promise<void> {
    ({ page } = await profile.start());
    await page.goto(outreel.url);
    await sendInFirefox(page, '/auth/sign-in', account);
  }

  beforeAll(async () => {
    profile = await makeFirefoxProfile(preferences);
    ({ page } = await profile.start());
    await page.goto(outreel.url);
    // The first of the two makes the workspace.
    if (hasPrivateFiles)
      await sendInFirefox(page, '/auth/sign-up', { ...account, workspaceName: 'Acme', name: 'Ada Rep' });
    else await sendInFirefox(page, '/auth/sign-in', account);
  });

  afterAll(() => profile?.remove());

  it('records camera and microphone with a pause, and plays the link', async () => {
    await recordInFirefox(page, outreel.url);
    const databases = await page.evaluate(`indexedDB.databases().then((all) => all.map(({ name }) => name))`);
    expect(databases).toEqual(hasPrivateFiles ? [] : ['outreel-journal']);
    await untilRecordedInFirefox(page, 2);
    await pressInFirefox(page, 'Pause');
    await pressInFirefox(page, 'Resume');
    await untilRecordedInFirefox(page, 4);
    await pressInFirefox(page, 'Stop');
    await untilShown(page, 'The link plays');
    const video = await ready(page, (await newest(page)).id);
    expect(video).toMatchObject({ state: 'ready', hasAudio: true, isPartial: false, failure: null });
    expect(video.durationMs).toBeGreaterThan(3000);
    await watchInFirefox(page, video.link.url, 2);
  });

  it('is killed in the middle, and started again finishes the recording into the same link', async () => {
    await recordInFirefox(page, outreel.url);
    const keptMs = await untilKeptInFirefox(page, 4);
    const { id, link } = await newest(page);
    await profile.kill();
    await open();
    await page.goto(outreel.url);
    await untilShown(page, 'was not finished');
    await pressInFirefox(page, 'Finish the recording');
    await untilShown(page, 'is complete');
    const video = await ready(page, id);
    expect(video).toMatchObject({ state: 'ready', isPartial: false, link: { url: link.url } });
    expect(video.durationMs).toBeGreaterThan(keptMs - roundedMs);
  });
});
