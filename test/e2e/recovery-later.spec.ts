import type { Video } from '@app/contracts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FakeMedia } from '../support/chromium.js';
import { killBrowser, untilKept } from '../support/person-crash.js';
import { openRecorder, startRecording } from '../support/person-recording.js';
import { eventually, invitePerson, patienceMs, takeShot, type Person } from '../support/person.js';
import { Member } from '../support/running-outreel-sample.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';
import { downloadBest, untilReady } from '../support/sync-checks.js';
import { makeSyncMedia } from '../support/sync-fixture.js';
import { longestGap } from '../support/sync-marks.js';
import { measureFilm } from '../support/sync-measuring.js';

jest.setTimeout(4 * patienceMs);

const account = { email: 'ada@acme.example', password: 'correct horse battery' };
/** The screen rounds to seconds, and a part may be on its way between looking and killing. */
const roundedMs = 600;
const framesPerSecond = 30;

let outreel: RunningOutreel;
let media: FakeMedia;
let folder: string;
let profile: string;
let rep: Person;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-later-'));
  profile = join(folder, 'profile');
  [outreel, media] = await Promise.all([
    // The server soon takes a recorder that says nothing for one that will not come back.
    runOutreel({ SILENCE_BEFORE_FINISH_MS: '2000' }),
    makeSyncMedia(folder, { seconds: 120, lines: 360 }),
  ]);
});
afterAll(async () => {
  await rep?.close();
  await outreel?.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

it('a day later the rest of a killed recording still goes into the same link, which has played what there was', async () => {
  rep = await invitePerson({ media, profile });
  let member = new Member(rep.context.request, outreel.url);
  await member.signUp();
  await openRecorder(rep.page, outreel.url);
  await startRecording(rep.page);
  await rep.page.getByText(/Safe on the server up to 0:0[2-9]/).waitFor();
  await rep.context.setOffline(true);
  const keptMs = await untilKept(rep.page, 6);
  await killBrowser(profile);

  rep = await invitePerson({ media, profile });
  await rep.context.clock.setSystemTime(Date.now() + 25 * 60 * 60 * 1000);
  member = new Member(rep.context.request, outreel.url);
  await member.send('POST', '/auth/sign-in', account);
  const { items } = await member.get<{ items: [Video] }>('/videos');
  const [{ id, link }] = items;
  const partial = await untilReady(member, id);
  expect(partial).toMatchObject({ isPartial: true, link: { url: link.url } });

  await rep.page.goto(outreel.url);
  const offer = rep.page.getByRole('region', { name: 'Recordings to finish' });
  await offer.getByText('was not finished').waitFor();
  await takeShot(rep.page, 'recovery-a-day-later');
  await offer.getByRole('button', { name: 'Finish the recording' }).click();
  await offer.getByText('is complete').waitFor();
  const whole = await eventually(
    () => member.get<Video>(`/videos/${id}`),
    ({ state, isPartial }) => state === 'ready' && !isPartial,
    'the whole recording is published',
  );
  expect(whole.link.url).toBe(link.url);
  expect(whole.durationMs).toBeGreaterThan(Math.max(keptMs - roundedMs, (partial.durationMs ?? 0) + 1000));
  const { frames } = await measureFilm(await downloadBest(rep.context.request, outreel.url, whole, folder));
  expect(longestGap(frames)).toBeLessThan(framesPerSecond);
});
