import type { Link, Overview, Video } from '@app/contracts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { makeFakeMedia } from '../support/chromium.js';
import { MemberDesk } from '../support/member-desk.js';
import { eventually, invitePerson, patienceMs, takeShot, type Person } from '../support/person.js';
import { clipboardOf, isMarked, markDocument } from '../support/person-document.js';
import {
  chooseScreenAndCamera,
  openSlides,
  recordedSeconds,
  sharedTitle,
  startRecording,
  untilRecorded,
  watchMeter,
} from '../support/person-recording.js';
import { playbackOf, pressPlay, sendReply, untilPlayed, watchShare } from '../support/person-watching.js';
import { mediaFactsOf } from '../support/running-outreel-media.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';
import { tellStory } from '../support/running-outreel-steps.js';
import { scan, unfurl } from '../support/scanner.js';

jest.setTimeout(3 * patienceMs);

const account = { email: 'ada@acme.example', password: 'correct horse battery' };
const bookingPage = 'https://booking.example/ada';

let outreel: RunningOutreel;
let rep: Person;
let jane: Person;
/** The rep's one tab; it is never loaded again where the story says so. */
let page: Page;
let media: string;
/** How long the recording may be, seconds. */
let recorded: { least: number; most: number };
/** How far Jane watched, 0–1. */
let watchedShare: number;
let video: Video;
let personal: Link;
let other: Link;

let desk: MemberDesk;

beforeAll(async () => {
  media = await mkdtemp(join(tmpdir(), 'outreel-story-'));
  const [running, fake] = await Promise.all([runOutreel(), makeFakeMedia(media, 40)]);
  outreel = running;
  rep = await invitePerson({ media: fake, sharedTabTitle: sharedTitle });
  page = rep.page;
  desk = new MemberDesk(rep.context, outreel.url);
});

afterEach(async () => {
  const { currentTestName = '' } = expect.getState();
  const name = currentTestName.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 80);
  for (const [who, person] of Object.entries({ rep, jane }))
    if (person && !person.page.isClosed()) await takeShot(person.page, `story-${name}-${who}`);
});

afterAll(async () => {
  await jane?.close();
  await rep?.close();
  await outreel?.stop();
  await rm(media, { recursive: true, force: true });
});

