import type { Link, Video } from '@app/contracts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { weightOf } from '../support/page-weight.js';
import { eventually, invitePerson, patienceMs, takeShot, type Person } from '../support/person.js';
import { dropFile, overflowOf } from '../support/person-document.js';
import { looks, shootScreen, violationsOf, wear } from '../support/person-inspection.js';
import { playbackOf, pressPlay, untilPlayed } from '../support/person-watching.js';
import { makeVideoFile } from '../support/running-outreel-media.js';
import { Member } from '../support/running-outreel-sample.js';
import { tellStory } from '../support/running-outreel-steps.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';

jest.setTimeout(3 * patienceMs);

const step = tellStory();
let outreel: RunningOutreel;
let rep: Person;
let visitor: Person;
let member: Member;
let folder: string;
let video: Video;
let link: Link;

const srt = `1
00:00:00,200 --> 00:00:05,000
Welcome to the <i>tour</i>

2
00:00:05,000 --> 00:00:08,000
Café prices begin at nine
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-captions-'));
  [outreel, rep, visitor] = await Promise.all([runOutreel(), invitePerson(), invitePerson()]);
  member = new Member(rep.context.request, outreel.url);
  await member.signUp('Ada Rep');
  video = await member.publish(await makeVideoFile(folder, 'mp4', 10), 'Tour of the product');
  link = await member.link(video.id);
});
afterAll(async () => {
  await visitor?.close();
  await rep?.close();
  await outreel?.stop();
  await rm(folder, { recursive: true, force: true });
});

const put = (language: string, text: string) =>
  rep.context.request.put(`${outreel.url}/api/v1/videos/${video.id}/captions/${language}`, {
    headers: { 'content-type': 'application/x-subrip' },
    data: text,
  });

/** With changes to the captions, whoever leaves is asked: the tab, the screen and the editor. */
async function untilAskedBeforeLeaving(page: Page, section: Locator): Promise<void> {
  const asked = new Promise<string>((resolve) => {
    page.once('dialog', (question) => {
      resolve(question.type());
      void question.dismiss();
    });
  });
  await page.close({ runBeforeUnload: true });
  expect(await asked).toBe('beforeunload');
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
  const ways = [
    page.getByRole('main').getByRole('link', { name: 'Library' }),
    section.getByRole('button', { name: 'Close the editor' }),
  ];
  for (const way of ways) {
    await way.click();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
}
const shownCue = (page: Page) => page.locator('#cue');
const positionOf = async (page: Page) => (await playbackOf(page)).currentTime;

it(
  'takes a caption file in the browser, names what is wrong in it, and edits it in place',
  step(async () => {
    const { page } = rep;
    await page.goto(`${outreel.url}/videos/${video.id}`);
    const section = page.getByRole('region', { name: 'Captions' });
    const bad = {
      name: 'tour.en.srt',
      mimeType: '',
      buffer: Buffer.from(srt.replace('00:00:08', '00:00:02')),
    };
    await section.getByText('No captions yet').waitFor();
    await takeShot(page, 'captions-rep-empty', true);
    await section.locator('input[type=file]').first().setInputFiles(bad);
    const dialog = page.getByRole('dialog', { name: 'Add captions' });
    await dialog.getByRole('button', { name: 'Upload captions' }).click();
    await dialog.getByText('Line 6: It ends at 00:00:02,000').waitFor();
    await takeShot(page, 'captions-rep-bad-file');
    await page.keyboard.press('Escape');
    const hovers = () => section.getByText('Drop the caption file here').waitFor();
    const file = { name: 'tour.en.srt', type: '', bytes: Buffer.from(srt) };
    await dropFile(page, file, hovers, 'section[aria-label="Captions"]');
    await dialog.getByRole('button', { name: 'Upload captions' }).click();
    await section.getByText('2 captions · From a file').waitFor();
    await section.getByRole('button', { name: 'Edit' }).click();
    const texts = section.getByRole('textbox', { name: 'Text' });
    await texts.last().fill('Café prices begin at ten');
    await texts.first().press('Home');
    for (let place = 0; place < 8; place += 1) await texts.first().press('ArrowRight');
    await texts.first().press('Control+Enter');
    expect(await texts.nth(1).inputValue()).toBe('to the <i>tour</i>');
    await texts.first().press('Control+Shift+Enter');
    expect(await texts.first().inputValue()).toBe('Welcome to the <i>tour</i>');
    await untilAskedBeforeLeaving(page, section);
    await section.getByRole('button', { name: 'Save captions' }).click();
    await section.getByText('2 captions · Edited by hand').waitFor();
    await page.getByRole('button', { name: /Café prices begin at ten/ }).click();
    await eventually(
      () => positionOf(page),
      (seconds) => seconds >= 5,
      'the player is where the line is said',
    );
    await takeShot(page, 'captions-rep', true);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await overflowOf(page)).toBe(0);
    await takeShot(page, 'captions-rep-phone', true);
  }),
);

it(
  'shows what is said over the picture, by button and by key',
  step(async () => {
    const { page } = visitor;
    await page.goto(link.url);
    await pressPlay(page);
    await untilPlayed(page, 0.5);
    expect(await shownCue(page).isVisible()).toBe(false);
    await page.keyboard.press('c');
    await page.getByRole('button', { name: 'Captions: English' }).waitFor();
    await eventually(
      () => shownCue(page).innerText(),
      (text) => text === 'Welcome to the tour',
      'the caption is shown',
    );
    await page.keyboard.press('k');
    expect(await shownCue(page).locator('i').innerText()).toBe('tour');
    await takeShot(page, 'captions-watch');
    await page.keyboard.press('c');
    await shownCue(page).waitFor({ state: 'hidden' });
  }),
);

it(
  'has a transcript beside the player that is searched, and jumps; folded it leaves the width to the video',
  step(async () => {
    const { page } = visitor;
    const [player, transcript] = [page.locator('#stage'), page.locator('#transcript')];
    await page.getByRole('searchbox', { name: 'Search in the transcript' }).waitFor();
    const [left, right] = [await player.boundingBox(), await transcript.boundingBox()];
    expect(right!.x).toBeGreaterThan(left!.x + left!.width);
    expect([right!.y, right!.height].map(Math.round)).toEqual([left!.y, left!.height].map(Math.round));
    expect(await transcript.locator('[aria-current]').locator('span').allInnerTexts()).toEqual([
      'Welcome to the tour',
    ]);
    for (const look of looks.slice(0, 2)) {
      await wear(page, look);
      await shootScreen(page, 'transcript', look);
      expect([look.name, await violationsOf(page), await overflowOf(page)]).toEqual([look.name, [], 0]);
    }
    await wear(page, looks[0]);
    const summary = page.getByText('Transcript', { exact: true });
    await summary.click();
    await page.getByRole('searchbox').waitFor({ state: 'hidden' });
    await eventually(
      async () => (await player.boundingBox())!.width,
      (width) => width > left!.width,
      'the video takes the width',
    );
    await takeShot(page, 'captions-transcript-folded', true);
    await summary.click();
    await page.getByRole('searchbox', { name: 'Search in the transcript' }).fill('cafe');
    const lines = page.getByRole('listitem');
    await eventually(
      () => lines.filter({ visible: true }).count(),
      (count) => count === 1,
      'one line is found',
    );
    expect(await page.locator('mark').innerText()).toBe('Café');
    await takeShot(page, 'captions-transcript', true);
    await page.getByRole('button', { name: /Café prices begin at ten/ }).click();
    await eventually(
      () => positionOf(page),
      (seconds) => seconds >= 5,
      'it plays from there',
    );
    await untilPlayed(page, 5.2);
  }),
);

it(
  'shows right-to-left captions as they are written, on a phone and in the dark',
  step(async () => {
    expect(
      (await put('he', srt.replace('Welcome to the <i>tour</i>', 'ברוכים הבאים, 2 דקות!'))).status(),
    ).toBe(200);
    const phone = await invitePerson({
      viewport: { width: 390, height: 844 },
      context: { hasTouch: true, isMobile: true, locale: 'he', colorScheme: 'dark' },
    });
    try {
      await phone.page.goto(link.url);
      await phone.page.getByRole('button', { name: 'Play video' }).tap();
      await untilPlayed(phone.page, 0.3);
      await phone.page.keyboard.press('c');
      await phone.page.getByRole('button', { name: 'Captions: עברית' }).waitFor();
      await phone.page.getByText('ברוכים הבאים').first().waitFor();
      await phone.page.keyboard.press('k');
      const direction = await shownCue(phone.page)
        .locator('span')
        .evaluate(
          (span: unknown) =>
            (
              globalThis as unknown as { getComputedStyle(of: unknown): { direction: string } }
            ).getComputedStyle(span).direction,
        );
      expect(direction).toBe('rtl');
      await phone.page.getByText('Transcript', { exact: true }).tap();
      await phone.page.getByRole('searchbox').waitFor();
      expect(await overflowOf(phone.page)).toBe(0);
      await takeShot(phone.page, 'captions-watch-phone', true);
    } finally {
      await phone.close();
    }
  }),
);

it(
  'is read without JavaScript, and its long transcript too',
  step(async () => {
    const careful = await invitePerson({ context: { javaScriptEnabled: false } });
    try {
      await careful.page.goto(link.url);
      expect(await careful.page.locator('track[kind=captions]').count()).toBe(2);
      await careful.page.getByText('Transcript', { exact: true }).click();
      await careful.page.getByText('Café prices begin at ten').waitFor();
      const long = Array.from(
        { length: 200 },
        (_, index) => `00:00:0${index % 9}.000 --> 00:00:09.000\nLine ${index} of a long talk\n`,
      );
      expect((await put('en', long.join('\n'))).status()).toBe(200);
      await careful.page.reload();
      await careful.page.getByText('Transcript', { exact: true }).click();
      await careful.page.getByRole('link', { name: 'Read the transcript' }).click();
      await careful.page.getByText('Line 199 of a long talk').waitFor();
      await takeShot(careful.page, 'captions-transcript-page');
    } finally {
      await careful.close();
    }
  }),
);

const said = (index: number) =>
  `In minute ${index} ${['we', 'you', 'they'][index % 3]} see how part ${index * 7919} of it works for you.`;
it('stays within its budget with captions and chapters, script of the transcript included', async () => {
  const lines = Array.from(
    { length: 24 },
    (_, index) => `00:00:0${index % 9}.000 --> 00:00:09.000\n${said(index)}\n`,
  );
  expect((await put('en', lines.join('\n'))).status()).toBe(200);
  const chapters = Array.from({ length: 12 }, (_, index) => ({
    atMs: index * 500,
    title: `Chapter ${index}: ${said(index * 104_729)}`,
  }));
  await member.send('PUT', `/videos/${video.id}/edits`, { kept: null, posterAtMs: null, chapters });
  const html = await (await fetch(link.url)).text();
  expect([html.includes(said(23)), html.includes(chapters[11]!.title)]).toEqual([true, true]);
  const weights = await weightOf(link.url);
  expect([...weights.keys()].some((address) => address.includes('/transcript-'))).toBe(true);
  expect([...weights.values()].reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(20 * 1024);
});

it('leaves beside the player nothing but the transcript: what is below it stays below it', async () => {
  const { page } = visitor;
  const callsToAction = ['Book a time', 'See prices'].map((label) => ({
    kind: 'url',
    label,
    target: 'https://acme.example',
  }));
  const { url } = await member.link(video.id, { page: { message: 'Hello there', callsToAction } });
  await wear(page, looks[0]);
  await page.goto(url);
  await page.getByRole('searchbox', { name: 'Search in the transcript' }).waitFor();
  await takeShot(page, 'captions-watch-full', true);
  const player = (await page.locator('#stage').boundingBox())!;
  const below = page.locator('.below > :not(#transcript)').filter({ visible: true });
  for (const part of await below.all()) {
    const { x, y, width } = (await part.boundingBox())!;
    expect(y).toBeGreaterThan(player.y + player.height);
    expect(x + width).toBeLessThanOrEqual(player.x + player.width + 1);
  }
  const action = (await page.getByRole('link', { name: 'Book a time' }).boundingBox())!;
  expect(action.height).toBeLessThan(64);
});
