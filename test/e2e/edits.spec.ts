import type { Edits, Link, Video, Visit } from '@app/contracts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, invitePerson, patienceMs, takeShot, type Person } from '../support/person.js';
import { overflowOf } from '../support/person-document.js';
import { looks, shootScreen, violationsOf, wear } from '../support/person-inspection.js';
import { playbackOf, pressPlay, untilPlayed } from '../support/person-watching.js';
import { makeVideoFile } from '../support/running-outreel-media.js';
import { Member } from '../support/running-outreel-sample.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';

jest.setTimeout(4 * patienceMs);

let outreel: RunningOutreel;
let rep: Person;
let visitor: Person;
let member: Member;
let folder: string;
let video: Video;

/** `HTMLMediaElement.NETWORK_NO_SOURCE`: every source has failed. */
const noSource = 3;
/** Two seconds are cut out of the middle of eight. */
const kept = [
  { fromMs: 0, toMs: 2000 },
  { fromMs: 4000, toMs: 8000 },
];
const chapters = [
  { atMs: 0, title: 'Hello' },
  { atMs: 3000, title: 'The offer' },
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-edits-'));
  [outreel, rep, visitor] = await Promise.all([
    runOutreel({ TRUST_PROXY: '1' }),
    invitePerson(),
    invitePerson(),
  ]);
  member = new Member(rep.context.request, outreel.url);
  await member.signUp('Ada Rep');
  video = await member.publish(await makeVideoFile(folder, 'mp4', 8), 'Tour');
});
afterAll(async () => {
  await visitor?.close();
  await rep?.close();
  await outreel?.stop();
  await rm(folder, { recursive: true, force: true });
});

const newLink = async (firstName: string): Promise<Link> =>
  member.link(video.id, { prospectId: (await member.prospect(firstName)).id });

/** Saves edits and waits until what they leave is published. */
async function edit(edits: Partial<Edits>): Promise<Video> {
  const all = { kept: null, posterAtMs: null, chapters: [], ...edits };
  await member.send('PUT', `/videos/${video.id}/edits`, all);
  return eventually(
    () => member.get<Video>(`/videos/${video.id}`),
    ({ state }) => state === 'ready',
    'the cut is published',
  );
}

/**
 * Where the clock stood, in every frame that was shown until playing stopped. Seconds of the file. Looks after the page
 * has: how late a busy machine makes frames says nothing of the page.
 */
async function positionsUntilPaused({ page }: Person): Promise<number[]> {
  await page.evaluate(`(() => {
    const video = document.querySelector('video');
    window.seen = [];
    const look = () => {
      if (!video.seeking && !video.paused) window.seen.push(video.currentTime);
      requestAnimationFrame(look);
    };
    video.addEventListener('play', () => requestAnimationFrame(look), { once: true });
  })()`);
  await pressPlay(page);
  await untilPlayed(page, 0.5);
  await eventually(
    () => playbackOf(page),
    ({ isPaused }) => isPaused,
    'it has played to the end',
  );
  return page.evaluate('window.seen') as Promise<number[]>;
}

test('what was cut is skipped before its rendition is there, to the frame', async () => {
  const { url } = await newLink('Una');
  const pieces = [kept[0], { fromMs: 4000, toMs: 7000 }];
  // As the server writes the page while the worker is still at it.
  await visitor.page.route(url, async (route) => {
    const html = await (await route.fetch()).text();
    await route.fulfill({
      contentType: 'text/html',
      body: html
        .replace('"pieces":null', `"pieces":${JSON.stringify(pieces)}`)
        .replace('data-duration-ms="8', 'data-duration-ms="5'),
    });
  });
  await visitor.page.goto(url);
  const seen = await positionsUntilPaused(visitor);
  expect(seen.filter((at) => at > 2.1 && at < 3.97)).toEqual([]);
  expect(seen.some((at) => at > 6)).toBe(true);
  expect(Math.max(...seen)).toBeLessThan(7.2);
  expect(await visitor.page.locator('#time').textContent()).toBe('0:05 / 0:05');
});

