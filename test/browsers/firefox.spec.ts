import type { CreatedVideo, Video } from '@app/contracts';
import { makeFirefoxProfile, type FirefoxProfile } from '../support/firefox.js';
import {
  pressIn,
  readFrom,
  recordIn,
  type ScriptedPage,
  sendFrom,
  untilRecordedIn,
  untilKeptIn,
  untilShown,
  watchIn,
} from '../support/scripted-page.js';
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

const newest = async (page: ScriptedPage) =>
  (await readFrom<{ items: [CreatedVideo] }>(page, '/videos')).items[0];

/** @returns the video as soon as everything is made of it */
async function ready(page: ScriptedPage, id: string): Promise<Video> {
  return eventually(
    () => readFrom<Video>(page, `/videos/${id}`),
    ({ state }) => state === 'ready' || state === 'failed',
    'the video is ready',
  );
}

describe.each([
  { store: 'private files', preferences: {}, hasPrivateFiles: true },
  { store: 'IndexedDB', preferences: { 'dom.fs.enabled': false }, hasPrivateFiles: false },
])('Firefox that keeps recordings in $store', ({ preferences, hasPrivateFiles }) => {
  let profile: FirefoxProfile;
  let page: ScriptedPage;

  /** Starts it with the profile as it is, and signs in. */
  async function open(): Promise<void> {
    ({ page } = await profile.start());
    await page.goto(outreel.url);
    await sendFrom(page, '/auth/sign-in', account);
  }

  beforeAll(async () => {
    profile = await makeFirefoxProfile(preferences);
    ({ page } = await profile.start());
    await page.goto(outreel.url);
    // The first of the two makes the workspace.
    if (hasPrivateFiles)
      await sendFrom(page, '/auth/sign-up', { ...account, workspaceName: 'Acme', name: 'Ada Rep' });
    else await sendFrom(page, '/auth/sign-in', account);
  });

  afterAll(() => profile?.remove());

  it('records camera and microphone with a pause, and plays the link', async () => {
    await recordIn(page, outreel.url);
    const databases = await page.evaluate(`indexedDB.databases().then((all) => all.map(({ name }) => name))`);
    expect(databases).toEqual(hasPrivateFiles ? [] : ['outreel-journal']);
    await untilRecordedIn(page, 2);
    await pressIn(page, 'Pause');
    await pressIn(page, 'Resume');
    await untilRecordedIn(page, 4);
    await pressIn(page, 'Stop');
    await untilShown(page, 'The link plays');
    const video = await ready(page, (await newest(page)).id);
    expect(video).toMatchObject({ state: 'ready', hasAudio: true, isPartial: false, failure: null });
    expect(video.durationMs).toBeGreaterThan(3000);
    await watchIn(page, video.link.url, 2);
  });

  it('is killed in the middle, and started again finishes the recording into the same link', async () => {
    await recordIn(page, outreel.url);
    const keptMs = await untilKeptIn(page, 4);
    const { id, link } = await newest(page);
    await profile.kill();
    await open();
    await page.goto(outreel.url);
    await untilShown(page, 'was not finished');
    await pressIn(page, 'Finish the recording');
    await untilShown(page, 'is complete');
    const video = await ready(page, id);
    expect(video).toMatchObject({ state: 'ready', isPartial: false, link: { url: link.url } });
    expect(video.durationMs).toBeGreaterThan(keptMs - roundedMs);
  });
});
