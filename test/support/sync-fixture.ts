/** Films that flash and beep once a second and count their frames, made with ffmpeg when a test needs them. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FakeMedia } from './chromium.js';
import { cells, markRow } from './sync-marks.js';

const run = promisify(execFile);

/** How a film is to be. */
export interface FilmOptions {
  readonly seconds: number;
  /** By how much every beep comes after its flash; negative = before. 0 when left out. */
  readonly soundLateMs?: number;
  /** Lines of the picture, 16:9; 720 when left out. */
  readonly lines?: 360 | 720 | 1080;
}

/** ffmpeg's picture: grey, white for 0.1 s of every second, with lamp and counter in {@link markRow}. */
function picture({ seconds, lines = 720 }: FilmOptions): string {
  const rate = 30;
  const { columns, rows, lampColumns, columnsPerBit } = cells;
  const lamp = `lt(mod(N,${rate}),${Math.round(rate / 10)})`;
  const bit = `mod(floor(N/pow(2,floor((X-${lampColumns})/${columnsPerBit}))),2)`;
  const row = `if(lt(X,${lampColumns}),16+219*${lamp},16+219*${bit})`;
  // Neither black nor frozen in between, so that nobody is warned of a broken camera.
  const around = `if(${lamp},235,70+mod(N+X,32))`;
  const luma = `if(between(Y,${markRow - 1},${markRow + 1}),${row},${around})`;
  const source = `color=black:size=${columns}x${rows}:rate=${rate}:duration=${seconds},format=yuv420p`;
  return `${source},geq=lum='${luma}':cb=128:cr=128,scale=${(lines * 16) / 9}:${lines}:flags=neighbor`;
}

function sound({ seconds, soundLateMs = 0 }: FilmOptions): string {
  const beep = `lt(mod(t-${soundLateMs / 1000}+10\\,1)\\,0.1)`;
  return `aevalsrc=0.25*sin(1000*2*PI*t)*${beep}:s=48000:d=${seconds}`;
}

async function encode(options: FilmOptions, outputs: readonly string[]): Promise<void> {
  const inputs = ['-f', 'lavfi', '-i', picture(options), '-f', 'lavfi', '-i', sound(options)];
  await run('ffmpeg', ['-y', '-v', 'error', ...inputs, ...outputs]);
}

/**
 * Makes the files of a fake camera and microphone. The browser opens them one after the other, so what is together
 * here is not together there: measure what arrives (`sync-probe.ts`).
 * @param directory where they are written
 * @param options `seconds` at least as long as the test records: a looped file steps by about 47 ms
 */
export async function makeSyncMedia(directory: string, options: FilmOptions): Promise<FakeMedia> {
  const cameraPath = join(directory, 'flashes.mjpeg');
  const microphonePath = join(directory, 'beeps.wav');
  const camera = [
    '-map',
    '0:v',
    '-c:v',
    'mjpeg',
    '-pix_fmt',
    'yuvj420p',
    '-q:v',
    '6',
    '-f',
    'mjpeg',
    cameraPath,
  ];
  await encode(options, [...camera, '-map', '1:a', '-c:a', 'pcm_s16le', microphonePath]);
  return { cameraPath, microphonePath };
}

/** Makes one film with a known offset, to measure the measuring. @returns its path */
export async function makeSyncFilm(directory: string, options: FilmOptions): Promise<string> {
  const file = join(directory, `film-${options.soundLateMs ?? 0}.mp4`);
  const codecs = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '30', '-c:a', 'aac', '-b:a', '128k'];
  await encode(options, [...codecs, file]);
  return file;
}
