/** Decodes a film with ffmpeg into what `sync-marks.ts` understands. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import {
  beepsOf,
  cells,
  flashesOf,
  markRow,
  offsetsOf,
  readFrame,
  type ReadFrame,
  type SoundWindow,
  type SyncOffset,
} from './sync-marks.js';

const sampleRate = 48_000;
const windowSamples = sampleRate / 1000;

/** Everything measured of one film. */
export interface MeasuredFilm {
  readonly frames: ReadFrame[];
  readonly beepsMs: number[];
  readonly offsets: SyncOffset[];
}

/** @param file a film of `sync-fixture.ts`, recorded or not @throws when ffmpeg cannot decode it */
export async function measureFilm(file: string): Promise<MeasuredFilm> {
  const [frames, windows] = await Promise.all([framesOf(file), windowsOf(file)]);
  const beepsMs = beepsOf(windows);
  return { frames, beepsMs, offsets: offsetsOf(flashesOf(frames), beepsMs) };
}

async function framesOf(file: string): Promise<ReadFrame[]> {
  const { columns, rows } = cells;
  const filters = `scale=${columns}:${rows}:flags=area:out_range=pc,format=gray,showinfo`;
  const { bytes, log } = await decode(file, [
    '-map',
    '0:v:0',
    '-vf',
    filters,
    '-vsync',
    '0',
    '-f',
    'rawvideo',
  ]);
  return [...log.matchAll(/pts_time:\s*(-?[\d.]+)/g)].map(([, seconds], index) => {
    const from = index * columns * rows + markRow * columns;
    return readFrame(Number(seconds) * 1000, bytes.subarray(from, from + columns));
  });
}

async function windowsOf(file: string): Promise<SoundWindow[]> {
  const filters = `aformat=sample_fmts=flt:sample_rates=${sampleRate}:channel_layouts=mono,ashowinfo`;
  const { bytes, log } = await decode(file, ['-map', '0:a:0', '-af', filters, '-f', 'f32le']);
  const samples = new Float32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / 4));
  let from = 0;
  return [...log.matchAll(/pts_time:\s*(-?[\d.]+).*?nb_samples:(\d+)/g)].flatMap(([, seconds, count]) => {
    const piece = samples.subarray(from, (from += Number(count)));
    return loudnessOf(piece, Number(seconds) * 1000);
  });
}

function loudnessOf(samples: Float32Array, beginMs: number): SoundWindow[] {
  const windows = Math.floor(samples.length / windowSamples);
  return Array.from({ length: windows }, (_, index) => {
    const part = samples.subarray(index * windowSamples, (index + 1) * windowSamples);
    const power = part.reduce((sum, sample) => sum + sample ** 2, 0) / windowSamples;
    return { atMs: beginMs + index, loudness: Math.sqrt(power) };
  });
}

async function decode(file: string, options: readonly string[]): Promise<{ bytes: Uint8Array; log: string }> {
  const ffmpeg = spawn('ffmpeg', ['-hide_banner', '-nostats', '-i', file, ...options, '-'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((settle, fail) => {
    ffmpeg.once('error', fail);
    ffmpeg.once('close', settle);
  });
  const parts: Buffer[] = [];
  ffmpeg.stdout.on('data', (part: Buffer) => parts.push(part));
  const [log, code] = await Promise.all([text(ffmpeg.stderr), ended]);
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}: ${log}`);
  // A copy of its own begins at a multiple of four bytes, as numbers in it must.
  return { bytes: new Uint8Array(Buffer.concat(parts)), log };
}
