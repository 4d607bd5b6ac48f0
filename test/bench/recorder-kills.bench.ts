/**
 * What a `kill -9` of the browser costs: kills at random moments of a recording, finishes what was left behind, and
 * prints the seconds that are missing. Prints, and judges nothing. `KILLS` sets how many (20).
 */
import type { Video } from '@app/contracts';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFakeMedia, type FakeMedia } from '../support/chromium.js';
import { killBrowser } from '../support/person-crash.js';
import { startRecording } from '../support/person-recording.js';
import { eventually, invitePerson } from '../support/person.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';
import { Member } from '../support/running-outreel-sample.js';

const kills = Number(process.env['KILLS'] ?? 20);
/** A kill comes between these moments of a recording, ms. */
const earliestMs = 2000;
const latestMs = 15_000;

jest.setTimeout(kills * 3 * 60_000);

const account = { email: 'ada@acme.example', password: 'correct horse battery' };
const folder = mkdtempSync(join(tmpdir(), 'outreel-kills-'));
const profile = join(folder, 'profile');
const lostMs: number[] = [];

/** Records, kills at a random moment, finishes. @returns milliseconds missing at the end */
async function killOnce(outreel: RunningOutreel, media: FakeMedia): Promise<number> {
  const rep = await invitePerson({ media, profile });
  const { page } = rep;
  await new Member(rep.context.request, outreel.url).send('POST', '/auth/sign-in', account);
  await page.goto(`${outreel.url}/record`);
  await page.getByRole('meter', { name: 'Microphone level' }).waitFor();
  await startRecording(page);
  const killAtMs = earliestMs + Math.random() * (latestMs - earliestMs);
  const begin = performance.now();
  await new Promise((resolve) => setTimeout(resolve, killAtMs));
  const recordedMs = performance.now() - begin;
  await killBrowser(profile);
  return recordedMs - (await recoveredMs(outreel, media));
}

/** Starts the same profile again and finishes the recording. @returns its length */
async function recoveredMs(outreel: RunningOutreel, media: FakeMedia): Promise<number> {
  const rep = await invitePerson({ media, profile });
  try {
    const member = new Member(rep.context.request, outreel.url);
    await member.send('POST', '/auth/sign-in', account);
    await rep.page.goto(outreel.url);
    await rep.page.getByRole('button', { name: 'Finish the recording' }).click();
    await rep.page.getByText('is complete').waitFor();
    const { items } = await member.get<{ items: Video[] }>('/videos');
    const { durationMs } = await eventually(
      () => member.get<Video>(`/videos/${items[0]?.id}`),
      ({ state }) => state === 'ready' || state === 'failed',
      'the video is ready',
    );
    return durationMs ?? 0;
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
      `load average ${readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(' ')}\n`,
  );
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

it('measures what kills cost', async () => {
  const [outreel, media] = await Promise.all([runOutreel(), makeFakeMedia(folder, 30)]);
  try {
    const rep = await invitePerson({ profile });
    await new Member(rep.context.request, outreel.url).signUp();
    await rep.close();
    for (let kill = 0; kill < kills; kill += 1) {
      const lost = await killOnce(outreel, media);
      process.stdout.write(`kill ${kill + 1}: lost ${(lost / 1000).toFixed(2)} s\n`);
      lostMs.push(lost);
    }
    expect(lostMs).toHaveLength(kills);
  } finally {
    await outreel.stop();
  }
});
