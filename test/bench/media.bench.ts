/**
 * The media pipeline on this machine, side by side in one run: bare ffmpeg with one command for the same ladder (the
 * limit), one ffmpeg for each rendition (the simple worker's way), and ours, for files and for recordings that arrive as
 * they are recorded. Bare ffmpeg runs once more in the end: what it differs by is the machine's. Prints, and judges nothing.
 * `-t` chooses fixtures, e.g. `-t "vp8 720"`; BENCH_MEDIA_SECONDS their lengths, e.g. `60,600`. For very long ones,
 * BENCH_MEDIA_ONLY=recording leaves the rest out, and BENCH_MEDIA_PACE=4 sends four seconds of the recording in each second.
 */
import type { CreatedVideo, Video } from '@app/contracts';
import { createMediaTools, type SourceFacts } from '@app/media';
import { execFile, execFileSync } from 'node:child_process';
import { availableParallelism, tmpdir } from 'node:os';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ladder, planRenditions } from '../../libs/media/src/plan-renditions.js';
import { MemberClient } from '../support/member-client.js';
import { measuredRun, peakMiBOf, ProcessMeter, together, type Taken } from '../support/measured-run.js';
import { processesOf } from '../support/outreel-process.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';

const lengths = (process.env['BENCH_MEDIA_SECONDS'] ?? '60').split(',').map(Number);
const onlyRecording = process.env['BENCH_MEDIA_ONLY'] === 'recording';
const pace = Number(process.env['BENCH_MEDIA_PACE'] ?? '1');
const loopSeconds = 60;
const codecs = {
  h264: '-c:v libx264 -preset superfast -b:v 2500k -g 30 -pix_fmt yuv420p -c:a aac -movflags +frag_keyframe+empty_moov+default_base_moof -f mp4',
  vp8: '-c:v libvpx -deadline realtime -cpu-used 8 -b:v 2500k -g 90 -c:a libopus -f webm',
  vp9: '-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -row-mt 1 -b:v 2500k -g 90 -c:a libopus -f webm',
};
type Codec = keyof typeof codecs;
const fixtures = lengths.flatMap((seconds) =>
  (Object.keys(codecs) as Codec[]).flatMap((codec) =>
    [720, 1080].map((lines) => ({ codec, lines, seconds })),
  ),
);

jest.setTimeout(6 * 60 * 60_000);

const folder = mkdtempSync(join(tmpdir(), 'outreel-media-bench-'));
const tools = createMediaTools({ sandbox: 'required' });
let outreel: RunningOutreel;
let member: MemberClient;
const note = (row: string) => process.stdout.write(`${row}\n`);
const shown = (seconds: number) => `${seconds.toFixed(2)} s`;
const tell = (what: string, { wallSeconds, processorSeconds, peakMiB }: Taken, rest = '') =>
  note(
    `  ${what.padEnd(34)} ${shown(wallSeconds)}, processor ${shown(processorSeconds)}, peak ${peakMiB} MiB${rest}`,
  );

beforeAll(async () => {
  outreel = await runOutreel({ SIGN_UP: 'open' });
  member = await MemberClient.signUp(outreel.url);
});

afterAll(async () => {
  await outreel?.stop();
  rmSync(folder, { recursive: true, force: true });
});

it.each(fixtures)('measures $codec $lines, $seconds s', async ({ codec, lines, seconds }) => {
  const source = makeFixture(codec, lines, seconds);
  const facts = await tools.probe(source);
  note(`${codec}, ${lines} lines, ${seconds} s, ${(facts.sizeBytes / 1e6).toFixed(1)} MB`);
  if (onlyRecording) {
    await ours(source, 'recording', seconds);
    return;
  }
  const bare = await bareLadder(source, facts);
  tell('bare ffmpeg, one command', bare, `, ${megabytes(join(folder, 'bare'))}`);
  const separate = await separateRuns(source, facts);
  tell('one ffmpeg for each rendition', separate);
  const file = await ours(source, 'file', seconds);
  const recording = await ours(source, 'recording', seconds);
  const bareAgain = await bareLadder(source, facts);
  tell('bare ffmpeg once more', bareAgain);
  const limit = (bare.processorSeconds + bareAgain.processorSeconds) / 2;
  note(
    `  processor time: ours ÷ bare ${(file.taken.processorSeconds / limit).toFixed(2)}, ` +
      `recording ÷ bare ${(recording.taken.processorSeconds / limit).toFixed(2)}, ` +
      `ours ÷ separate ${(file.taken.processorSeconds / separate.processorSeconds).toFixed(2)}, ` +
      `recording ÷ separate ${(recording.taken.processorSeconds / separate.processorSeconds).toFixed(2)}`,
  );
});

afterEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
});

