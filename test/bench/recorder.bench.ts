/**
 * Figures of the recorder on this machine: sound against picture in a long recording, memory of its tab, processor time,
 * and Stop → playable → ready by length. Prints, and judges nothing. Seconds of each part can be set; `-t` chooses one.
 */
import type { Video } from '@app/contracts';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pageMemoryMiB, processorSeconds } from '../support/browser-processes.js';
import { openRecorder, startRecording, untilRecorded } from '../support/person-recording.js';
import { invitePerson, type Person } from '../support/person.js';
import { Member } from '../support/running-outreel-sample.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';
import { downloadBest, pauseForFrames } from '../support/sync-checks.js';
import { makeSyncMedia, type FilmOptions } from '../support/sync-fixture.js';
import { addedOffsets, median, runsOf, type SyncOffset } from '../support/sync-marks.js';
import { measureFilm } from '../support/sync-measuring.js';
import { arrivedMoments, placeProbe } from '../support/sync-probe.js';
import { startUnwatched } from '../support/unwatched-chromium.js';

/** Seconds of a part, e.g. `BENCH_SYNC_SECONDS`. */
const setting = (name: string, otherwise: number) =>
  Number(process.env[`BENCH_${name}_SECONDS`] ?? otherwise);
/** At most 18 minutes: the fixture's counter starts again then. */
const syncSeconds = setting('SYNC', 630);
const processorLoadSeconds = setting('PROCESSOR', 30);
const longSeconds = setting('LONG', 1800);
const memoryMarks = [60, 300, 600, 900, 1200, 1500];
const shortSeconds = [60, 300].filter((seconds) => seconds < longSeconds);

jest.setTimeout(3 * 60 * 60_000);

const folder = mkdtempSync(join(tmpdir(), 'outreel-recorder-'));
const rows: string[] = [];
const load = () => readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(' ');
function note(row: string): void {
  rows.push(row);
  process.stdout.write(`${row}\n`);
}

let outreel: RunningOutreel;

beforeAll(async () => {
  note(`load average before: ${load()}`);
  outreel = await runOutreel();
  const rep = await invitePerson();
  await new Member(rep.context.request, outreel.url).signUp();
  await rep.close();
});