test('the same link plays the shorter video, with its chapters; figures are in the time of the source', async () => {
  const link = await newLink('Vera');
  const before = await (await fetch(link.url)).text();
  const edited = await edit({ kept, chapters });
  expect(edited.link.url).toBe(video.link.url);

  // A page from before the cut, whose file is gone by now, goes on with the new one.
  let isOld = true;
  await visitor.page.route(link.url, (route) => {
    if (!isOld) return route.continue();
    isOld = false;
    return route.fulfill({ contentType: 'text/html', body: before });
  });
  await visitor.page.route('**/media/1/**', (route) => route.fulfill({ status: 404 }));
  // The file fails before the page's script is there to hear it: the script comes when nothing is left to play.
  await visitor.page.route(
    '**/assets/watch-*.js',
    async (route) => {
      await eventually(
        () => visitor.page.evaluate<number>(`document.getElementById('video').networkState`),
        (networkState) => networkState === noSource,
        'the old file has failed',
      );
      await route.continue();
    },
    { times: 1 },
  );
  await visitor.page.goto(link.url);
  const chapter = visitor.page.getByRole('link', { name: 'The offer' });
  await chapter.waitFor();
  await takeShot(visitor.page, 'watch-page-with-chapters', true);

  await chapter.focus();
  await visitor.page.keyboard.press('Enter');
  await untilPlayed(visitor.page, 3.5);
  const { duration, currentTime } = await playbackOf(visitor.page);
  expect(Math.abs(duration - 6)).toBeLessThan(0.1);
  expect(currentTime).toBeGreaterThan(2);
  const [visit] = await eventually(
    async () => (await member.get<{ items: Visit[] }>(`/links/${link.id}/visits`)).items,
    ([first]) => (first?.watchedRanges.at(-1)?.toMs ?? 0) > 5000,
    'what was played is told',
  );
  expect(visit).toMatchObject({ kept, durationMs: 6000 });
  // The chapter's own moment was cut out: it begins where playing goes on, at the source's fourth second.
  expect(visit?.watchedRanges.filter(({ fromMs, toMs }) => fromMs < 3900 || toMs > 8000)).toEqual([]);
});

test('without script the chapters are a plain list', async () => {
  const { url } = await newLink('Wim');
  const careful = await invitePerson({ context: { javaScriptEnabled: false } });
  try {
    await careful.page.goto(url);
    const list = careful.page.getByRole('navigation', { name: 'Chapters' }).getByRole('listitem');
    expect((await list.allTextContents()).map((text) => text.trim())).toEqual(['0:00Hello', '0:02The offer']);
  } finally {
    await careful.close();
  }
});

test('on the edit screen the middle is cut out by keys, and the same link plays what is left', async () => {
  await edit({});
  const { page } = rep;
  await page.goto(`${outreel.url}/videos/${video.id}`);
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  const position = page.getByRole('slider', { name: 'Position in the recording' });
  await position.fill('3000');
  await page.keyboard.press('i');
  await position.fill('5000');
  await page.keyboard.press('o');
  await page.getByText('Marked: 0:03 to 0:05.').waitFor();
  await page.keyboard.press('Delete');
  await page.getByText('0:08 → 0:06').waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('nothing is cut out').waitFor();
  await page.keyboard.press('Control+Shift+z');
  await page.getByText('0:08 → 0:06').waitFor();

  const end = page.getByRole('slider', { name: 'End' });
  await end.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await page.getByText('0:08 → 0:05').waitFor();
  await position.fill('1000');
  await page.getByRole('button', { name: 'Use this frame' }).click();
  await page.getByRole('button', { name: 'Add a chapter here' }).click();
  await page.getByRole('textbox', { name: 'Title of the chapter at 0:01' }).fill('Begin here');
  for (const look of looks) {
    await wear(page, look);
    await shootScreen(page, 'edit', look);
    expect([look.name, await violationsOf(page), await overflowOf(page)]).toEqual([look.name, [], 0]);
  }
  await wear(page, looks[0]);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Your cut is live. Smaller sizes follow.').first().waitFor();
  const edited = await eventually(
    () => member.get<Video>(`/videos/${video.id}`),
    ({ state }) => state === 'ready',
    'the cut is published',
  );
  expect(edited.edits).toMatchObject({
    kept: [
      { fromMs: 0, toMs: 3000 },
      { fromMs: 5000, toMs: 7000 + (edited.sourceDurationMs ?? 0) - 8000 },
    ],
    posterAtMs: 1000,
    chapters: [{ atMs: 1000, title: 'Begin here' }],
  });
  expect(edited.link.url).toBe(video.link.url);
  expect(Math.abs((edited.durationMs ?? 0) - 5000)).toBeLessThan(200);

  // Who leaves with changes is asked.
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByRole('button', { name: 'Bring everything back' }).click();
  await page.getByRole('link', { name: 'Back to the video' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
  await dialog.getByRole('button', { name: 'Leave without saving' }).click();
  await page.getByRole('link', { name: 'Edit', exact: true }).waitFor();
});
