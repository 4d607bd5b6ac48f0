import type { Link, Video } from '@app/contracts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type MailServer, startMailServer } from '../support/mail-server.js';
import { eventually, invitePerson, patienceMs, type Person } from '../support/person.js';
import { looks, shootScreen, untilSettled, violationsOf, wear } from '../support/person-inspection.js';
import { makeVideoFile } from '../support/running-outreel-media.js';
import { Member, watchOverHttp } from '../support/running-outreel-sample.js';
import { tellStory } from '../support/running-outreel-steps.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';

jest.setTimeout(3 * patienceMs);

const publicUrl = 'http://outreel.example';

let server: MailServer;
let outreel: RunningOutreel;
let rep: Person;
let page: Page;
let folder: string;
let video: Video;
let member: Member;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-notifications-'));
  server = await startMailServer();
  const mail = { SMTP_URL: server.url, MAIL_FROM: 'Outreel <outreel@example.com>', PUBLIC_URL: publicUrl };
  [outreel, rep] = await Promise.all([runOutreel(mail), invitePerson()]);
  page = rep.page;
  member = new Member(rep.context.request, outreel.url);
  await member.signUp();
  video = await member.publish(await makeVideoFile(folder, 'mp4', 12), 'Tour of the product');
});
afterAll(async () => {
  await rep?.close();
  await outreel?.stop();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Somebody watches a personal link, presses its button and replies. */
async function watch(firstName: string, text: string): Promise<void> {
  const { id: prospectId } = await member.prospect(firstName);
  const callsToAction = [{ kind: 'booking', label: 'Book a time', target: 'https://acme.example/book' }];
  const link: Link = await member.link(video.id, { prospectId, page: { callsToAction } });
  await member.send('POST', `/links/${link.id}/sent`);
  await watchOverHttp(outreel.url, link, 8000, text);
}

const toSettings = () => page.goto(`${outreel.url}/settings?section=notifications`);
const toggle = (name: string) => page.getByRole('switch', { name }).press('Space');

/** What is wrong for who does not see, in every look. */
async function violationsEverywhere(name: string): Promise<string[]> {
  const found: string[] = [];
  for (const look of looks) {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    await wear(page, look);
    // oxlint-disable-next-line no-await-in-loop
    await shootScreen(page, name, look);
    // oxlint-disable-next-line no-await-in-loop
    found.push(...(await violationsOf(page)));
  }
  await wear(page, looks[0]);
  return found;
}

describe('being told', () => {
  const step = tellStory();

  it(
    'a switch silences its toast and no other',
    step(async () => {
      await toSettings();
      await page.getByText('Mail goes to ada@acme.example').waitFor();
      await Promise.all([
        page.waitForResponse((reply) => reply.url().endsWith('/notification-settings/click')),
        toggle('Clicks: In the app'),
      ]);
      await watch('Jane', 'Call me on Monday');
      await page.getByRole('alert').getByText('Jane Doe replied').waitFor();
      expect(await page.getByRole('alert').getByText('Jane Doe watched 50%').count()).toBe(1);
      expect(await page.getByRole('alert').getByText('clicked').count()).toBe(0);
    }),
  );

  it(
    'a reply comes by mail, as the settings say from the first day',
    step(async () => {
      await server.until(1);
      const [mail] = server.received;
      expect(mail?.subject).toBe('Jane Doe replied to “Tour of the product”');
      expect(mail?.text).toContain('> Call me on Monday');
      expect(server.received).toHaveLength(1);
    }),
  );

  it(
    'its link asks before it ends these mails',
    step(async () => {
      const path = /http:\/\/outreel\.example(\/unsubscribe\/\S+)/.exec(server.received[0]?.text ?? '')?.[1];
      await page.goto(`${outreel.url}${path}`);
      expect(await violationsEverywhere('unsubscribe')).toEqual([]);
      await page.getByRole('button', { name: 'Stop these mails' }).click();
      await page.getByRole('heading', { name: 'These mails are switched off' }).waitFor();
      expect(await violationsEverywhere('unsubscribed')).toEqual([]);
      await toSettings();
      const mails = page.getByRole('switch', { name: 'Replies and reactions: Mail' });
      await eventually(
        () => mails.isChecked(),
        (isOn) => !isOn,
        'mails are switched off',
      );
      await mails.press('Space');
      await eventually(
        () => mails.isChecked(),
        (isOn) => isOn,
        'mails are switched on',
      );
    }),
  );

  it(
    'what the mail server refused is told with its words',
    step(async () => {
      server.plan.push({ at: 'recipient', code: 550 });
      await watch('Bob', 'And me');
      await eventually(
        async () => {
          await toSettings();
          await untilSettled(page);
          return page.getByText('The mail server refused it for good').count();
        },
        (count) => count === 1,
        'the refusal is shown',
      );
      expect(await violationsEverywhere('notifications, with trouble')).toEqual([]);
    }),
  );

  it(
    'a browser shows what is pushed to it',
    step(async () => {
      await rep.context.grantPermissions(['notifications'], { origin: outreel.url });
      const devtools = await rep.context.newCDPSession(page);
      const registered = new Promise<string>((resolve) => {
        devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
          if (registrations[0]) resolve(registrations[0].registrationId);
        });
      });
      await devtools.send('ServiceWorker.enable');
      await page.evaluate(
        `navigator.serviceWorker.register('/push-worker.js').then(() => navigator.serviceWorker.ready).then(() => true)`,
      );
      const push = { title: 'Jane Doe replied', body: 'Call me', tag: 'reply', path: '/inbox' };
      const pushed = {
        origin: outreel.url,
        registrationId: await registered,
        data: JSON.stringify(push),
      };
      const shown = `navigator.serviceWorker.ready
        .then((registration) => registration.getNotifications())
        .then((all) => all.map(({ title, body, tag, data }) => ({ title, body, tag, path: data.path })))`;
      const found = await eventually(
        async () => {
          // The browser drops what comes before it has stored the worker; the same push again takes the place of the first.
          await devtools.send('ServiceWorker.deliverPushMessage', pushed);
          return page.evaluate<object[]>(shown);
        },
        (all) => all.length > 0,
        'the notification is shown',
      );
      expect(found).toEqual([push]);
    }),
  );
});