/** What a camera of an office gives: something that moves, with the noise of its sensor, and a voice; a minute of it again and again. */
function makeFixture(codec: Codec, lines: number, seconds: number): string {
  const path = join(folder, `${codec}-${lines}-${seconds}`);
  if (seconds > loopSeconds) {
    const minute = makeFixture(codec, lines, loopSeconds);
    const container = codecs[codec].slice(codecs[codec].lastIndexOf('-c:a')).split(' ').slice(2);
    const loop = ['-stream_loop', '-1', '-i', minute, '-t', String(seconds), '-c', 'copy'];
    execFileSync('ffmpeg', ['-v', 'error', ...loop, ...container, path]);
    return path;
  }
  const size = `${Math.round((lines * 16) / 9)}x${lines}`;
  const picture = `testsrc2=s=${size}:r=30:d=${seconds},noise=alls=6:allf=t`;
  const sound = `anoisesrc=color=pink:amplitude=0.2:r=48000:d=${seconds}`;
  const inputs = ['-v', 'error', '-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound];
  execFileSync('ffmpeg', [...inputs, ...codecs[codec].split(' '), path]);
  return path;
}

async function bareLadder(source: string, facts: SourceFacts): Promise<Taken> {
  const cwd = emptyFolder('bare');
  const plan = planRenditions(facts, { hasZscale: true, threads: availableParallelism() });
  const outputs = plan.outputs.flatMap(({ target, options }) => [...options, target]);
  return measuredRun('ffmpeg', ['-v', 'error', '-nostdin', '-i', source, ...outputs], cwd);
}

/** Every rendition decodes and encodes by itself, the top one too. */
async function separateRuns(source: string, facts: SourceFacts): Promise<Taken> {
  const cwd = emptyFolder('separate');
  const runs: Taken[] = [];
  for (const { lines } of ladder(facts)) {
    const picture = `-vf scale=-2:${lines} -c:v libx264 -preset veryfast -crf 23 -pix_fmt yuv420p`.split(' ');
    const sound = '-c:a aac -b:a 128k -movflags +faststart'.split(' ');
    const args = ['-v', 'error', '-nostdin', '-i', source, ...picture, ...sound, `${lines}.mp4`];
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as they are measured
    runs.push(await measuredRun('ffmpeg', args, cwd));
  }
  return together(runs);
}

/** Through the API and the worker; from *finish*, or the last byte of a file, on. */
async function ours(source: string, kind: 'file' | 'recording', seconds: number) {
  const worker = workerPid();
  const meter = new ProcessMeter(worker);
  const { id } = await member.createVideo(kind);
  const { id: uploadId } = await member.beginUpload(
    id,
    kind === 'file' ? { lengthBytes: sizeOf(source) } : {},
  );
  const finishedAt = await send(source, uploadId, kind === 'recording' ? seconds : 0);
  if (kind === 'recording') await member.call('POST', `/videos/${id}/finish`, { runs: 1 });
  const { playableMs, video } = await untilReady(id, finishedAt);
  const wallSeconds = (performance.now() - finishedAt) / 1000;
  const taken = {
    wallSeconds,
    processorSeconds: meter.stop(),
    peakMiB: peakMiBOf(worker),
  };
  const likeness = await similarity(source, video);
  const bytes = video.renditions.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  tell(`ours, ${kind}: finish → ready`, taken, ' (worker beside ffmpeg)');
  note(
    `  ours, ${kind}: finish → playable ${shown(playableMs / 1000)}, ${(bytes / 1e6).toFixed(1)} MB, ` +
      `SSIM of ${likeness}`,
  );
  await member.call<CreatedVideo>('DELETE', `/videos/${id}`);
  return { taken };
}

/** @param overSeconds sends in parts of a second, as they are recorded; 0: at once @returns when the last byte was sent */
async function send(source: string, uploadId: string, overSeconds: number): Promise<number> {
  const bytes = readFileSync(source);
  const parts = Math.max(1, overSeconds);
  const partMs = 1000 / pace;
  const beganAt = performance.now();
  for (let part = 0; part < parts; part += 1) {
    const [from, to] = [part, part + 1].map((at) => Math.floor((bytes.byteLength * at) / parts)) as [
      number,
      number,
    ];
    const dueMs = overSeconds > 0 ? (part + 1) * partMs - (performance.now() - beganAt) : 0;
    // oxlint-disable-next-line no-await-in-loop
    if (dueMs > 0) await pause(dueMs);
    const length = overSeconds > 0 && to === bytes.byteLength ? bytes.byteLength : undefined;
    // oxlint-disable-next-line no-await-in-loop
    await member.appendPart(uploadId, from, bytes.subarray(from, to), length);
  }
  return performance.now();
}

async function untilReady(id: string, finishedAt: number): Promise<{ playableMs: number; video: Video }> {
  let playableMs: number | undefined;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const video = await member.video(id);
    if (video.isPlayable) playableMs ??= performance.now() - finishedAt;
    if (video.state === 'ready') return { playableMs: playableMs ?? NaN, video };
    if (video.state === 'failed') throw new Error(video.failure?.message);
    // Asked more often, the server would have less left for the work that is measured.
    // oxlint-disable-next-line no-await-in-loop
    await pause(Math.max(20, (performance.now() - finishedAt) / 40));
  }
}

/** How like the source the largest encoded rendition of at most 480 lines is, 0–1. */
async function similarity(source: string, video: Video): Promise<string> {
  const rendition = video.renditions.find(({ height }) => height <= 480);
  if (!rendition) return 'none';
  const { width, height, url } = rendition;
  const path = join(folder, 'rendition.mp4');
  writeFileSync(path, Buffer.from(await (await fetch(url)).arrayBuffer()));
  const graph = `[0:v]scale=${width}:${height}[source];[source][1:v]ssim`;
  const args = ['-v', 'info', '-nostats', '-i', source, '-i', path, '-lavfi', graph];
  const { stderr } = await promisify(execFile)('ffmpeg', [
    ...args,
    '-t',
    String(loopSeconds),
    '-f',
    'null',
    '-',
  ]);
  return `${height} lines ${/SSIM.*All:([\d.]+)/.exec(stderr)?.[1]}`;
}

function workerPid(): number {
  const line = processesOf(outreel.dataDir).find(
    (command) => /^\d+ \S*node /.test(command) && command.includes('dist/apps/worker/main.js'),
  );
  return Number(line?.split(' ')[0]);
}

function emptyFolder(name: string): string {
  const path = join(folder, name);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path);
  return path;
}

const sizeOf = (path: string) => statSync(path).size;
const megabytes = (path: string) =>
  `${(Number(execFileSync('du', ['-sb', path], { encoding: 'utf8' }).split('\t')[0]) / 1e6).toFixed(1)} MB`;
