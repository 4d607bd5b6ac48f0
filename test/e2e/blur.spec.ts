import type { Video } from '@app/contracts';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually, invitePerson, patienceMs, takeShot, type Person } from '../support/person.js';
import { violationsOf } from '../support/person-inspection.js';
import { contrastIn, type Point } from '../support/person-look.js';
import { openRecorder, startRecording, untilRecorded } from '../support/person-recording.js';
import { makePortraitMedia, shirt, stripeWidth, wall } from '../support/portrait-media.js';
import { Member } from '../support/running-outreel-sample.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';
import { downloadBest, stopAt, untilReady } from '../support/sync-checks.js';

jest.setTimeout(3 * patienceMs);

const run = promisify(execFile);

/** Difference between neighbouring stripes, 0–255: sharp ones differ by far more, blurred ones by far less. */
const clear = 30;
const blurred = 12;

let outreel: RunningOutreel;
let rep: Person;
let member: Member;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-blur-'));
  const [running, media] = await Promise.all([runOutreel(), makePortraitMedia(folder)]);
  outreel = running;
  rep = await invitePerson({ media });
  member = new Member(rep.context.request, outreel.url);
  await member.signUp();
});
afterAll(async () => {
  await rep?.close();
  await outreel?.stop();
  await rm(folder, { recursive: true, force: true });
});

const blurSwitch = () => rep.page.getByRole('switch', { name: 'Blur the background' });

async function openLook(): Promise<void> {
  await openRecorder(rep.page, outreel.url);
  await rep.page.getByRole('button', { name: 'Look', exact: true }).click();
  await blurSwitch().waitFor();
}

/** Waits for contrast at a point of the composed picture. */
const until = (point: Point, isRight: (contrast: number) => boolean, what: string) =>
  eventually(() => contrastIn(rep.page, point, stripeWidth), isRight, what);

/** The same of a frame of a film. */
async function contrastOf(film: string, atSeconds: number, { x, y }: Point): Promise<number> {
  const input = ['-v', 'error', '-ss', String(atSeconds), '-i', film];
  const filter = `crop=${4 * stripeWidth}:2:iw*${x}:ih*${y},format=gray`;
  const output = ['-frames:v', '1', '-vf', filter, '-f', 'rawvideo', 'pipe:1'];
  const { stdout } = await run('ffmpeg', [...input, ...output], { encoding: 'buffer' });
  return Math.max(...stdout) - Math.min(...stdout);
}

it('blurs the wall and leaves the person sharp, on the screen and in the video', async () => {
  const { page } = rep;
  await openLook();
  await until(wall, (contrast) => contrast > clear, 'the wall is sharp at first');
  await blurSwitch().click({ force: true });
  await until(wall, (contrast) => contrast < blurred, 'the wall is blurred');
  await until(shirt, (contrast) => contrast > clear, 'the person is sharp');
  await takeShot(page, 'blur-on');
  expect(await violationsOf(page)).toEqual([]);
  await startRecording(page);
  await untilRecorded(page, 2);
  const video: Video = await untilReady(member, (await stopAt(page, member, 3)).id);
  const film = await downloadBest(rep.context.request, outreel.url, video, folder);
  for (const atSeconds of [0, 1.5]) {
    expect(await contrastOf(film, atSeconds, wall)).toBeLessThan(blurred);
    expect(await contrastOf(film, atSeconds, shirt)).toBeGreaterThan(clear);
  }
});

it('shows nothing of the wall when the person cannot be found, says so, and can be tried again', async () => {
  const { page } = rep;
  await page.route('**/*.tflite', (route) => route.abort());
  await openLook();
  await page.getByText('Switch it off and on to try again').waitFor();
  await until(wall, (contrast) => contrast < blurred, 'the wall is blurred');
  await until(shirt, (contrast) => contrast < blurred, 'so is everything else');
  await takeShot(page, 'blur-broken');
  expect(await violationsOf(page)).toEqual([]);
  await page.unroute('**/*.tflite');
  await blurSwitch().click({ force: true });
  await until(wall, (contrast) => contrast > clear, 'without it everything is sharp');
  await blurSwitch().click({ force: true });
  await until(shirt, (contrast) => contrast > clear, 'the person is sharp');
  await until(wall, (contrast) => contrast < blurred, 'the wall is blurred');
  expect(await page.getByText('Switch it off and on to try again').count()).toBe(0);
});
