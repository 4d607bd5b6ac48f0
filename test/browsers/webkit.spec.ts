/**
 * As much of Safari's path as WebKitGTK allows: there, too, the browser's own recorder writes MP4, and a recording is
 * kept in IndexedDB. Debian's encoder delivers nothing, so a recording is not finished here; that a rep is told in time is.
 */
import type { CreatedVideo, Visit } from '@app/contracts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request, type APIRequestContext } from 'playwright-core';
import { eventually, patienceMs } from '../support/person.js';
import { makeVideoFile } from '../support/running-outreel-media.js';
import { Member } from '../support/running-outreel-sample.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';
import {
  pressIn,
  readFrom,
  recordIn,
  sendFrom,
  untilShown,
  watchIn,
  type ScriptedPage,
} from '../support/scripted-page.js';
import { startWebKit, type RunningWebKit } from '../support/webkit.js';

jest.setTimeout(4 * patienceMs);

const account = { email: 'ada@acme.example', password: 'correct horse battery' };

let outreel: RunningOutreel;
let webkit: RunningWebKit;
let page: ScriptedPage;
let requests: APIRequestContext;
let member: Member;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-webkit-'));
  [outreel, webkit, requests] = await Promise.all([runOutreel(), startWebKit(), request.newContext()]);
  page = webkit.page;
  member = new Member(requests, outreel.url);
  await member.signUp();
  await page.goto(outreel.url);
  await sendFrom(page, '/auth/sign-in', account);
});

afterAll(async () => {
  await webkit?.close();
  await requests?.dispose();
  await outreel?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** How many colours a small copy of the composed picture has; its width. */
const pictureFacts = `(() => {
  const video = document.querySelector('video[aria-label^="Preview"]');
  const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 36 });
  const context = canvas.getContext('2d');
  context.drawImage(video, 0, 0, 64, 36);
  const pixels = new Uint32Array(context.getImageData(0, 0, 64, 36).data.buffer);
  return { width: video.videoWidth, colours: new Set(pixels).size };
})()`;

test('the recorder shows the composed picture and hears the microphone', async () => {
  await page.goto(`${outreel.url}/record`);
  await untilShown(page, 'Try it');
  await eventually(
    () => page.evaluate(`document.querySelector('meter')?.value ?? 0`),
    (level) => Number(level) > 0,
    'the microphone is heard',
  );
  const shown = await eventually(
    async () => (await page.evaluate(pictureFacts)) as { width: number; colours: number },
    ({ colours }) => colours > 20,
    'the camera is in the picture',
  );
  expect(shown.width).toBe(1280);
});

test('the background is blurred here as well, while everything else goes on', async () => {
  await pressIn(page, 'Look');
  await page.evaluate(`document.querySelector('main input[role=switch]').click()`);
  await untilShown(page, 'Until then your whole picture is blurred');
  await untilShown(page, 'Your picture is looked at on this computer only');
  const shown = (await page.evaluate(pictureFacts)) as { colours: number };
  expect(shown.colours).toBeGreaterThan(20);
  await page.evaluate(`document.querySelector('main input[role=switch]').click()`);
});

test('an encoder that delivers nothing is told of while recording, and the way on at Stop', async () => {
  await recordIn(page, outreel.url);
  const [video] = (await readFrom<{ items: [CreatedVideo] }>(page, '/videos')).items;
  expect(video.link.url).toMatch(/\/w\//);
  expect(await page.evaluate(`indexedDB.databases().then((all) => all.map(({ name }) => name))`)).toEqual([
    'outreel-journal',
  ]);
  await untilShown(page, 'Nothing is being recorded');
  await pressIn(page, 'Stop');
  await untilShown(page, 'The recording stopped early');
});

test('a link plays, and what was watched is told', async () => {
  const { id } = await member.publish(await makeVideoFile(folder, 'mp4', 6), 'Tour');
  const link = await member.link(id);
  await watchIn(page, link.url, 2);
  await page.goto('about:blank');
  const [visit] = await eventually(
    async () => (await member.get<{ items: Visit[] }>(`/links/${link.id}/visits`)).items,
    ([first]) => (first?.watchedRanges.length ?? 0) > 0,
    'what was watched is told',
  );
  expect(visit?.watchedRanges.at(-1)?.toMs).toBeGreaterThan(1500);
});
