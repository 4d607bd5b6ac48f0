/**
 * Watches what a page's camera and microphone deliver, beside the app that records them: the fake devices start at
 * different moments and step when the machine is busy, so only what arrived tells what the recorder added.
 */
import type { Page } from 'playwright-core';
import { beepsOf, cells, counterBits, markRow, type Moments } from './sync-marks.js';

/** What the page has noted; moments are each track's own and become the page's by adding the least lateness. */
interface Noted {
  readonly frames: { atMs: number; count: number }[];
  readonly windows: { atMs: number; loudness: number }[];
  readonly pictureLatenessMs: number;
  readonly soundLatenessMs: number;
}

/**
 * Opens every track with the browser's sound processing off (it eats tones), and notes frames and beeps of a copy.
 * Timestamps are even but count from an unknown zero; the smallest lateness of an arrival is that zero.
 * A text, because the DOM's types are not those of Node.
 */
const script = `(() => {
  const noted = { frames: [], windows: [], pictureLatenessMs: Infinity, soundLatenessMs: Infinity };
  globalThis.syncProbe = noted;
  const follow = async (track, take) => {
    const reader = new MediaStreamTrackProcessor({ track, maxBufferSize: 300 }).readable.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      await take(value, performance.now());
      value.close();
    }
  };
  const takePicture = async (frame, arrivedMs) => {
    const atMs = frame.timestamp / 1000;
    noted.pictureLatenessMs = Math.min(noted.pictureLatenessMs, arrivedMs - atMs);
    const cell = frame.codedWidth / ${cells.columns};
    const rect = { x: 0, y: 2 * Math.round(((${markRow} + 0.5) * frame.codedHeight) / ${cells.rows} / 2), width: frame.codedWidth, height: 2 };
    const bytes = new Uint8Array(frame.allocationSize({ rect }));
    await frame.copyTo(bytes, { rect });
    let count = 0;
    for (let bit = 0; bit < ${counterBits}; bit += 1) {
      const column = ${cells.lampColumns} + (bit + 0.5) * ${cells.columnsPerBit};
      if (bytes[Math.round(column * cell)] > 150) count += 2 ** bit;
    }
    noted.frames.push({ atMs, count });
  };
  const takeSound = async (piece, arrivedMs) => {
    const beginMs = piece.timestamp / 1000;
    noted.soundLatenessMs = Math.min(noted.soundLatenessMs, arrivedMs - piece.duration / 1000 - beginMs);
    const samples = new Float32Array(piece.numberOfFrames);
    piece.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
    const length = piece.sampleRate / 1000;
    for (let from = 0; from + length <= samples.length; from += length) {
      const power = samples.subarray(from, from + length).reduce((sum, sample) => sum + sample ** 2, 0);
      const loudness = Math.sqrt(power / length);
      if (loudness > 0.01) noted.windows.push({ atMs: beginMs + from / length, loudness });
    }
  };
  const devices = navigator.mediaDevices;
  const open = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async ({ audio, video }) => {
    const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    const stream = await open({ video, audio: audio && { ...audio, ...raw } });
    for (const track of stream.getTracks())
      follow(track.clone(), track.kind === 'video' ? takePicture : takeSound);
    return stream;
  };
})()`;

/** Puts the probe into a page, before anything is opened there. */
export async function placeProbe(page: Page): Promise<void> {
  await page.addInitScript(script);
}

/** When frames and beeps reached the page, by its clock. */
export async function arrivedMoments(page: Page): Promise<Moments> {
  const { frames, windows, pictureLatenessMs, soundLatenessMs } = await page.evaluate<Noted>('syncProbe');
  return {
    frames: frames.map(({ atMs, count }) => ({ atMs: atMs + pictureLatenessMs, count })),
    beepsMs: beepsOf(windows).map((atMs) => atMs + soundLatenessMs),
  };
}
