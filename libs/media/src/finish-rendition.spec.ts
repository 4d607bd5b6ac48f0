import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finishRendition } from './finish-rendition.js';
import { FfmpegRunError } from './media-error.js';
import { publishedMp4Options } from './plan.js';

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'outreel-finish-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function encode(name: string, encoders: string): string {
  const inputs = '-v error -y -f lavfi -i testsrc2=s=322x180:r=30:d=4.2 -f lavfi -i sine=d=3.9:r=48000';
  const options = [...inputs.split(' '), ...encoders.split(' '), ...publishedMp4Options(4200)];
  execFileSync('ffmpeg', [...options, at(name)]);
  return at(name);
}

/** What ffprobe says of the same file. */
function probed(path: string) {
  const entries = 'stream=codec_type,profile,level,width,height:format=duration';
  const text = execFileSync('ffprobe', [
    '-v',
    'error',
    '-of',
    'json',
    '-show_entries',
    entries,
    path,
  ]).toString();
  const { streams, format } = JSON.parse(text) as {
    streams: { codec_type: string; profile: string; level: number; width: number; height: number }[];
    format: { duration: string };
  };
  return {
    picture: streams[0]!,
    tracks: streams.length,
    durationMs: Math.round(Number(format.duration) * 1000),
  };
}

it.each([
  ['frames in another order than shown', '-c:v libx264 -bf 3 -c:a aac', '64'],
  ['no frame in another order', '-c:v libx264 -bf 0 -profile:v main -c:a aac', '4D'],
  ['the simplest profile', '-c:v libx264 -profile:v baseline -c:a aac', '42'],
  ['no sound', '-c:v libx264 -an', '64'],
  ['sound that is late and ends last', '-c:v libx264 -c:a aac -af adelay=700', '64'],
  ['few frames a second', '-c:v libx264 -vf fps=7 -c:a aac', '64'],
])('measures a file with %s as ffprobe does', async (name, encoders, profile) => {
  const path = encode(`${name}.mp4`, encoders);
  const rendition = await finishRendition(path, false);
  const { picture, tracks, durationMs } = probed(path);
  expect(rendition).toMatchObject({ width: picture.width, height: picture.height, durationMs });
  expect(rendition.sizeBytes).toBe(statSync(path).size);
  expect(rendition.bitrateBps).toBe(Math.round((rendition.sizeBytes * 8e3) / durationMs));
  expect(rendition.audioCodec).toBe(tracks === 2 ? 'mp4a.40.2' : undefined);
  const level = picture.level.toString(16).padStart(2, '0').toUpperCase();
  expect(rendition.videoCodec).toMatch(new RegExp(`^avc1\\.${profile}[0-9A-F]{2}${level}$`));
});

it('refuses what is no rendition: cut, another picture or sound, sound alone, or no file of fragments', async () => {
  const cut = encode('cut.mp4', '-c:v libx264 -c:a aac');
  truncateSync(cut, statSync(cut).size - 1000);
  const other = encode('other.mp4', '-c:v mpeg4 -c:a aac');
  const otherSound = encode('other-sound.mp4', '-c:v libx264 -c:a libopus');
  const sound = encode('sound.mp4', '-vn -c:a aac');
  writeFileSync(at('text.mp4'), 'no video at all, but long enough to be looked at');
  for (const path of [cut, other, otherSound, sound, at('text.mp4')])
    await expect(finishRendition(path, false)).rejects.toThrow(FfmpegRunError);
});
