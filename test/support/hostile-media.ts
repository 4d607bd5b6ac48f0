import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** One file of the hostile corpus and what must become of it. */
export interface HostileCase {
  readonly name: string;
  readonly expect: 'accept' | 'reject';
  /** Checked when given. */
  readonly code?: string;
  /** Checked when given. */
  readonly partial?: boolean;
}

/** What must never be reached: a listener that counts and a file with a secret. */
export interface Canary {
  readonly port: number;
  readonly file: string;
}

/** The small corpus of this repository, made by `makeHostileMedia`. */
export const hostileCases: readonly HostileCase[] = [
  { name: 'hls-file-named.mp4', expect: 'reject', code: 'not_a_video_container' },
  { name: 'hls-http-named.mp4', expect: 'reject', code: 'not_a_video_container' },
  { name: 'ffconcat-file-named.mp4', expect: 'reject', code: 'not_a_video_container' },
  { name: 'ffconcat-http-named.mp4', expect: 'reject', code: 'not_a_video_container' },
  { name: 'html-before-video.mp4', expect: 'reject', code: 'not_a_video_container' },
  { name: 'gif-named.mp4', expect: 'reject', code: 'not_a_video_container' },
  { name: 'zero-bytes.mp4', expect: 'reject', code: 'empty' },
  { name: 'external-samples.mov', expect: 'reject', code: 'external_reference' },
  { name: 'bomb-6400x6400.mp4', expect: 'reject', code: 'too_many_pixels' },
  { name: 'audio-only.m4a', expect: 'reject', code: 'no_video_track' },
  { name: 'codec-ffv1.mkv', expect: 'reject', code: 'unsupported_codec' },
  { name: 'one-frame.mp4', expect: 'reject', code: 'too_short' },
  { name: 'encrypted.mp4', expect: 'reject', code: 'encrypted' },
  { name: 'cut-before-index.mp4', expect: 'reject', code: 'incomplete_file' },
  { name: 'cut-fragmented.mp4', expect: 'accept', partial: true },
  { name: 'hole-in-the-middle.webm', expect: 'accept', partial: true },
  { name: 'script-in-title.mp4', expect: 'accept', partial: false },
  { name: 'attachment-traversal.mkv', expect: 'accept', partial: false },
  { name: 'odd-321x241-444.mp4', expect: 'accept', partial: false },
];

const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=320x240:rate=30:duration=2'];
const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000:duration=2'];
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '15'];

/** Runs ffmpeg without any fence: only for making fixtures. @param args all arguments */
export async function makeWithFfmpeg(args: readonly string[]): Promise<void> {
  await execute('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args]);
}

async function makeVideos(dir: string): Promise<void> {
  const at = (name: string) => join(dir, name);
  const base = at('script-in-title.mp4');
  const title = ['-metadata', 'title=<script>alert(1)</script>', '-metadata', 'location=+48.2+16.3/'];
  await makeWithFfmpeg([...picture, ...sound, ...h264, '-c:a', 'aac', ...title, base]);
  const copy = ['-i', base, '-c', 'copy'];
  await makeWithFfmpeg([...copy, '-movflags', '+frag_keyframe+empty_moov', at('cut-fragmented.mp4')]);
  await makeWithFfmpeg([...copy, '-map_metadata', '-1', at('cut-before-index.mp4')]);
  await makeWithFfmpeg([...copy, at('external-samples.mov')]);
  const key = '00112233445566778899aabbccddeeff';
  const cenc = ['-encryption_scheme', 'cenc-aes-ctr', '-encryption_key', key, '-encryption_kid', key];
  await makeWithFfmpeg([...copy, ...cenc, at('encrypted.mp4')]);
  await makeWithFfmpeg([...sound, '-c:a', 'aac', at('audio-only.m4a')]);
  await makeWithFfmpeg([...picture, '-c:v', 'ffv1', at('codec-ffv1.mkv')]);
  await makeWithFfmpeg([...picture, ...h264, '-frames:v', '1', at('one-frame.mp4')]);
  const bomb = ['-f', 'lavfi', '-i', 'color=gray:size=6400x6400:rate=30:duration=0.05'];
  await makeWithFfmpeg([...bomb, ...h264, '-frames:v', '1', at('bomb-6400x6400.mp4')]);
  const live = ['-c:v', 'libvpx', '-deadline', 'realtime', '-cpu-used', '8', '-c:a', 'libopus', '-live', '1'];
  await makeWithFfmpeg([...picture, ...sound, ...live, '-f', 'webm', at('hole-in-the-middle.webm')]);
  await writeFile(at('evil.sh'), '#!/bin/sh\necho pwned\n');
  const attach = ['-attach', at('evil.sh'), '-metadata:s:t', 'mimetype=application/x-sh'];
  const traversal = ['-metadata:s:t', 'filename=../../../tmp/outreel-evil'];
  await makeWithFfmpeg(['-i', base, '-c', 'copy', ...attach, ...traversal, at('attachment-traversal.mkv')]);
  const odd = ['-vf', 'scale=321:241', '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv444p'];
  await makeWithFfmpeg([...picture, ...odd, at('odd-321x241-444.mp4')]);
  await makeWithFfmpeg([...picture, '-t', '0.5', '-f', 'gif', at('gif-named.mp4')]);
}

/** Rewrites one file in place. */
async function edit(path: string, change: (bytes: Buffer) => Uint8Array): Promise<void> {
  await writeFile(path, change(await readFile(path)));
}

function withExternalSamples(bytes: Buffer): Buffer {
  // dref > "url ": flag 1 says "in this file" (ISO/IEC 14496-12 §8.7.2).
  const at = bytes.indexOf('url ', bytes.indexOf('dref'));
  bytes.writeUInt32BE(0, at + 4);
  return bytes;
}

function playlist(target: string): string {
  return `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXTINF:1.0,\n${target}\n#EXT-X-ENDLIST\n`;
}

/**
 * Makes the files of `hostileCases`; needs nothing but ffmpeg. Nothing here touches the network.
 * @param dir existing empty folder
 * @param canary what the indirections point to
 */
export async function makeHostileMedia(dir: string, canary: Canary): Promise<void> {
  const at = (name: string) => join(dir, name);
  const url = `http://127.0.0.1:${canary.port}/canary`;
  await makeVideos(dir);
  const whole = await readFile(at('script-in-title.mp4'));
  await edit(at('cut-fragmented.mp4'), (bytes) => bytes.subarray(0, Math.floor(bytes.length * 0.7)));
  await edit(at('cut-before-index.mp4'), (bytes) => bytes.subarray(0, Math.floor(bytes.length * 0.9)));
  await edit(at('external-samples.mov'), withExternalSamples);
  await edit(at('hole-in-the-middle.webm'), (bytes) => {
    const third = Math.floor(bytes.length / 3);
    return Buffer.concat([bytes.subarray(0, third), bytes.subarray(2 * third)]);
  });
  await writeFile(at('hls-file-named.mp4'), playlist(`file://${canary.file}`));
  await writeFile(at('hls-http-named.mp4'), playlist(url));
  await writeFile(at('ffconcat-file-named.mp4'), `ffconcat version 1.0\nfile '${canary.file}'\n`);
  await writeFile(at('ffconcat-http-named.mp4'), `ffconcat version 1.0\nfile '${url}'\n`);
  await writeFile(at('html-before-video.mp4'), Buffer.concat([Buffer.from('<!doctype html>\n'), whole]));
  await writeFile(at('zero-bytes.mp4'), '');
}
