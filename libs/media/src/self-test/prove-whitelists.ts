import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runLines } from '../process-group.js';
import { CanaryListener } from './canary-listener.js';
import type { FencesUnderTest } from './fences-under-test.js';
import { canaryRate, canarySound, concatScript, strangeCodec } from './hostile-files.js';

const remedy =
  'Install the ffmpeg of your system (apt-get install ffmpeg, brew install ffmpeg), or set FFMPEG_PATH and FFPROBE_PATH to another build.';
const strangeName = 'ffv1';

/** One way around the second fence. */
interface Trial {
  /** The part of the fence that stands in the way. */
  readonly option: string;
  /** What ffprobe did if it is open. */
  readonly deed: string;
  readonly options: readonly string[];
  readonly input: string;
  /** Stands in what ffprobe prints if it is open. */
  readonly mark: string;
}

/** @returns the pair of this option, or nothing when the fence has no such part */
function only(options: readonly string[], name: string): readonly string[] {
  const at = options.indexOf(name);
  return at < 0 ? [] : options.slice(at, at + 2);
}

function trialsOf({ inputOptions, limits }: FencesUnderTest, folder: string, port: number): Trial[] {
  const mov = inputOptions('mov', limits);
  const script = `file:${join(folder, 'script.mp4')}`;
  const mark = `sample_rate=${canaryRate}`;
  const deed = 'opened another file that a script named as a video points to';
  return [
    { option: '-f', deed, options: only(mov, '-f'), input: script, mark },
    // The last -f counts: only the whitelist is left to refuse it.
    { option: '-format_whitelist', deed, options: [...mov, '-f', 'concat'], input: script, mark },
    {
      option: '-protocol_whitelist',
      deed: 'opened an address of the network',
      options: mov,
      input: `http://127.0.0.1:${port}/canary.mp4`,
      mark,
    },
    {
      option: '-codec_whitelist',
      deed: 'started a decoder that is not accepted',
      options: inputOptions('matroska', limits),
      input: `file:${join(folder, 'strange.mkv')}`,
      mark: `codec_name=${strangeName}`,
    },
  ];
}

async function look(ffprobe: string, options: readonly string[], input: string, wallMs: number) {
  let printed = '';
  const words = [ffprobe, '-v', 'error', ...options, '-show_entries', 'stream=codec_name,sample_rate'];
  await runLines([...words, '-i', input], { wallMs }, (line) => {
    printed += `${line}\n`;
  });
  return printed;
}

/**
 * Second fence of 7-trust.md: ffprobe meets hostile input without the sandbox and without our own reader. Every part of the
 * fence is on its own somewhere: what the demuxer alone would stop shows nothing about the whitelists.
 * @param folder empty, for what is made here
 * @returns a sentence for each part that is open
 */
export async function proveWhitelists(fences: FencesUnderTest, folder: string): Promise<string[]> {
  const canary = join(folder, 'canary.wav');
  await Promise.all([
    writeFile(canary, canarySound()),
    writeFile(join(folder, 'script.mp4'), concatScript('canary.wav')),
    writeFile(join(folder, 'strange.mkv'), strangeCodec(`V_${strangeName.toUpperCase()}`)),
  ]);
  const { ffprobe, limits } = fences;
  const listener = await CanaryListener.open();
  const trials = trialsOf(fences, folder, listener.port);
  const [plain, ...printed] = await Promise.all([
    look(ffprobe, ['-f', 'wav'], `file:${canary}`, limits.probeWallMs),
    ...trials.map(({ options, input }) => look(ffprobe, options, input, limits.probeWallMs)),
  ]);
  const isReached = await listener.close();
  // A tool that reads nothing at all would pass every trial.
  if (!plain.includes(`sample_rate=${canaryRate}`))
    return [`${ffprobe} cannot read a plain WAV file. ${remedy}`];
  return trials
    .filter(({ mark, option }, index) =>
      option === '-protocol_whitelist' ? isReached : printed[index]?.includes(mark),
    )
    .map(({ option, deed }) => `This build of ffmpeg does not obey ${option}: it ${deed}. ${remedy}`);
}
