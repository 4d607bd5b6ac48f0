import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invitePerson, patienceMs, takeShot, type Person } from '../support/person.js';
import { dropFile } from '../support/person-document.js';
import { playbackOf, untilPlayed } from '../support/person-watching.js';
import { makeVideoFile } from '../support/running-outreel-media.js';
import { Member } from '../support/running-outreel-sample.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';

jest.setTimeout(3 * patienceMs);

let outreel: RunningOutreel;
let rep: Person;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-upload-'));
  [outreel, rep] = await Promise.all([runOutreel(), invitePerson()]);
  await new Member(rep.context.request, outreel.url).signUp();
});
beforeEach(() => rep.page.goto(outreel.url));
afterAll(async () => {
  await rep?.close();
  await outreel?.stop();
  await rm(folder, { recursive: true, force: true });
});

const card = (title: string) => rep.page.getByRole('article').filter({ hasText: title });
const chooseFile = (file: string) => rep.page.locator('input[type=file]').first().setInputFiles(file);

/** Opens the card with this title and plays it. */
async function play(title: string): Promise<void> {
  await card(title).getByRole('link', { name: title }).click();
  await rep.page.getByRole('button', { name: 'Play', exact: true }).first().click();
  await untilPlayed(rep.page, 0.5);
}

describe('a file in the library', () => {
  it('is taken though the button that asked for it is gone, as in a library that turns out to be empty', async () => {
    const { page } = rep;
    const held: (() => unknown)[] = [];
    await page.route('**/api/v1/videos?*', (route) => void held.push(() => route.fallback()));
    await page.goto(outreel.url);
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Upload a file' }).click();
    for (const answer of held) await answer();
    await page.unroute('**/api/v1/videos?*');
    await page.getByText('Your videos will be here').waitFor();
    const file = join(folder, 'Chosen early.mp4');
    await rename(await makeVideoFile(folder, 'mp4', 1), file);
    await (await chooser).setFiles(file);
    await card('Chosen early').waitFor();
    expect(await card('Chosen early').count()).toBe(1);
  });

  it('shows its progress when chosen, and plays: WebM with VP8 and Opus', async () => {
    const file = await makeVideoFile(folder, 'webm');
    // What the card says on its way; a quick machine may be done between two looks, so it is kept from the first on.
    const states = await rep.page.evaluateHandle(`(() => {
      const states = new Set();
      new MutationObserver(() => {
        const text = document.querySelector('article')?.textContent ?? '';
        const found = /(Uploading|Preparing) \\d+\\s?%/.exec(text);
        if (found) states.add(found[1]);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
      return states;
    })()`);
    await chooseFile(file);
    await play('Tour of the product');
    expect(await states.evaluate((seen) => (seen as Set<string>).size)).toBeGreaterThan(0);
    await takeShot(rep.page, 'upload-file-plays');
  });

  it('is taken by dropping it anywhere, and plays: MP4 with H.264 and AAC', async () => {
    const file = await makeVideoFile(folder, 'mp4');
    const bytes = await readFile(file);
    await dropFile(rep.page, { name: 'Dropped offer.mp4', type: 'video/mp4', bytes }, () =>
      takeShot(rep.page, 'upload-file-veil'),
    );
    await play('Dropped offer');
    expect((await playbackOf(rep.page)).width).toBe(1280);
  });

  it('that is no video is refused in a sentence, with a way on', async () => {
    const file = join(folder, 'Not a film.mp4');
    await writeFile(file, 'This is a text, whatever its name says.\n'.repeat(200));
    await chooseFile(file);
    const refused = card('Not a film');
    await refused.getByText('This is not an MP4, MOV, WebM or Matroska video').waitFor();
    await takeShot(rep.page, 'upload-file-refused');
    const chooser = rep.page.waitForEvent('filechooser');
    await refused.getByRole('button', { name: 'Upload another' }).click();
    expect((await chooser).isMultiple()).toBe(false);
    await refused.getByRole('link', { name: 'Not a film' }).click();
    const told = rep.page.getByRole('alert').filter({ hasText: 'Convert it to MP4 and upload it again.' });
    await told.getByRole('link', { name: 'Upload another' }).click();
    await rep.page.getByRole('button', { name: 'Upload a file instead' }).waitFor();
  });

  it('that failed through no fault of its own can be tried again where it is shown', async () => {
    const { page } = rep;
    const video = await page.getByRole('link', { name: 'Not a film' }).getAttribute('href');
    const ours = { code: 'processing-failed', message: 'Processing failed. Try again.', canRetry: true };
    // The server tries such a video again (`test/medium/worker.spec.ts`); here is what a member sees of it.
    let shown: object = { state: 'failed', failure: ours };
    await page.route(`**/api/v1${video}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), ...shown } });
    });
    await page.route(`**/api/v1${video}/retry`, async (route) => {
      shown = { state: 'processing', failure: null };
      await route.fulfill({ json: {} });
    });
    await page.getByRole('link', { name: 'Not a film' }).click();
    const told = page.getByRole('alert').filter({ hasText: ours.message });
    await told.waitFor();
    await takeShot(page, 'video-failed-try-again');
    await told.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('It plays as soon as it is prepared').waitFor();
    expect(await told.count()).toBe(0);
  });
});
