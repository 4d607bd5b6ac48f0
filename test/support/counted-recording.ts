/**
 * Recordings whose every frame says which one it is, and whose sound says which second it is: what is left after a cut
 * can be read off the result.
 */
import { execFileSync } from 'node:child_process';

const bits = 8;
const barWidth = 40;
const sampleRate = 8_000;

/** Frames per second of the fixture. */
export const countedFps = 30;
/** Pitch of the sound in the second `second` of the source, hertz. */
export const pitchOf = (second: number) => 400 + 150 * second;

/**
 * Makes a fragmented MP4. Its sound has no lead-in, so that both begin at 0 exactly. Frame N shows N as eight bars, black or white; second s sounds as
 * {@link pitchOf}.
 * @param seconds up to 8
 */
export function makeCountedRecording(path: string, seconds: number): void {
  const bar = `bitand(floor(N/pow(2,floor(X/${barWidth}))),1)`;
  const picture = `nullsrc=s=${bits * barWidth}x240:r=${countedFps}:d=${seconds},geq=lum='16+219*${bar}':cb=128:cr=128`;
  const sound = `aevalsrc='0.5*sin(2*PI*(400+150*floor(t))*t)':s=48000:d=${seconds}`;
  execFileSync('ffmpeg', [
    ...'-v error -f lavfi -i'.split(' '),
    picture,
    ...'-f lavfi -i'.split(' '),
    sound,
    ...'-c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 15 -c:a flac -strict -2'.split(' '),
    ...'-movflags +frag_keyframe+empty_moov+default_base_moof'.split(' '),
    path,
  ]);
}

const run = (args: string[]) => execFileSync('ffmpeg', ['-v', 'error', ...args], { maxBuffer: 1 << 28 });

/** The numbers of the frames of a file, in order. */
export function framesOf(path: string): number[] {
  const pixels = run(
    `-i ${path} -vf scale=${bits}:1:flags=area,format=gray -vsync passthrough -f rawvideo -`.split(' '),
  );
  return Array.from({ length: pixels.length / bits }, (_, frame) =>
    Array.from({ length: bits }, (__, bit) =>
      (pixels[frame * bits + bit] ?? 0) > 125 ? 2 ** bit : 0,
    ).reduce((sum, value) => sum + value, 0),
  );
}

/** The frame that a picture shows. @param image JPEG or GIF (its first frame) */
export function frameOf(image: string): number | undefined {
  return framesOf(image)[0];
}

/** Which second of the source is heard at a moment of a file. @param atMs middle of a window of 50 ms */
export function secondHeardAt(path: string, atMs: number): number {
  const window = ['-ss', String((atMs - 25) / 1000), '-t', '0.05'];
  const bytes = run(['-i', path, ...window, ...`-vn -ac 1 -ar ${sampleRate} -f s16le -`.split(' ')]);
  const samples = Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readInt16LE(index * 2));
  const crossings = samples.filter(
    (sample, index) => index > 0 && sample >= 0 !== (samples[index - 1] ?? 0) >= 0,
  );
  const pitch = crossings.length / 2 / (samples.length / sampleRate);
  return Math.round((pitch - pitchOf(0)) / 150);
}

/** Most that a file may be longer or shorter than its cut: a frame, and the lead-in of AAC, milliseconds. */
export const lengthToleranceMs = 55;

/** Length of picture and sound together, milliseconds. */
export function lengthMsOf(path: string): number {
  const text = execFileSync('ffprobe', [
    ...'-v error -show_entries format=duration -of csv=p=0'.split(' '),
    path,
  ]);
  return Math.round(Number(text.toString()) * 1000);
}
