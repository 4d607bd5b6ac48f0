/** Media of a running Outreel: files to give it, and facts of what it serves. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { APIRequestContext } from 'playwright-core';

const run = promisify(execFile);

/** What ffprobe and ffmpeg tell of a served file. */
export interface MediaFacts {
  readonly seconds: number;
  /** Kinds of the streams, e.g. `video`. */
  readonly kinds: string[];
  /** Peak of the sound; digital silence is −91 or less. −Infinity without sound. */
  readonly loudestDecibel: number;
}

/** Downloads a file and measures it. @param directory for the copy */
export async function mediaFactsOf(
  request: APIRequestContext,
  url: string,
  directory: string,
): Promise<MediaFacts> {
  const reply = await request.get(url);
  if (!reply.ok()) throw new Error(`${url} answered ${reply.status()}`);
  const file = join(directory, 'served.mp4');
  await writeFile(file, await reply.body());
  const { stdout } = await run('ffprobe', [
    '-v',
    'error',
    '-show_format',
    '-show_streams',
    '-of',
    'json',
    file,
  ]);
  const probed = JSON.parse(stdout) as { format: { duration: string }; streams: { codec_type: string }[] };
  const { stderr } = await run('ffmpeg', ['-i', file, '-vn', '-af', 'volumedetect', '-f', 'null', '-']);
  return {
    seconds: Number(probed.format.duration),
    kinds: probed.streams.map((stream) => stream.codec_type),
    loudestDecibel: Number(/max_volume: (-?[\d.]+) dB/.exec(stderr)?.[1] ?? -Infinity),
  };
}

/** Formats that a rep may have lying around. */
export type FileFormat = 'mp4' | 'webm';

const encoders: Record<FileFormat, string[]> = {
  mp4: ['-c:v', 'libx264', '-preset', 'ultrafast', '-c:a', 'aac'],
  webm: ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus'],
};

/** Makes a video with sound. @param seconds its length @returns its path */
export async function makeVideoFile(directory: string, format: FileFormat, seconds = 3): Promise<string> {
  const file = join(directory, `Tour of the product.${format}`);
  const picture = `testsrc2=size=1280x720:rate=30:duration=${seconds}`;
  const inputs = [
    '-f',
    'lavfi',
    '-i',
    picture,
    '-f',
    'lavfi',
    '-i',
    `sine=frequency=440:duration=${seconds}`,
  ];
  await run('ffmpeg', ['-y', '-v', 'error', ...inputs, '-pix_fmt', 'yuv420p', ...encoders[format], file]);
  return file;
}
