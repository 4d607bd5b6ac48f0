import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runFfmpeg } from './ffmpeg-runner.js';
import type { FfmpegRunError } from './media-error.js';
import { oneFile } from './plan.js';
import { canarySound } from './self-test/hostile-files.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-runner-'));
  await writeFile(join(folder, 'sound.wav'), canarySound());
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function failureOf(output: string): Promise<FfmpegRunError> {
  const words = ['env', '-i', 'PATH=/usr/local/bin:/usr/bin:/bin', 'LC_ALL=C', 'ffmpeg'];
  const run = runFfmpeg({
    command: { words, inputs: [join(folder, 'sound.wav')] },
    inputOptions: [],
    outputs: [oneFile(output, ['-f', 'matroska', '-y'])],
    guard: { wallMs: 20_000 },
  });
  return run.then(
    () => {
      throw new Error('It did not fail.');
    },
    (error: FfmpegRunError) => error,
  );
}

it('tells a full disk from every other failure', async () => {
  // Linux's own full disk: ffmpeg exits with 0 there, as it does at the end of a fragmented file.
  expect((await failureOf('/dev/full')).isDiskFull).toBe(true);
  expect((await failureOf(join(folder, 'no-such-folder', 'out.mkv'))).isDiskFull).toBe(false);
});
