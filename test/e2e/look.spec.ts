import type { Prospect, Video } from '@app/contracts';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { makeFakeMedia } from '../support/chromium.js';
import { eventually, invitePerson, patienceMs, takeShot, type Person } from '../support/person.js';
import { isInPicture, type Colour } from '../support/person-look.js';
import {
  chooseScreenAndCamera,
  openSlides,
  sharedTitle,
  startRecording,
  untilRecorded,
} from '../support/person-recording.js';
import { Member } from '../support/running-outreel-sample.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';
import { tellStory } from '../support/running-outreel-steps.js';

jest.setTimeout(3 * patienceMs);

const run = promisify(execFile);

let outreel: RunningOutreel;
let rep: Person;
let member: Member;
let page: Page;
let folder: string;

/** The fake camera's stripes are full colours, the slides are dark blue, a whiteboard is nearly white. */
const isCamera = ([red, green, blue]: Colour) => Math.max(red, green, blue) > 150;
const isSlide = ([red, green, blue]: Colour) => Math.max(red, green, blue) < 90;
const isBoard = ([red, green, blue]: Colour) => Math.min(red, green, blue) > 200;

const lowerLeft = { x: 0.1, y: 0.82 };
const upperRight = { x: 0.9, y: 0.18 };

/** Where the script stands, in pixels. */
const scrolled = () =>
  page.getByRole('region', { name: /^Script/ }).evaluate((element) => Reflect.get(element, 'scrollTop'));

/** Colours of a served video's frame in its middle and at the lower left, by ffmpeg. */
async function frameColour(file: string, atSeconds: number, x: number, y: number): Promise<Colour> {
  const filter = `crop=2:2:iw*${x}:ih*${y},scale=1:1`;
  const output = ['-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'];
  const input = ['-v', 'error', '-ss', String(atSeconds), '-i', file];
  const { stdout } = await run('ffmpeg', [...input, '-vf', filter, ...output], { encoding: 'buffer' });
  const [red = 0, green = 0, blue = 0] = stdout;
  return [red, green, blue];
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-look-'));
  const [running, media] = await Promise.all([runOutreel(), makeFakeMedia(folder, 40)]);
  outreel = running;
  rep = await invitePerson({ media, sharedTabTitle: sharedTitle });
  page = rep.page;
  member = new Member(rep.context.request, outreel.url);
  await member.signUp();
  await member.prospect('Jane');
});

afterEach(async () => {
  const name = (expect.getState().currentTestName ?? '').replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 80);
  if (rep && !page.isClosed()) await takeShot(page, name);
});

afterAll(async () => {
  await rep?.close();
  await outreel?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('looking good', () => {
  const step = tellStory();

  it(
    'the rep chooses a script and a whiteboard for a prospect',
    step(async () => {
      await openSlides(rep.context);
      await page.bringToFront();
      await page.goto(`${outreel.url}/record`);
      await chooseScreenAndCamera(page);
      await page.getByRole('combobox', { name: 'For whom' }).click();
      await page.getByRole('option', { name: /Jane Doe/ }).click();
      await page.getByRole('button', { name: 'Script', exact: true }).click();
      await page.getByLabel('Start from a script').selectOption('First contact');
      await page.getByText('Hi Jane, I recorded this for you').waitFor();
      await page.getByRole('button', { name: 'Script', exact: true }).click();
      await page.getByRole('button', { name: 'Opening card' }).click();
      await page.getByText('Whiteboard', { exact: true }).click();
      expect(await isInPicture(page, lowerLeft, isCamera, 'the camera stands at the lower left')).toBe(true);
    }),
  );

  it(
    'the whiteboard opens the recording and goes',
    step(async () => {
      await startRecording(page);
      expect(await isInPicture(page, lowerLeft, isCamera, 'the whiteboard is gone')).toBe(true);
    }),
  );

  it(
    'the camera moves by keys while recording, fills the picture, and gives it back',
    step(async () => {
      const bubble = page.getByRole('button', { name: /^Camera picture/ });
      await bubble.press('Enter');
      await bubble.press('Enter');
      await page.getByRole('button', { name: 'Camera picture, top right' }).waitFor();
      expect(await isInPicture(page, upperRight, isCamera, 'the camera stands at the upper right')).toBe(
        true,
      );
      expect(await isInPicture(page, lowerLeft, isSlide, 'the screen is free at the lower left')).toBe(true);
      await page.keyboard.press('f');
      expect(await isInPicture(page, lowerLeft, isCamera, 'the camera fills the picture')).toBe(true);
      await page.keyboard.press('f');
      expect(await isInPicture(page, lowerLeft, isSlide, 'the screen is back')).toBe(true);
    }),
  );

  it(
    'the script scrolls with the recording and stands still in a pause',
    step(async () => {
      await eventually(scrolled, (px) => px > 0, 'the script scrolls');
      await page.keyboard.press('p');
      await page.getByRole('button', { name: 'Resume' }).waitFor();
      const paused = await scrolled();
      await page.keyboard.press('-');
      await page.getByText('120 words a minute').waitFor();
      expect(await scrolled()).toBe(paused);
      await page.keyboard.press('p');
      await untilRecorded(page, 5);
    }),
  );

  it(
    'the finished video begins with the whiteboard, and the prospect’s link is at hand',
    step(async () => {
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByText('The link plays', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Copy the link for Jane Doe' }).click();
      const video = (await member.get<{ items: Video[] }>('/videos')).items[0];
      if (!video) throw new Error('There is no video.');
      const prospects = await eventually(
        async () => (await member.get<{ items: Prospect[] }>('/prospects')).items,
        ([jane]) => jane?.linkCount === 1,
        'Jane has a link',
      );
      expect(prospects).toHaveLength(1);
      const { renditions } = await eventually(
        () => member.get<Video>(`/videos/${video.id}`),
        (asked) => asked.renditions.length > 0,
        'there is a file',
      );
      const file = join(folder, 'served.mp4');
      const reply = await rep.context.request.get(new URL(renditions[0]?.url ?? '', outreel.url).href);
      await writeFile(file, await reply.body());
      expect(isBoard(await frameColour(file, 0, lowerLeft.x, lowerLeft.y))).toBe(true);
      expect(isBoard(await frameColour(file, 4.5, lowerLeft.x, lowerLeft.y))).toBe(false);
    }),
  );
});
