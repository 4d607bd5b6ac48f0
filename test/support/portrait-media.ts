/** A camera that sees somebody in front of a striped wall, in a striped shirt: what is sharp there has contrast. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import type { FakeMedia } from './chromium.js';
import type { Point } from './person-look.js';

const run = promisify(execFile);

/** Width of a stripe, in pixels of the camera's 1280. */
export const stripeWidth = 16;

const stripes = (id: string, one: string, other: string) => `
  <pattern id="${id}" width="${2 * stripeWidth}" height="10" patternUnits="userSpaceOnUse">
    <rect width="${2 * stripeWidth}" height="10" fill="${one}"/>
    <rect width="${stripeWidth}" height="10" fill="${other}"/>
  </pattern>`;

const eye = (x: number) => `
  <ellipse cx="${x}" cy="260" rx="20" ry="11" fill="#fff"/><circle cx="${x}" cy="260" r="9" fill="#2b1d12"/>
  <rect x="${x - 24}" y="232" width="48" height="7" fill="#3b2a20"/>`;

const portrait = `
<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720">
  <defs>${stripes('wall', '#f4efe2', '#8fa8a2')}${stripes('shirt', '#1c2f52', '#6f8fc4')}</defs>
  <rect width="1280" height="720" fill="url(#wall)"/>
  <path d="M330 720C340 520 480 470 560 450H720C800 470 940 520 950 720Z" fill="url(#shirt)"/>
  <rect x="585" y="380" width="110" height="100" fill="#d9a684"/>
  <ellipse cx="640" cy="270" rx="115" ry="150" fill="#e3b08c"/>
  <path d="M512 280V190A128 95 0 0 1 768 190V280H738V215H542V280Z" fill="#3b2a20"/>
  ${eye(595)}${eye(685)}
  <path d="M640 265L628 315L648 318" stroke="#b97f5f" stroke-width="5" fill="none"/>
  <ellipse cx="640" cy="355" rx="38" ry="13" fill="#b5504b"/>
</svg>`;

/** Points of the picture that lie on the wall and on the shirt. */
export const wall: Point = { x: 0.12, y: 0.4 };
export const shirt: Point = { x: 0.5, y: 0.9 };

/** Makes the camera and a silent microphone. @param directory where the files are written */
export async function makePortraitMedia(directory: string): Promise<FakeMedia> {
  const picture = join(directory, 'portrait.png');
  const cameraPath = join(directory, 'portrait.mjpeg');
  const microphonePath = join(directory, 'portrait.wav');
  await sharp(Buffer.from(portrait)).png().toFile(picture);
  const camera = `-y -v error -loop 1 -framerate 30 -t 2 -i ${picture} -c:v mjpeg -pix_fmt yuvj420p -q:v 4 -f mjpeg`;
  await run('ffmpeg', [...camera.split(' '), cameraPath]);
  const sound = '-y -v error -f lavfi -i sine=frequency=300:sample_rate=48000:duration=2 -c:a pcm_s16le';
  await run('ffmpeg', [...sound.split(' '), microphonePath]);
  return { cameraPath, microphonePath };
}
