/**
 * What a `kill -9` of the browser costs: kills at random moments of a recording, finishes what was left behind, and
 * prints the seconds that are missing, by the camera's own count of its frames: from the last one that reached the page
 * back to the last one in the video, and the longest gap before. Prints, and judges nothing. `KILLS` sets how many (20).
 */
import type { Video } from '@app/contracts';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FakeMedia } from '../support/chromium.js';
import { killBrowser } from '../support/person-crash.js';
import { startRecording } from '../support/person-recording.js';
import { invitePerson } from '../support/person.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';
import { Member } from '../support/running-outreel-sample.js';
import { downloadBest, untilReady } from '../support/sync-checks.js';
import { makeSyncMedia } from '../support/sync-fixture.js';
import { longestGap } from '../support/sync-marks.js';
import { measureFilm } from '../support/sync-measuring.js';
import { arrivedMoments, placeProbe } from '../support/sync-probe.js';

const kills = Number(process.env['KILLS'] ?? 20);
/** A kill comes between these moments of a recording, ms. */
const earliestMs = 2000;
const latestMs = 15_000;

jest.setTimeout(kills * 3 * 60_000);

const account = { email: 'ada@acme.example', password: 'correct horse battery' };
const folder = mkdtempSync(join(tmpdir(), 'outreel-kills-'));
const profile = join(folder, 'profile');
const framesPerSecond = 30;
/** Of every kill. */
const lostMs: number[] = [];
const gaps: number[] = [];

/** Records, kills at a random moment, finishes. */
async function killOnce(outreel: RunningOutreel, media: FakeMedia): Promise<void> {
  const rep = await invitePerson({ media, profile });
  const { page } = rep;
  await placeProbe(page);
  await new Member(rep.context.request, outreel.url).send('POST', '/auth/sign-in', account);
  await page.goto(`${outreel.url}/record`);
  await page.getByRole('meter', { name: 'Microphone level' }).waitFor();
  await startRecording(page);
  await page.waitForTimeout(earliestMs + Math.random() * (latestMs - earliestMs));
  const { frames } = await arrivedMoments(page);
  await killBrowser(profile);
  const kept = await recoveredFrames(outreel, media);
  lostMs.push((((frames.at(-1)?.count ?? NaN) - (kept.at(-1)?.count ?? NaN)) / framesPerSecond) * 1000);
  gaps.push(longestGap(kept));
}

/** Starts the same profile again and finishes the recording. @returns what the published video shows */
async function recoveredFrames(outreel: RunningOutreel, media: FakeMedia) {
  const rep = await invitePerson({ media, profile });
  try {
    const member = new Member(rep.context.request, outreel.url);
    await member.send('POST', '/auth/sign-in', account);
    await rep.page.goto(outreel.url);
    await rep.page.getByRole('button', { name: 'Finish the recording' }).click();
    await rep.page.getByText('is complete').waitFor();
    const { items } = await member.get<{ items: [Video] }>('/videos');
    const video = await untilReady(member, items[0].id);
    return (await measureFilm(await downloadBest(rep.context.request, outreel.url, video, folder))).frames;
  } finally {
    await rep.close();
  }
}

const shown = (ms: number | undefined) => `${((ms ?? Number.NaN) / 1000).toFixed(2)} s`;

afterAll(() => {
  const sorted = lostMs.toSorted((one, other) => one - other);
  process.stdout.write(
    `\nkills ${sorted.length}, lost: max ${shown(sorted.at(-1))}, median ${shown(sorted[Math.floor(sorted.length / 2)])}\n` +
      `each: ${sorted.map(shown).join(', ')}\n` +
      `longest gap before: ${Math.max(...gaps)} frames of ${framesPerSecond} a second\n` +
      `load average ${readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(' ')}\n`,
  );
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

it('measures what kills cost', async () => {
  const [outreel, media] = await Promise.all([
    runOutreel(),
    makeSyncMedia(folder, { seconds: 60, lines: 360 }),
  ]);
  try {
    const rep = await invitePerson({ profile });
    await new Member(rep.context.request, outreel.url).signUp();
    await rep.close();
    for (let kill = 0; kill < kills; kill += 1) {
      await killOnce(outreel, media);
      process.stdout.write(`kill ${kill + 1}: lost ${shown(lostMs.at(-1))}, gap ${gaps.at(-1)}\n`);
    }
    expect(lostMs).toHaveLength(kills);
  } finally {
    await outreel.stop();
  }
});
