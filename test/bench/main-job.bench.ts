/**
 * Figures of the main job on this machine: start, Stop → playable → ready, sizes, memory. Prints, and judges nothing.
 * Everything is the real thing: `npm start`, a real Chromium that records its fake camera and microphone.
 */
import type { Video } from '@app/contracts';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { makeFakeMedia } from '../support/chromium.js';
import { freePort } from '../support/free-port.js';
import { checkout, processesOf, startOutreel } from '../support/outreel-process.js';
import { invitePerson, type Person } from '../support/person.js';
import { startRecording, untilRecorded } from '../support/person-recording.js';
import { Member } from '../support/running-outreel-sample.js';

jest.setTimeout(15 * 60_000);

const rows: string[][] = [];
const note = (what: string, value: string) => rows.push([what, value]);
const seconds = (ms: number) => `${(ms / 1000).toFixed(2)} s`;
const folder = mkdtempSync(join(tmpdir(), 'outreel-bench-'));
const dataDir = join(folder, 'data');

/** Starts, waits for the line, and says how long it took. */
async function start(what: string) {
  const begin = performance.now();
  const outreel = startOutreel({ port: await freePort(), dataDir });
  await outreel.ready();
  note(what, seconds(performance.now() - begin));
  return outreel;
}

/** Resident memory of a service, MiB. */
function memoryOf(service: string): string {
  const line = processesOf(dataDir).find(
    (command) => /^\d+ \S*node /.test(command) && command.includes(`dist/apps/${service}/main.js`),
  );
  const status = readFileSync(`/proc/${line?.split(' ')[0]}/status`, 'utf8');
  return `${Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)} MiB`;
}

/** Records the camera for so long, and measures from pressing Stop. */
async function record(rep: Person, member: Member, url: string, length: number): Promise<void> {
  const { page } = rep;
  await page.goto(`${url}/record`);
  await page.getByRole('meter', { name: 'Microphone level' }).waitFor();
  await page.waitForTimeout(2000);
  await startRecording(page);
  await untilRecorded(page, length);
  const begin = performance.now();
  await page.getByRole('main').getByRole('button', { name: 'Stop' }).click();
  const { items } = await member.get<{ items: Video[] }>('/videos');
  const { id } = items[0] as Video;
  let playableMs: number | undefined;
  for (;;) {
    const video = await member.get<Video>(`/videos/${id}`);
    if (video.isPlayable) playableMs ??= performance.now() - begin;
    if (video.state === 'ready') {
      const of = `${length} s recording, ${video.width}×${video.height}`;
      note(`${of}: Stop → playable`, seconds(playableMs ?? NaN));
      note(`${of}: Stop → ready (${video.renditions.length} renditions)`, seconds(performance.now() - begin));
      return;
    }
    if (video.state === 'failed') throw new Error(video.failure?.message);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Gzip bytes of built files, KiB. */
const gzipKib = (files: string[]) =>
  `${(files.reduce((sum, file) => sum + gzipSync(readFileSync(join(checkout, 'dist/web', file))).length, 0) / 1024).toFixed(1)} KiB`;

function noteSizes(): void {
  const assets = readdirSync(join(checkout, 'dist/web/assets'));
  const watch = assets.filter((name) => /^watch-.*\.js$/.test(name)).map((name) => `assets/${name}`);
  note('watch page: script, gzip', gzipKib(watch));
  const index = readFileSync(join(checkout, 'dist/web/index.html'), 'utf8');
  const linked = [...index.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file]) => file as string);
  note('web app, first screen: script, gzip', gzipKib(linked.filter((file) => file.endsWith('.js'))));
  note('web app, first screen: style, gzip', gzipKib(linked.filter((file) => file.endsWith('.css'))));
}

afterAll(() => {
  const width = Math.max(...rows.map(([what = '']) => what.length));
  process.stdout.write(
    `\n${rows.map(([what = '', value]) => `${what.padEnd(width)}  ${value}`).join('\n')}\n`,
  );
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

it('measures the main job', async () => {
  note(
    'cores, load average before',
    `${execFileSync('nproc').toString().trim()}, ${readFileSync('/proc/loadavg', 'utf8').split(' ')[0]}`,
  );
  const first = await start('npm start with an empty data folder, builds fresh');
  await first.interrupt();
  const outreel = await start('npm start again');
  noteSizes();
  const fake = await makeFakeMedia(folder, 75);
  const rep = await invitePerson({ media: fake });
  try {
    const member = new Member(rep.context.request, outreel.address);
    await member.signUp();
    note('API at rest, resident', memoryOf('api'));
    note('worker at rest, resident', memoryOf('worker'));
    for (const length of [10, 60]) await record(rep, member, outreel.address, length);
    expect(rows.length).toBeGreaterThan(8);
  } finally {
    await rep.close();
    await outreel.interrupt();
  }
});
