import type { Campaign, Link, Prospect, Video } from '@app/contracts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { invitePerson, patienceMs, type Person } from '../support/person.js';
import { overflowOf } from '../support/person-document.js';
import {
  isReachedByKeyboard,
  listenForTrouble,
  looks,
  shootScreen,
  untilSettled,
  violationsOf,
  wear,
  type Troubles,
} from '../support/person-inspection.js';
import { makeVideoFile } from '../support/running-outreel-media.js';
import { Member, watchOverHttp } from '../support/running-outreel-sample.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';
import { scan } from '../support/scanner.js';

jest.setTimeout(3 * patienceMs);

let outreel: RunningOutreel;
let folder: string;
/** Somebody who is signed in, and somebody who is not. */
let rep: Person;
let stranger: Person;
const troubles = new Map<Page, Troubles>();

/** Longer than a phone is wide. */
const longName = 'Wolfeschlegelsteinhausenbergerdorff';

/** What the addresses of the screens are made of. */
const made = {} as { video: Video; link: Link; locked: Link; prospect: Prospect; campaign: Campaign };

/** A screen: who sees it, where it is, and what everybody comes to it for. */
interface Screen {
  readonly who: 'rep' | 'stranger';
  readonly path: () => string;
  /** Role and name of the main action. */
  readonly main?: readonly ['button' | 'combobox' | 'link' | 'switch' | 'textbox', string | RegExp];
}

const empty: Record<string, Screen> = {
  'sign-up': { who: 'stranger', path: () => '/', main: ['button', 'Create workspace'] },
};

const screensOfEmptyWorkspace: Record<string, Screen> = {
  'library, empty': { who: 'rep', path: () => '/', main: ['button', 'Upload a file'] },
  'prospects, empty': { who: 'rep', path: () => '/prospects', main: ['button', 'Add prospect'] },
  'campaigns, empty': { who: 'rep', path: () => '/campaigns' },
  'inbox, empty': { who: 'rep', path: () => '/inbox' },
  'figures, empty': { who: 'rep', path: () => '/figures' },
  'calls, empty': { who: 'rep', path: () => '/figures/calls' },
};

const screens: Record<string, Screen> = {
  'sign-in': { who: 'stranger', path: () => '/sign-in', main: ['button', 'Sign in'] },
  record: { who: 'rep', path: () => '/record', main: ['button', 'Record'] },
  library: { who: 'rep', path: () => '/', main: ['link', 'Tour of the product'] },
  video: {
    who: 'rep',
    path: () => `/videos/${made.video.id}?link=${made.link.id}`,
    main: ['button', 'New link'],
  },
  edit: { who: 'rep', path: () => `/videos/${made.video.id}/edit`, main: ['button', 'Play'] },
  prospects: { who: 'rep', path: () => '/prospects', main: ['button', 'Add prospect'] },
  prospect: { who: 'rep', path: () => `/prospects/${made.prospect.id}`, main: ['button', 'Edit'] },
  campaigns: { who: 'rep', path: () => '/campaigns', main: ['link', /New campaign/] },
  'new campaign': { who: 'rep', path: () => `/campaigns/new?videoId=${made.video.id}` },
  campaign: { who: 'rep', path: () => `/campaigns/${made.campaign.id}` },
  inbox: { who: 'rep', path: () => '/inbox', main: ['link', 'Jane Doe'] },
  figures: { who: 'rep', path: () => '/figures' },
  calls: { who: 'rep', path: () => '/figures/calls', main: ['link', 'Jane Doe'] },
  'figures by event': { who: 'rep', path: () => '/figures?by=event' },
  settings: { who: 'rep', path: () => '/settings', main: ['button', 'Sign out'] },
  workspace: {
    who: 'rep',
    path: () => '/settings?section=workspace',
    main: ['combobox', 'Time zone'],
  },
  notifications: {
    who: 'rep',
    path: () => '/settings?section=notifications',
    main: ['switch', 'Replies and reactions: In the app'],
  },
  operator: {
    who: 'rep',
    path: () => '/settings?section=operator',
    main: ['link', 'Broken on its way'],
  },
  ledger: {
    who: 'rep',
    path: () => '/settings?section=ledger',
    main: ['button', 'Check what would change'],
  },
  'unknown address': { who: 'rep', path: () => '/no/such/screen' },
  'watch page': { who: 'stranger', path: () => `/w/${made.link.slug}`, main: ['button', 'Play video'] },
  'locked page': { who: 'stranger', path: () => `/w/${made.locked.slug}`, main: ['button', 'Watch'] },
  'dead link': { who: 'stranger', path: () => '/w/no-such-link' },
};

