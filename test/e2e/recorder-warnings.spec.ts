import type { Video } from '@app/contracts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDarkMedia, makeFakeMedia } from '../support/chromium.js';
import { eventually, invitePerson, patienceMs, takeShot, type Person } from '../support/person.js';
import { overflowOf } from '../support/person-document.js';
import { looks, shootScreen, violationsOf, wear } from '../support/person-inspection.js';
import {
  openRecorder,
  permit,
  plugIn,
  problem,
  redButton,
  startRecording,
  untilRecorded,
} from '../support/person-recording.js';
import { Member } from '../support/running-outreel-sample.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';

jest.setTimeout(3 * patienceMs);

let outreel: RunningOutreel;
let folder: string;
/** Somebody whose devices work, and somebody whose camera is covered and whose microphone is off. */
let rep: Person;
let unlucky: Person;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-warnings-'));
  const [running, media, dark] = await Promise.all([
    runOutreel(),
    makeFakeMedia(folder, 40),
    makeDarkMedia(folder),
  ]);
  outreel = running;
  rep = await invitePerson({ media });
  await new Member(rep.context.request, outreel.url).signUp();
  unlucky = await invitePerson({ media: dark });
  await unlucky.context.addCookies(await rep.context.cookies());
});
afterAll(async () => {
  await rep?.close();
  await unlucky?.close();
  await outreel?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('before recording', () => {
  it('Try it records three seconds and plays them back with sound; nothing is uploaded', async () => {
    const { page } = rep;
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(`${request.method()} ${request.url()}`);
    });
    await openRecorder(page, outreel.url);
    await page.keyboard.press('t');
    await page.getByText('Say a few words').first().waitFor();
    const player = page.getByLabel('Test recording');
    await player.waitFor();
    const played = await eventually(
      () =>
        page.evaluate<{ time: number; soundBytes: number; isMuted: boolean; width: number }>(
          `(() => {
            const video = document.querySelector('video[aria-label="Test recording"]');
            const { currentTime: time, webkitAudioDecodedByteCount: soundBytes, videoWidth: width } = video;
            return { time, soundBytes, width, isMuted: video.muted };
          })()`,
        ),
      ({ time, soundBytes }) => time > 1 && soundBytes > 0,
      'the test is played back',
    );
    expect(played).toMatchObject({ isMuted: false, width: 1280 });
    await page.getByText('Nothing was uploaded.').first().waitFor();
    await takeShot(page, 'warnings-trial-played');
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close the test' }).click();
    await player.waitFor({ state: 'detached' });
    expect(sent).toEqual([]);
    const videos = await new Member(rep.context.request, outreel.url).get<{ items: Video[] }>('/videos');
    expect(videos.items).toEqual([]);
  });
});

describe('setting up', () => {
  it('explains a blocked camera and opens it by itself when it is allowed', async () => {
    const { page } = rep;
    await permit(page, outreel.url, { camera: 'denied', microphone: 'granted' });
    await page.goto(`${outreel.url}/record`);
    const blocked = page.getByRole('alert').filter({ hasText: 'The camera is blocked' });
    await blocked.getByText('Click the icon left of the address').waitFor();
    await takeShot(page, 'warnings-camera-blocked');
    await permit(page, outreel.url, { camera: 'granted', microphone: 'granted' });
    await blocked.waitFor({ state: 'detached' });
    await redButton(page).and(page.locator(':enabled')).waitFor();
    expect(await page.getByLabel('Camera', { exact: true }).locator('option').count()).toBeGreaterThan(0);
  });

  it('offers a microphone as soon as it is plugged in, and lists its keys', async () => {
    const { page } = rep;
    await plugIn(page, 'Headset');
    const microphones = page.getByLabel('Microphone', { exact: true }).locator('option');
    await microphones.filter({ hasText: 'Headset' }).waitFor({ state: 'attached' });
    await page.keyboard.press('?');
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await list.getByText('Pause and resume').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
  });
});

describe('while recording', () => {
  it('a microphone that is taken away is told at once, with another one to choose; the recording goes on', async () => {
    const { page } = rep;
    await openRecorder(page, outreel.url);
    await startRecording(page);
    await permit(page, outreel.url, { camera: 'granted', microphone: 'denied' });
    const gone = problem(page, 'The microphone is gone');
    await gone.getByText('There is no sound until you choose another one.').waitFor();
    // The camera and the recording are as they were.
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await gone.getByRole('button', { name: 'Go on without' }).waitFor();
    await takeShot(page, 'warnings-microphone-gone');
    await permit(page, outreel.url, { camera: 'granted', microphone: 'granted' });
    await gone.getByRole('button', { name: /^Use / }).last().click();
    await gone.waitFor({ state: 'detached' });
    await untilRecorded(page, 4);
    expect(await page.getByLabel('Microphone', { exact: true }).inputValue()).not.toBe('none');
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('heading', { name: 'Done. Your video is ready to send.' }).waitFor();
  });

  it('a black camera and a silent microphone are told meanwhile, and go away by themselves when mended', async () => {
    const { page } = unlucky;
    await openRecorder(page, outreel.url);
    await startRecording(page);
    const black = problem(page, 'The camera shows black');
    const silent = problem(page, 'No sound from the microphone');
    await black.getByText('Open the cover of its lens').waitFor();
    await silent.getByText('choose another one').waitFor();
    expect(await page.title()).toMatch(/^⚠ /);
    await silent.getByRole('button', { name: /^Use / }).first().waitFor();
    for (const look of looks) {
      await wear(page, look);
      await shootScreen(page, 'record, black and silent', look);
      expect([look.name, await violationsOf(page), await overflowOf(page)]).toEqual([look.name, [], 0]);
    }
    await wear(page, looks[0]);
    await black.getByRole('button', { name: 'Hide this notice' }).click();
    await black.waitFor({ state: 'detached' });
    // Who wants no sound is not asked for any.
    await page.getByLabel('Microphone', { exact: true }).selectOption({ label: 'No microphone' });
    await silent.waitFor({ state: 'detached' });
    await page.getByText('Solved: No sound from the microphone').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('heading', { name: 'Done. Your video is ready to send.' }).waitFor();
  });
});
