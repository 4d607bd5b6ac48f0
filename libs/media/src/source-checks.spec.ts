import { KeyframeScan } from './keyframe-scan.js';
import { MediaError } from './media-error.js';
import { defaultLimits } from './media-limits.js';
import { PacketScan } from './packet-scan.js';
import { checkMeasured, checkSize, chooseTracks } from './source-checks.js';

const video = { index: 0, codec_type: 'video', codec_name: 'h264', width: 640, height: 360 };
const cover = { ...video, index: 1, codec_name: 'png', disposition: { attached_pic: 1 } };
const audio = { index: 2, codec_type: 'audio', codec_name: 'aac' };
const file = (...streams: object[]) => ({ streams: streams as (typeof video)[], format: {} });

function codeOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof MediaError) return error.code;
    throw error;
  }
}

function measured(...atMs: number[]): [PacketScan, KeyframeScan] {
  const packets = new PacketScan();
  for (const ms of atMs) packets.addLine(`0,${ms / 1000},${ms / 1000},0.04,K__`);
  const keyframes = new KeyframeScan();
  keyframes.addLine('640,360');
  return [packets, keyframes];
}

it('takes the first real picture and the first sound', () => {
  const tracks = chooseTracks(file(cover, { ...video, index: 3 }, audio), defaultLimits);
  expect([tracks.video.index, tracks.audio?.index]).toEqual([3, 2]);
});

it.each([
  ['no_video_track', [audio, cover]],
  ['unsupported_video_codec', [{ ...video, codec_name: 'png' }]],
  ['unsupported_codec', [video, { ...audio, codec_name: 'wmav2' }]],
  ['too_many_streams', Array.from({ length: 17 }, () => audio)],
  ['too_many_pixels', [{ ...video, width: 6001, height: 6000 }]],
])('refuses with %s', (code, streams) => {
  expect(codeOf(() => chooseTracks(file(...streams), defaultLimits))).toBe(code);
});

it.each([
  [15, 100, 'too_small'],
  [16, 16, undefined],
  [8192, 4394, undefined],
  [8193, 16, 'too_many_pixels'],
  [6000, 6000, undefined],
  [6001, 6000, 'too_many_pixels'],
])('judges %d × %d: %s', (width, height, code) => {
  expect(codeOf(() => checkSize(width, height, defaultLimits))).toBe(code);
});

it.each([
  ['too_short', [0, 40, 80]],
  [undefined, [0, 40, 480]],
  ['too_long', [0, 40, 36_000_000]],
  ['no_usable_timing', [0, 0, 0]],
  ['broken_container', []],
])('judges packets: %s', (code, atMs) => {
  const [packets, keyframes] = measured(...atMs);
  expect(codeOf(() => checkMeasured({ video }, packets, keyframes, defaultLimits))).toBe(code);
});

it('refuses a file of which no key frame decodes', () => {
  const [packets] = measured(0, 400, 800);
  const none = new KeyframeScan();
  expect(codeOf(() => checkMeasured({ video }, packets, none, defaultLimits))).toBe('broken_container');
});