afterAll(async () => {
  await outreel?.stop();
  note(`load average after: ${load()}`);
  process.stdout.write(`\n${rows.join('\n')}\n`);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

interface Recording {
  readonly rep: Person;
  readonly member: Member;
  readonly profile: string;
}

/** Opens the recorder before a camera that counts; `work` records and looks. */
async function atRecorder(
  film: FilmOptions,
  work: (recording: Recording) => Promise<void>,
  isProbed = false,
) {
  const directory = mkdtempSync(join(folder, 'part-'));
  const profile = join(directory, 'profile');
  const rep = await invitePerson({ media: await makeSyncMedia(directory, film), profile });
  try {
    const member = new Member(rep.context.request, outreel.url);
    await member.send('POST', '/auth/sign-in', {
      email: 'ada@acme.example',
      password: 'correct horse battery',
    });
    if (isProbed) await placeProbe(rep.page);
    await openRecorder(rep.page, outreel.url);
    await work({ rep, member, profile });
  } finally {
    await rep.close();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Stops. @returns the video, and the milliseconds until the server said that it plays, and that it is ready */
async function stopAndWait(
  { page, member }: { page: Person['page']; member: Member },
  until: 'playable' | 'ready',
): Promise<{ id: string; playableMs: number; readyMs: number }> {
  const begin = performance.now();
  await page.getByRole('main').getByRole('button', { name: 'Stop' }).click();
  const { items } = await member.get<{ items: [Video] }>('/videos');
  let playableMs: number | undefined;
  for (;;) {
    const { id, isPlayable, state } = await member.get<Video>(`/videos/${items[0].id}`);
    const ms = performance.now() - begin;
    if (isPlayable) playableMs ??= ms;
    if (playableMs !== undefined && (until === 'playable' || state === 'ready'))
      return { id, playableMs, readyMs: ms };
    await pause(20);
  }
}

const around = (offsets: readonly SyncOffset[], fromSeconds: number, toSeconds: number) => {
  const near = offsets.filter(({ atMs }) => atMs >= fromSeconds * 1000 && atMs < toSeconds * 1000);
  return `${median(near.map(({ offsetMs }) => offsetMs)).toFixed(1)} ms (${near.length} beeps)`;
};

it('measures sound against picture, with a pause in the middle', async () => {
  const half = Math.floor(syncSeconds / 2);
  await atRecorder(
    { seconds: syncSeconds + 60, lines: 360 },
    async (recording) => {
      const { rep, member } = recording;
      await startRecording(rep.page);
      await waitUntilRecorded(rep.page, half);
      await pauseForFrames(rep.page, 45);
      await waitUntilRecorded(rep.page, syncSeconds, half);
      const { id } = await stopAndWait({ page: rep.page, member }, 'playable');
      const arrived = await arrivedMoments(rep.page);
      // What plays first is measured: the picture as it was recorded. The smaller renditions take their time.
      const playable = await member.get<Video>(`/videos/${id}`);
      const film = await measureFilm(await downloadBest(rep.context.request, outreel.url, playable, folder));
      const offsets = runsOf(film).flatMap((run) => addedOffsets(run, arrived));
      note(`sound behind picture, first 10 s: ${around(offsets, 0, 10)}`);
      note(`sound behind picture, 10 s before the pause: ${around(offsets, half - 10, half)}`);
      note(`sound behind picture, 10 s after the pause: ${around(offsets, half + 1, half + 11)}`);
      note(
        `sound behind picture, last 10 s of ${syncSeconds}: ${around(offsets, syncSeconds - 10, syncSeconds)}`,
      );
    },
    true,
  );
});

it.each([720, 1080] as const)('measures processor time at %d lines', async (lines) => {
  await atRecorder({ seconds: 4 * processorLoadSeconds, lines }, async ({ rep, profile }) => {
    const share = async () => {
      const before = processorSeconds(profile);
      const begin = performance.now();
      await rep.page.waitForTimeout(processorLoadSeconds * 1000);
      return `${((100_000 * (processorSeconds(profile) - before)) / (performance.now() - begin)).toFixed(0)} % of a core`;
    };
    note(`camera of ${lines} lines, whole browser, before recording: ${await share()}`);
    await startRecording(rep.page);
    note(`camera of ${lines} lines, whole browser, recording: ${await share()}`);
  });
});

it('measures memory and Stop → playable', async () => {
  for (const seconds of [...shortSeconds, longSeconds]) await measureRecording(seconds);
});

const asMember = (page: Person['page']) => new Member(page.context().request, outreel.url);

async function measureRecording(seconds: number): Promise<void> {
  const directory = mkdtempSync(join(folder, 'part-'));
  const profile = join(directory, 'profile');
  const media = await makeSyncMedia(directory, { seconds: 120, lines: 720 });
  const browser = await startUnwatched(profile, { media });
  try {
    await browser.whileWatched(async (page) => {
      const credentials = { email: 'ada@acme.example', password: 'correct horse battery' };
      await asMember(page).send('POST', '/auth/sign-in', credentials);
      await openRecorder(page, outreel.url);
      await startRecording(page);
    });
    const beganAt = performance.now();
    for (const at of [...memoryMarks.filter((mark) => mark < seconds), seconds]) {
      await pause(beganAt + at * 1000 - performance.now());
      note(`recording of ${seconds} s, memory of the tab at ${at} s: ${pageMemoryMiB(profile)} MiB`);
    }
    await browser.whileWatched(async (page) => {
      const member = asMember(page);
      const { id, playableMs, readyMs } = await stopAndWait({ page, member }, 'ready');
      const shown = [playableMs, readyMs].map((ms) => `${(ms / 1000).toFixed(2)} s`);
      note(`recording of ${seconds} s: Stop → playable ${shown[0]}, → ready ${shown[1]}`);
      // The worker is not to be at work on it during the next one.
      await page.context().request.delete(`${outreel.url}/api/v1/videos/${id}`);
    });
  } finally {
    await browser.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** As {@link untilRecorded}, without giving up before the time has come. @param from seconds that are there already */
async function waitUntilRecorded(page: Person['page'], seconds: number, from = 0): Promise<void> {
  for (let at = from + 60; at < seconds; at += 60) await untilRecorded(page, at);
  await untilRecorded(page, seconds);
}