/** Answers that belong to what is shown: who is not signed in learns it by 401, a dead link by 404. */
const isIntended = ({ pathname }: URL, status: number) =>
  (status === 401 && pathname === '/api/v1/auth/me') || (status === 404 && pathname === '/w/no-such-link');

async function judge(name: string, { who, path, main }: Screen): Promise<void> {
  const { page } = who === 'rep' ? rep : stranger;
  const found: Record<string, string[]> = {};
  await wear(page, looks[0]);
  await page.goto(outreel.url + path());
  for (const look of looks) {
    await wear(page, look);
    await untilSettled(page);
    if (main) await page.getByRole('main').getByRole(main[0], { name: main[1] }).first().waitFor();
    await shootScreen(page, name, look);
    const overflow = await overflowOf(page);
    const trouble = [...(overflow > 0 ? [`${overflow} px too wide`] : []), ...(await violationsOf(page))];
    // Right after loading, as the way by keyboard begins at the top; it is the same in every look.
    if (main && look === looks[0]) {
      const action = page.getByRole('main').getByRole(main[0], { name: main[1] }).first();
      if (!(await isReachedByKeyboard(page, action)))
        trouble.push(`“${String(main[1])}” is not reached by keyboard`);
    }
    found[look.name] = [...trouble, ...(troubles.get(page)?.take() ?? [])];
  }
  expect(found).toEqual(Object.fromEntries(looks.map((look) => [look.name, []])));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-screens-'));
  [outreel, rep, stranger] = await Promise.all([runOutreel(), invitePerson(), invitePerson()]);
  for (const { page } of [rep, stranger]) troubles.set(page, listenForTrouble(page, isIntended));
});
afterAll(async () => {
  await rep?.close();
  await stranger?.close();
  await outreel?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('before anybody signed up', () => {
  it.each(Object.entries(empty))('%s has no fault', judge);
});

describe('in an empty workspace', () => {
  beforeAll(() => new Member(rep.context.request, outreel.url).signUp());
  it.each(Object.entries(screensOfEmptyWorkspace))('%s has no fault', judge);
});

describe('in a workspace that works', () => {
  beforeAll(async () => {
    const member = new Member(rep.context.request, outreel.url);
    made.video = await member.publish(await makeVideoFile(folder, 'mp4', 12), 'Tour of the product');
    await member.fail('Broken on its way');
    made.prospect = await member.prospect('Jane');
    const page = {
      message: 'Hello {{firstName|there}}, this is how {{company|your team}} could work.',
      callsToAction: [{ kind: 'booking', label: 'Book a time', target: 'https://acme.example/book' }],
    };
    made.link = await member.link(made.video.id, { prospectId: made.prospect.id, page });
    made.locked = await member.link(made.video.id, { password: 'open sesame' });
    await member.send('POST', `/links/${made.link.id}/sent`);
    await scan(made.link.url);
    await watchOverHttp(outreel.url, made.link, 8000, 'Looks good, call me on Monday');
    const others = await Promise.all(['Bob', longName].map((name) => member.prospect(name, 'Initech')));
    const campaign = {
      name: 'Autumn',
      videoId: made.video.id,
      page,
      prospectIds: others.map(({ id }) => id),
    };
    made.campaign = await member.send('POST', '/campaigns', campaign);
  });
  it.each(Object.entries(screens))('%s has no fault', judge);

  it('the figures are saved as a picture, without the buttons of the screen', async () => {
    const { page } = rep;
    await wear(page, looks[0]);
    await page.goto(`${outreel.url}/figures`);
    await untilSettled(page);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Picture' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(/^Figures \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d\.png$/);
    const file = join(process.env['SCREENSHOT_DIR'] ?? folder, 'figures-picture.png');
    await download.saveAs(file);
    const { width, height } = await sharp(file).metadata();
    // Twice as fine as the screen.
    expect(width).toBeGreaterThan(1600);
    expect(height).toBeGreaterThan(600);
    // Bars and words, and no empty sheet.
    const { entropy } = await sharp(file).stats();
    expect(entropy).toBeGreaterThan(0.3);
  });

  it('a campaign is edited after its links were made, and their pages show it at once', async () => {
    const { page } = rep;
    await wear(page, looks[0]);
    await page.goto(`${outreel.url}/campaigns/${made.campaign.id}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Edit campaign' });
    await dialog.getByLabel('Headline').fill('A plan for {{company|you}}');
    await dialog.getByRole('button', { name: 'Add a button' }).click();
    const second = dialog.getByRole('group', { name: 'Button 2' });
    await second.getByLabel('Label').fill('See the offer');
    await second.getByLabel('Address').fill('acme.example/offer');
    await second.getByLabel('Appears after').fill('5');
    await dialog.getByRole('button', { name: 'Save' }).click();
    expect(await second.getByLabel('Address').getAttribute('aria-invalid')).toBe('true');
    await second.getByLabel('Address').fill('https://acme.example/offer');
    for (const look of looks) {
      await wear(page, look);
      await second.scrollIntoViewIfNeeded();
      await untilSettled(page);
      await shootScreen(page, 'edit campaign', look);
      expect([look.name, await violationsOf(page), await overflowOf(page)]).toEqual([look.name, [], 0]);
    }
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const member = new Member(page.request, outreel.url);
    const { items } = await member.get<{ items: Link[] }>(`/links?campaignId=${made.campaign.id}`);
    await page.goto(`${items[0]?.url}?preview=1`);
    await page.getByRole('heading', { name: 'A plan for Initech' }).waitFor();
    expect(await page.getByRole('link', { name: 'Book a time' }).isVisible()).toBe(true);
    // Five seconds have to be watched first.
    expect(await page.getByText('See the offer').isVisible()).toBe(false);
  });

  it('a campaign is paused and goes on, and says so', async () => {
    const { page } = rep;
    await wear(page, looks[0]);
    await page.goto(`${outreel.url}/campaigns/${made.campaign.id}`);
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('none of its links opens').waitFor();
    await page.getByText('paused', { exact: true }).first().waitFor();
    for (const look of looks) {
      await wear(page, look);
      await untilSettled(page);
      await shootScreen(page, 'campaign, paused', look);
      expect([look.name, await violationsOf(page), await overflowOf(page)]).toEqual([look.name, [], 0]);
    }
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('none of its links opens').waitFor({ state: 'hidden' });
  });

  it('a link is given a password and an end', async () => {
    const { page } = rep;
    await wear(page, looks[0]);
    const clock = await page.context().newCDPSession(page);
    await clock.send('Emulation.setTimezoneOverride', { timezoneId: 'Asia/Kolkata' });
    await page.goto(`${outreel.url}/videos/${made.video.id}`);
    await page.getByRole('button', { name: 'More actions for the link of Jane Doe' }).click();
    await page.getByRole('menuitem', { name: 'Password and end' }).click();
    const dialog = page.getByRole('dialog', { name: 'Who may open this link' });
    await dialog.getByRole('switch', { name: 'Ask for a password' }).press('Space');
    const password = dialog.getByLabel('Password', { exact: true });
    await password.fill('abc');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('Give at least four characters').waitFor();
    await password.fill('open sesame');
    await dialog.getByLabel('Works until').fill('2031-05-06T17:30');
    for (const look of looks) {
      await wear(page, look);
      await untilSettled(page);
      await shootScreen(page, 'link access', look);
      expect([look.name, await violationsOf(page), await overflowOf(page)]).toEqual([look.name, [], 0]);
    }
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const link = await new Member(page.request, outreel.url).get<Link>(`/links/${made.link.id}`);
    // Five and a half hours ahead.
    expect([link.hasPassword, link.expiresAt]).toEqual([true, '2031-05-06T12:00:00.000Z']);
    await clock.detach();
    await stranger.page.goto(made.link.url);
    await stranger.page.getByLabel('Password').waitFor();
  });

  it('an explanation opens by keyboard and has no fault', async () => {
    const { page } = rep;
    await wear(page, looks[0]);
    await page.goto(`${outreel.url}/figures`);
    await untilSettled(page);
    const sign = page
      .getByRole('main')
      .getByRole('button', { name: /^What “/ })
      .first();
    expect(await isReachedByKeyboard(page, sign)).toBe(true);
    for (const look of looks) {
      await wear(page, look);
      await page.getByRole('tooltip').waitFor();
      await shootScreen(page, 'explanation', look);
      expect([look.name, await violationsOf(page), await overflowOf(page)]).toEqual([look.name, [], 0]);
    }
  });
});
