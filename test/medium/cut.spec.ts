import { createMediaTools, type KeptPiece, type SourceFacts } from '@app/media';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  framesOf,
  lengthMsOf,
  lengthToleranceMs,
  makeCountedRecording,
  secondHeardAt,
} from '../support/counted-recording.js';

jest.setTimeout(180_000);

const tools = createMediaTools({ sandbox: 'unsafe-off' });
let folder: string;
let source: string;
let facts: SourceFacts;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-test-cut-'));
  source = join(folder, 'source.mp4');
  makeCountedRecording(source, 8);
  facts = await tools.probe(source);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

async function cut(name: string, kept: KeptPiece[]): Promise<string> {
  const out = join(folder, name);
  await mkdir(out);
  const { file } = await tools.makePlayable(source, out, facts, { kept });
  return join(out, file);
}

const pieces: KeptPiece[] = [
  { fromMs: 500, toMs: 1500 },
  { fromMs: 3000, toMs: 4500 },
  { fromMs: 7000, toMs: 8000 },
];
const piecesFrames = [...range(15, 45), ...range(90, 135), ...range(210, 240)];

test('exactly the frames that are kept are left, in their order, and the sound with them', async () => {
  const path = await cut('pieces', pieces);
  expect(framesOf(path)).toEqual(piecesFrames);
  expect(Math.abs(lengthMsOf(path) - 3500)).toBeLessThanOrEqual(lengthToleranceMs);
  // 40 ms left and right of every joint the sound is that of the picture.
  const heard = [200, 460, 540, 960, 1040, 1960, 2040, 2460, 2540, 3300];
  const seconds = heard.map((atMs) => Math.floor((piecesFrames[Math.round(atMs * 0.03)] ?? 0) / 30));
  expect(heard.map((atMs) => secondHeardAt(path, atMs))).toEqual(seconds);
});

test('every rendition of the ladder is the same cut; none is a copy', async () => {
  const out = join(folder, 'ladder');
  await mkdir(out);
  const large = join(folder, 'large.mp4');
  const scale = '-vf scale=640:480:flags=neighbor -c:v libx264 -preset ultrafast -c:a copy -strict -2';
  execFileSync('ffmpeg', ['-v', 'error', '-i', source, ...scale.split(' '), large]);
  const renditions = await tools.makeRenditions(large, out, await tools.probe(large), { kept: pieces });
  expect(renditions.map(({ height, isCopy }) => [height, isCopy])).toEqual([
    [480, false],
    [360, false],
  ]);
  for (const { file } of renditions) expect(framesOf(join(out, file))).toEqual(piecesFrames);
});

test('forty cuts in a row do not drift apart', async () => {
  const kept = range(0, 40).map((index) => ({ fromMs: index * 200 + 7, toMs: index * 200 + 90 }));
  const path = await cut('many', kept);
  const frames = framesOf(path);
  expect(Math.abs(frames.length - Math.round(40 * 83 * 0.03))).toBeLessThanOrEqual(1);
  // The piece that is played at a moment is the one that the milliseconds say, within a frame.
  for (const index of range(0, 40)) {
    const at = Math.round((index * 83 + 41) * 0.03);
    const sourceMs = (frames[at] ?? 0) / 0.03;
    expect([index, Math.abs(sourceMs - (index * 200 + 48)) < 34]).toEqual([index, true]);
  }
  expect(Math.abs(lengthMsOf(path) - 40 * 83)).toBeLessThanOrEqual(lengthToleranceMs);
});

test('a picture that stands still can be cut in the middle', async () => {
  const still = join(folder, 'still.mkv');
  // A frame every three seconds, and nothing in between.
  const sparse = '-vf select=not(mod(n\\,90)) -vsync vfr -c:v libx264 -preset ultrafast -an';
  execFileSync('ffmpeg', ['-v', 'error', '-i', source, ...sparse.split(' '), still]);
  const out = join(folder, 'still');
  await mkdir(out);
  const kept = [
    { fromMs: 1000, toMs: 2000 },
    { fromMs: 4000, toMs: 5000 },
  ];
  const { file } = await tools.makePlayable(still, out, await tools.probe(still), { kept });
  const frames = framesOf(join(out, file));
  expect([...new Set(frames)]).toEqual([0, 90]);
  expect(Math.abs(lengthMsOf(join(out, file)) - 2000)).toBeLessThanOrEqual(lengthToleranceMs);
});