describe('the main job', () => {
  const step = tellStory();

  it(
    'an empty workspace shows the sign-up page',
    step(async () => {
      await page.goto(outreel.url);
      await page.getByRole('heading', { name: 'Set up your workspace' }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/sign-up');
    }),
  );

  it(
    'the rep signs up and meets an empty library',
    step(async () => {
      await page.getByLabel('Name of the workspace').fill('Acme');
      await page.getByLabel('Your name').fill('Ada Rep');
      await page.getByLabel('Mail address').fill(account.email);
      await page.getByRole('textbox', { name: 'Password' }).fill(account.password);
      await page.getByRole('button', { name: 'Create workspace' }).click();
      await page.getByText('Your videos will be here').waitFor();
      expect(new URL(page.url()).pathname).toBe('/');
    }),
  );

  it(
    'Record opens with R, takes screen, camera and microphone, and the level meter moves',
    step(async () => {
      await openSlides(rep.context);
      await page.bringToFront();
      await page.keyboard.press('r');
      await chooseScreenAndCamera(page);
      expect(Math.max(...(await watchMeter(page)))).toBeGreaterThan(0);
    }),
  );

  it(
    'the recorder counts 3-2-1 and records, uploading meanwhile, with a pause',
    step(async () => {
      const announced = await startRecording(page);
      const count = [3, 2, 1].map((seconds) => `Recording starts in ${seconds}`);
      expect(announced.slice(0, 3)).toEqual(count);
      await untilRecorded(page, 5);
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Resume' }).waitFor();
      // Parts reach the server while the recording is still going on.
      await page.getByText(/Safe on the server up to 0:0[1-9]/).waitFor();
      await page.getByRole('button', { name: 'Resume' }).click();
      await untilRecorded(page, 10);
    }),
  );

  it(
    'after Stop the link is copied and plays',
    step(async () => {
      const shown = await recordedSeconds(page);
      const since = performance.now();
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByRole('heading', { name: 'Done. Your video is ready to send.' }).waitFor();
      // It was recorded until the click arrived, which on a busy machine is some time after the look at the clock.
      recorded = { least: shown - 0.5, most: shown + 1.5 + (performance.now() - since) / 1000 };
      await page.getByText('The link plays', { exact: true }).waitFor();
      const { text: url } = await eventually(
        () => clipboardOf(page),
        ({ text }) => text !== '',
        'the link is copied',
      );
      expect(url).toMatch(new RegExp(`^${outreel.url}/w/[\\w-]+$`));
      const tab = await rep.context.newPage();
      await tab.goto(url);
      await pressPlay(tab);
      await untilPlayed(tab, 1);
      expect(await playbackOf(tab)).toMatchObject({ width: expect.any(Number), isPaused: false });
      await tab.close();
    }),
  );

  it(
    'renditions, poster and preview follow; the published file is as long as the recording',
    step(async () => {
      const { items } = await desk.ask<{ items: Video[] }>('/videos');
      expect(items).toHaveLength(1);
      video = await eventually(
        () => desk.ask<Video>(`/videos/${items[0]?.id}`),
        ({ state }) => state === 'ready' || state === 'failed',
        'the video is ready',
      );
      expect(video).toMatchObject({ state: 'ready', isPlayable: true, hasAudio: true, failure: null });
      expect(video.renditions.length).toBeGreaterThan(1);
      for (const [url, type] of [
        [video.posterUrl, 'image/jpeg'],
        [video.previewUrl, 'image/gif'],
        [video.previewUrl?.replace('.gif', '.webp'), 'image/webp'],
      ]) {
        const picture = await rep.context.request.get(String(url));
        expect([picture.status(), picture.headers()['content-type']]).toEqual([200, type]);
      }
      for (const { url } of video.renditions) {
        const facts = await mediaFactsOf(rep.context.request, new URL(url, outreel.url).href, media);
        expect(facts.seconds).toBeGreaterThan(recorded.least);
        expect(facts.seconds).toBeLessThan(recorded.most);
        expect(facts.kinds.toSorted()).toEqual(['audio', 'video']);
        expect(facts.loudestDecibel).toBeGreaterThan(-40);
      }
    }),
  );

  it(
    'the rep makes a personal link for a new prospect',
    step(async () => {
      await page.getByRole('link', { name: /^Personalise/ }).click();
      const dialog = page.getByRole('dialog', { name: 'New personal link' });
      await dialog
        .or(page.getByRole('button', { name: 'New link' }))
        .first()
        .waitFor();
      if (!(await dialog.isVisible())) await page.getByRole('button', { name: 'New link' }).click();
      await dialog.getByText('A new prospect', { exact: true }).click();
      await dialog.getByLabel('Mail address').fill('jane@globex.example');
      await dialog.getByLabel('First name').fill('Jane');
      await dialog.getByLabel('Last name').fill('Doe');
      await dialog.getByLabel('Company').fill('Globex');
      await dialog.getByLabel('What the button does').selectOption('booking');
      await dialog.getByLabel('Label').fill('Book a time');
      await dialog.getByLabel('Address', { exact: true }).fill(bookingPage);
      await takeShot(page, 'story-rep-new-link-dialog');
      await dialog.getByRole('button', { name: 'Create link' }).click();
      await page.getByRole('button', { name: 'Visits on the link of Jane Doe' }).waitFor();
      personal = await desk.personalLink(video, 'Jane');
      expect(personal.prospect).toMatchObject({ email: 'jane@globex.example', company: 'Globex' });
    }),
  );

  it(
    'copies the mail snippet and marks the link as sent',
    step(async () => {
      const row = page.getByRole('listitem').filter({ hasText: 'Jane Doe' });
      await row.getByRole('button', { name: 'Copy for mail' }).click();
      const { html, text } = await eventually(
        () => clipboardOf(page),
        (copied) => copied.html !== '',
        'the snippet is copied',
      );
      expect(html).toContain(`href="${personal.url}"`);
      expect(/<img[^>]* src="([^"]+)"/.exec(html)?.[1]).toBe(personal.previewUrl);
      expect(text).toContain(personal.url);
      await page.getByRole('img', { name: 'Animated preview: Jane Doe' }).waitFor();
      expect((await rep.context.request.get(personal.previewUrl)).headers()['content-type']).toBe(
        'image/gif',
      );
      await markAsSent('Jane Doe');
      personal = await eventually(
        () => desk.personalLink(video, 'Jane'),
        ({ sentAt }) => sentAt !== null,
        'it is sent',
      );
    }),
  );

  it(
    'Jane opens it, watches 60 %, presses the call to action and replies',
    step(async () => {
      // From here to the end of the next step the rep's tab is not loaded again; this mark would be gone.
      await markDocument(page);
      await page.getByRole('button', { name: 'Visits on the link of Jane Doe' }).click();
      jane = await invitePerson();
      await jane.context.route(`${bookingPage}**`, (route) =>
        route.fulfill({ contentType: 'text/html', body: '<title>Booking</title>' }),
      );
      await jane.page.goto(personal.url);
      await jane.page.getByRole('heading', { name: 'A video for Jane' }).waitFor();
      const { currentTime, duration } = await watchShare(jane.page, 0.6);
      watchedShare = currentTime / duration;
      expect(watchedShare).toBeGreaterThan(0.5);
      const booking = jane.context.waitForEvent('page');
      await jane.page.getByRole('link', { name: 'Book a time' }).click();
      await (await booking).close();
      await sendReply(jane.page, 'Looks good, call me on Monday');
    }),
  );

  it(
    'the rep sees it live, without loading again',
    step(async () => {
      await page.getByText('Jane Doe clicked “Book a time”').first().waitFor();
      await page.getByText('Jane Doe replied').first().waitFor();
      const row = page.getByRole('listitem').filter({ hasText: 'Jane Doe' });
      await row.getByText('watching now').first().waitFor();
      await row.getByText('View', { exact: true }).first().waitFor();
      await row.getByText('replied: Looks good, call me on Monday').first().waitFor();
      expect(await isMarked(page)).toBe(true);
    }),
  );

  it(
    'the ledger of the link has one view with its share and actions',
    step(async () => {
      const views = await eventually(
        async () => (await desk.ledgerOf(personal)).filter(({ isView }) => isView),
        ([view]) => (view?.actions.length ?? 0) > 1,
        'the view has its actions',
      );
      expect(views).toHaveLength(1);
      expect(views[0]).toMatchObject({
        class: 'human',
        prospectId: personal.prospect?.id,
        isCompleted: false,
      });
      expect(Math.abs((views[0]?.watchedShare ?? 0) - watchedShare)).toBeLessThan(0.1);
      const actions = views[0]?.actions.map(({ type, label, text }) => [type, label ?? text]);
      expect(actions).toContainEqual(['click', 'Book a time']);
      expect(actions).toContainEqual(['reply', 'Looks good, call me on Monday']);
    }),
  );

  it(
    'the visit of the rep is internal',
    step(async () => {
      const [own] = (await desk.linksOfVideo(video)).filter(({ isDefault }) => isDefault);
      const ledger = await desk.ledgerOf(own as Link);
      expect(ledger.length).toBeGreaterThan(0);
      expect(new Set(ledger.map((visit) => visit.class))).toEqual(new Set(['internal']));
    }),
  );

  it(
    'scanners of another link are listed and not counted',
    step(async () => {
      await page.getByRole('link', { name: 'Prospects' }).first().click();
      await page.getByRole('button', { name: 'Add prospect' }).click();
      const form = page.getByRole('dialog', { name: 'Add a prospect' });
      await form.getByLabel('Mail address').fill('bob@initech.example');
      await form.getByLabel('First name').fill('Bob');
      await form.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('link', { name: 'Bob', exact: true }).waitFor();
      await page.goto(`${outreel.url}/videos/${video.id}`);
      await page.getByRole('button', { name: 'New link' }).click();
      const dialog = page.getByRole('dialog', { name: 'New personal link' });
      await dialog.getByPlaceholder('Search by name, mail or company').fill('bob');
      await page.getByRole('option', { name: 'Bob' }).click();
      await dialog.getByRole('button', { name: 'Create link' }).click();
      await page.getByRole('button', { name: 'Visits on the link of Bob' }).click();
      other = await desk.personalLink(video, 'Bob');
      await markAsSent('Bob');
      await eventually(
        () => desk.personalLink(video, 'Bob'),
        ({ sentAt }) => sentAt !== null,
        'it is sent',
      );
      expect(await Promise.all([scan(other.url), unfurl(other.url)])).toEqual([200, 200]);
      const ledger = await eventually(
        () => desk.ledgerOf(other),
        ({ length }) => length > 1,
        'both are listed',
      );
      expect(ledger.map((visit) => [visit.class, visit.isView]).toSorted()).toEqual([
        ['bot', false],
        ['scanner', false],
      ]);
      expect((await desk.personalLink(video, 'Bob')).viewCount).toBe(0);
      await page.reload();
      await page.getByRole('button', { name: 'Visits on the link of Bob' }).click();
      await page.getByText('Mail scanner', { exact: true }).waitFor();
      await page.getByText('Bot', { exact: true }).waitFor();
    }),
  );

  it(
    'the figures count exactly one view',
    step(async () => {
      const { viewCount, funnel } = await desk.ask<Overview>('/figures/overview');
      expect(viewCount).toBe(1);
      const counts = Object.fromEntries(funnel.map(({ step: name, count }) => [name, count]));
      expect(counts).toMatchObject({ sent: 2, opened: 1, viewed: 1, half: 1, clicked: 1, replied: 1 });
      await page.getByRole('link', { name: 'Figures' }).first().click();
      await page.getByRole('heading', { name: 'Figures', level: 1 }).waitFor();
      await page
        .getByText(/^1 view by people/)
        .first()
        .waitFor();
    }),
  );

  it(
    'the inbox shows the reply',
    step(async () => {
      await page.getByRole('link', { name: 'Inbox' }).first().click();
      await page.getByText('Looks good, call me on Monday').first().waitFor();
      expect(new URL(page.url()).pathname).toBe('/inbox');
    }),
  );

  it(
    'the CSV exports have the rows',
    step(async () => {
      expect(await desk.downloaded('/prospects/export.csv')).toMatch(
        /jane@globex\.example[^]*bob@initech|bob@initech[^]*jane@globex/,
      );
      const rows = (await desk.downloaded(`/links/${personal.id}/visits.csv`)).trim().split('\n');
      expect(rows.filter((row) => row.includes('human')).length).toBeGreaterThan(0);
    }),
  );

  it(
    'the rep signs out and in again',
    step(async () => {
      await page
        .getByRole('link', { name: /Ada Rep/ })
        .first()
        .click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
      expect((await rep.context.request.get(`${outreel.url}/api/v1/auth/me`)).status()).toBe(401);
      await page.getByLabel('Mail address').fill(account.email);
      await page.getByRole('textbox', { name: 'Password' }).fill(account.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { name: 'Library' }).waitFor();
      await page.getByText('1 view by people').first().waitFor();
    }),
  );
});

async function markAsSent(who: string): Promise<void> {
  // A toast that comes up under the resting mouse stays, and may cover the row.
  await page.mouse.move(0, 0);
  await page.getByRole('button', { name: `More actions for the link of ${who}` }).click();
  await page.getByRole('menuitem', { name: 'Mark as sent' }).click();
}
