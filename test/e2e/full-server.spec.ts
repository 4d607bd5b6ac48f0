import type { Video } from '@app/contracts';
import { errorTable } from '@app/contracts';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFakeMedia } from '../support/chromium.js';
import { eventually, invitePerson, patienceMs, takeShot, type Person } from '../support/person.js';
import { openRecorder, recordedSeconds, startRecording, untilRecorded } from '../support/person-recording.js';
import { makeVideoFile } from '../support/running-outreel-media.js';
import { Member } from '../support/running-outreel-sample.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';

jest.setTimeout(3 * patienceMs);

let outreel: RunningOutreel;
let rep: Person;
let member: Member;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-full-server-'));
  const [running, media] = await Promise.all([runOutreel(), makeFakeMedia(folder, 20)]);
  outreel = running;
  rep = await invitePerson({ media });
  member = new Member(rep.context.request, outreel.url);
  await member.signUp();
});
afterEach(() => makeRoom());
afterAll(async () => {
  await rep?.close();
  await outreel?.stop();
  await rm(folder, { recursive: true, force: true });
});

const uploads = '**/api/v1/uploads**';

/** From now on the server refuses uploads as it does on a full disk (`test/medium/full-disk.spec.ts`); looking at them works. */
async function fillDisk(): Promise<void> {
  const [status, message] = errorTable['no-space'];
  await rep.page.route(uploads, (route) =>
    route.request().method() === 'HEAD'
      ? route.continue()
      : route.fulfill({ status, json: { code: 'no-space', message, requestId: 'test' } }),
  );
}

const makeRoom = () => rep.page.unroute(uploads);

/** A video file of this name. */
async function fileNamed(title: string): Promise<string> {
  const file = join(folder, `${title}.mp4`);
  await rename(await makeVideoFile(folder, 'mp4', 1), file);
  return file;
}

/** The newest video, when it is ready. */
async function newestReady(): Promise<Video> {
  const { items } = await eventually(
    () => member.get<{ items: Video[] }>('/videos'),
    ({ items: [newest] }) => newest?.state === 'ready',
    'the newest video is ready',
  );
  return items[0]!;
}

it('lets a file in the library wait, says why, and sends it as soon as there is room', async () => {
  const { page } = rep;
  await page.goto(outreel.url);
  await fillDisk();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(await fileNamed('Waiting in the library'));
  const card = page.getByRole('article').filter({ hasText: 'Waiting in the library' });
  await card.getByText(/^Server full: waits for room at 0\s?%$/).waitFor();
  await takeShot(page, 'full-server-library');
  await makeRoom();
  expect(await newestReady()).toMatchObject({ title: 'Waiting in the library', isPartial: false });
});

it('lets a file on the Record screen wait, says why, and sends it as soon as there is room', async () => {
  const { page } = rep;
  await openRecorder(page, outreel.url);
  await fillDisk();
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(await fileNamed('Waiting at the recorder'));
  await page.getByText('The disk of the server is nearly full. The upload waits').waitFor();
  await takeShot(page, 'full-server-file');
  await makeRoom();
  await page.getByText('Done. Your video is ready to send.').waitFor();
  expect(await newestReady()).toMatchObject({ title: 'Waiting at the recorder', isPartial: false });
});

it('lets a recording go on, keeps it on the device, and sends all of it as soon as there is room', async () => {
  const { page } = rep;
  await openRecorder(page, outreel.url);
  await startRecording(page);
  await untilRecorded(page, 1);
  await fillDisk();
  await page.getByText('The disk of the server is nearly full. The recording goes on').waitFor();
  await untilRecorded(page, (await recordedSeconds(page)) + 3);
  await takeShot(page, 'full-server-recording');
  const recorded = await recordedSeconds(page);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('Sending the last second').first().waitFor();
  await page.getByText('The disk of the server is nearly full.').waitFor();
  await makeRoom();
  await page.getByText('Done. Your video is ready to send.').waitFor();
  const video = await newestReady();
  expect(video.isPartial).toBe(false);
  expect(video.durationMs).toBeGreaterThanOrEqual(recorded * 1000);
});
