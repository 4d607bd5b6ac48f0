import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMediaTools, MediaError, MissingToolError, type Rendition } from '@app/media';
import { makeWithFfmpeg } from '../support/hostile-media.js';

// Encoding on a busy machine takes its time; no test asserts one.
jest.setTimeout(180_000);

const tools = createMediaTools({ sandbox: 'required' });
let root: string;

const picture = (size: string, seconds: number) => [
  '-f',
  'lavfi',
  '-i',
  `testsrc2=size=${size}:rate=30:duration=${seconds}`,
];
const sound = (seconds: number) => ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`];
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '30'];
const webm = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '1M', '-c:a', 'libopus'];
/** One white flash and one beep at the same moment: 1.0–1.4 s. */
const flash = [
  '-f',
  'lavfi',
  '-i',
  'color=black:s=640x360:r=30:d=2',
  '-f',
  'lavfi',
  '-i',
  'color=white:s=640x360:r=30:d=2',
  '-f',
  'lavfi',
  '-i',
  'sine=frequency=1000:sample_rate=48000:duration=2',
  '-filter_complex',
  "[0][1]overlay=enable='between(t,1,1.4)'[v];[2]volume='between(t,1,1.4)':eval=frame[a]",
  '-map',
  '[v]',
  '-map',
  '[a]',
];

async function fixture(name: string, args: readonly string[]): Promise<string> {
  const path = join(root, name);
  if (!existsSync(path)) await makeWithFfmpeg([...args, path]);
  return path;
}

async function outDir(name: string): Promise<string> {
  const path = join(root, 'out', name);
  await mkdir(path, { recursive: true });
  return path;
}

function ffprobe(path: string, ...args: string[]): string {
  return execFileSync('ffprobe', ['-v', 'error', ...args, path], { encoding: 'utf8' }).trim();
}

function keyFrameTimes(path: string): number[] {
  const rows = ffprobe(
    path,
    '-select_streams',
    'v',
    '-show_entries',
    'packet=pts_time,flags',
    '-of',
    'csv=p=0',
  );
  const times = rows.split('\n').filter((row) => row.includes('K'));
  return times.map((row) => Number(row.split(',')[0]));
}

/** Seconds between the flash and the beep. */
function soundOffset(path: string): number {
  const source = `movie=${path},signalstats`;
  const rows = ffprobe(
    source,
    '-f',
    'lavfi',
    '-show_entries',
    'frame=pts_time:frame_tags=lavfi.signalstats.YAVG',
    '-of',
    'csv=p=0',
  );
  const flashAt = rows.split('\n').find((row) => Number(row.split(',')[1]) > 120);
  const args = [
    '-hide_banner',
    '-copyts',
    '-i',
    path,
    '-af',
    'silencedetect=n=-35dB:d=0.3',
    '-f',
    'null',
    '-',
  ];
  const beepAt = /silence_end: ([\d.]+)/.exec(spawnSync('ffmpeg', args, { encoding: 'utf8' }).stderr);
  return Number(beepAt?.[1]) - Number(flashAt?.split(',')[0]);
}

/** Names of the boxes at the top of an MP4, in order. */
function topBoxes(bytes: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at + 8 <= bytes.length; at += Math.max(8, bytes.readUInt32BE(at))) {
    names.push(bytes.toString('latin1', at + 4, at + 8));
  }
  return names;
}

async function expectPublishable(folder: string, rendition: Rendition): Promise<void> {
  const path = join(folder, rendition.file);
  const boxes = topBoxes(await readFile(path));
  // The index stands in front of all pictures.
  const front = boxes.slice(0, boxes.indexOf('moof'));
  expect([...new Set(front)]).toEqual(['ftyp', 'moov', 'free', 'sidx']);
  const [video] = ffprobe(
    path,
    '-show_entries',
    'stream=codec_name,width,height,pix_fmt',
    '-of',
    'csv=p=0',
  ).split('\n');
  expect(video).toBe(`h264,${rendition.width},${rendition.height},yuv420p`);
  expect(rendition.videoCodec).toMatch(/^avc1\.[0-9A-F]{6}$/);
  expect(rendition.bitrateBps).toBeGreaterThan(1000);
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'outreel-media-'));
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

it('finds its tools and a sandbox', async () => {
  expect(await tools.selfTest()).toEqual([]);
});

it('publishes an H.264 source by copy, in step with its sound, without its metadata', async () => {
  const secret = [
    '-metadata',
    'title=<script>secret',
    '-metadata:s:v',
    'handler_name=secret',
    '-metadata',
    'location=+48+16/',
  ];
  const path = await fixture('flash.mp4', [...flash, ...h264, '-c:a', 'aac', ...secret]);
  const out = await outDir('flash');
  const facts = await tools.probe(path);
  expect(facts).toMatchObject({
    container: 'mov',
    width: 640,
    height: 360,
    hasAudio: true,
    isPartial: false,
  });
  expect(facts.canCopyVideo && facts.canCopyAudio).toBe(true);
  expect(Math.abs(facts.durationMs - 2000)).toBeLessThan(60);
  const playable = await tools.makePlayable(path, out, facts);
  const renditions = await tools.makeRenditions(path, out, facts);
  expect([playable.isCopy, renditions.map((rendition) => rendition.isCopy)]).toEqual([true, [true]]);
  for (const rendition of [playable, ...renditions]) {
    // oxlint-disable-next-line no-await-in-loop
    await expectPublishable(out, rendition);
    expect(readFileSync(join(out, rendition.file)).includes('secret')).toBe(false);
    expect(readFileSync(join(out, rendition.file)).includes('+48+16')).toBe(false);
    expect(Math.abs(soundOffset(join(out, rendition.file)))).toBeLessThan(0.15);
  }
});

it('makes a ladder from WebM with key frames in the same places and progress that only grows', async () => {
  const path = await fixture('ladder.webm', [...picture('1280x720', 3), ...sound(3), ...webm]);
  const out = await outDir('ladder');
  const facts = await tools.probe(path);
  const shares: number[] = [];
  const renditions = await tools.makeRenditions(path, out, facts, {
    onProgress: (share) => shares.push(share),
  });
  expect(renditions.map((rendition) => rendition.height)).toEqual([720, 480, 360]);
  const [first = [], ...others] = renditions.map((rendition) => keyFrameTimes(join(out, rendition.file)));
  expect(first).toHaveLength(2);
  for (const times of others) expect(times).toEqual(first);
  for (const rendition of renditions) await expectPublishable(out, rendition);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});

it('keeps a recorded WebM in step with its sound', async () => {
  const path = await fixture('flash.webm', [...flash, ...webm]);
  const out = await outDir('flash-webm');
  const facts = await tools.probe(path);
  const playable = await tools.makePlayable(path, out, facts);
  const [rendition] = await tools.makeRenditions(path, out, facts);
  for (const file of [playable.file, rendition?.file ?? '']) {
    expect(Math.abs(soundOffset(join(out, file)))).toBeLessThan(0.15);
  }
});

it('turns a phone video upright and makes odd sizes even, with or without sound', async () => {
  const plain = await fixture('plain.mp4', [...picture('640x360', 2), ...h264]);
  const rotated = await fixture('rotated.mp4', ['-i', plain, '-c', 'copy', '-metadata:s:v', 'rotate=90']);
  const odd = await fixture('odd.webm', [...picture('321x241', 2), ...webm]);
  const [upright, even] = await Promise.all(
    [rotated, odd].map(async (path, index) => {
      const facts = await tools.probe(path);
      expect(facts.hasAudio).toBe(false);
      return tools.makeRenditions(path, await outDir(`shape-${index}`), facts);
    }),
  );
  expect(upright?.[0]).toMatchObject({ width: 360, height: 640, isCopy: false });
  expect(even?.[0]).toMatchObject({ width: 320, height: 240 });
  expect(even?.[0]?.audioCodec).toBeUndefined();
});

it('makes a poster and a preview that a mail can carry', async () => {
  const path = await fixture('ladder.webm', [...picture('1280x720', 3), ...sound(3), ...webm]);
  const out = await outDir('images');
  const facts = await tools.probe(path);
  const poster = await tools.makePoster(path, out, facts, { atMs: 2_990 });
  expect(poster).toMatchObject({ file: 'poster.jpg', width: 1280, height: 720 });
  const preview = await tools.makePreview(path, out, facts);
  expect(preview.width).toBeLessThanOrEqual(480);
  expect(preview.sizeBytes).toBeLessThanOrEqual(1_500_000);
  const gif = ffprobe(
    join(out, preview.file),
    '-show_entries',
    'stream=codec_name,width,height',
    '-of',
    'csv=p=0',
  );
  expect(gif).toBe(`gif,${preview.width},${preview.height}`);
});

it('joins runs of different kinds into one file', async () => {
  const first = await fixture('ladder.webm', [...picture('1280x720', 3), ...sound(3), ...webm]);
  const second = await fixture('plain.mp4', [...picture('640x360', 2), ...h264]);
  const out = await outDir('joined');
  const file = await tools.joinRuns([first, second], out);
  const facts = await tools.probe(join(out, file));
  expect(facts).toMatchObject({ width: 1280, height: 720, hasAudio: true, isPartial: false });
  expect(Math.abs(facts.durationMs - 5000)).toBeLessThan(150);
});

it('ends the whole process group when it is aborted', async () => {
  const path = await fixture('ladder.webm', [...picture('1280x720', 3), ...sound(3), ...webm]);
  const out = await outDir('aborted');
  const facts = await tools.probe(path);
  const stop = new AbortController();
  const run = tools.makeRenditions(path, out, facts, {
    signal: stop.signal,
    onProgress: () => stop.abort(new Error('shutting down')),
  });
  await expect(run).rejects.toThrow('shutting down');
  const running = await readdir('/proc');
  const commands = running
    .filter((name) => /^\d+$/.test(name) && existsSync(`/proc/${name}/cmdline`))
    .map((pid) => spawnSync('cat', [`/proc/${pid}/cmdline`], { encoding: 'utf8' }).stdout);
  expect(commands.filter((command) => command.includes(out))).toEqual([]);
});

it('looks at the key frames of the beginning only, when that is asked', async () => {
  const path = await fixture('damaged-late.mp4', [...picture('640x360', 4), ...h264]);
  const bytes = await readFile(path);
  // Pictures of the third second; the index lies behind them.
  await writeFile(
    path,
    bytes.fill(0x55, Math.floor(bytes.byteLength * 0.6), Math.floor(bytes.byteLength * 0.8)),
  );
  const beginning = await tools.probe(path, { keyFramesWithinMs: 1000 });
  expect(beginning).toMatchObject({ isPartial: false, canCopyVideo: true });
  expect(await tools.probe(path)).toEqual({ ...beginning, isPartial: true, canCopyVideo: false });
});

it('stops at the wall clock with a permanent refusal', async () => {
  const path = await fixture('plain.mp4', [...picture('640x360', 2), ...h264]);
  const hurried = createMediaTools({ sandbox: 'required', limits: { probeWallMs: 1 } });
  await expect(hurried.probe(path)).rejects.toEqual(expect.objectContaining({ code: 'timed_out' }));
  await expect(hurried.probe(path)).rejects.toBeInstanceOf(MediaError);
});

it('says in one sentence what is missing', async () => {
  const without = createMediaTools({ sandbox: 'required', ffmpegPath: '/nowhere/ffmpeg' });
  await expect(without.probe('/dev/null')).rejects.toBeInstanceOf(MissingToolError);
  expect(await without.selfTest()).toEqual([
    expect.stringContaining('FFMPEG_PATH points to /nowhere/ffmpeg'),
  ]);
});
