import type { SourceFacts } from './media-facts.js';
import { type MediaPlan, oneFile } from './plan.js';

/** Bytes of a millisecond of sound: 16 kHz, 16 bit. */
const bytesPerMs = 32;
/** Bytes in a piece before its sound begins. */
const headerBytes = 44;

/** How long a piece is, milliseconds. It ends with a whole packet of sound, a trifle after what was asked for. */
export const soundLengthMs = (sizeBytes: number) => Math.max(0, sizeBytes - headerBytes) / bytesPerMs;

/** What the pieces are called in the output folder, in their order. */
export const soundFile = /^sound-\d{3}\.wav$/;

/**
 * The sound alone, as speech recognition wants it: 16 kHz, mono, 16 bit, beginning with the picture, in pieces. Cutting by
 * the clock alone costs at most a word at each cut.
 * @param facts of a source with sound
 * @param pieceMs length of a piece: at most 999 of them
 */
export function planSound(facts: SourceFacts, pieceMs: number): MediaPlan {
  const options = [
    '-map',
    `0:${facts.audioStreamIndex ?? 0}`,
    '-vn',
    '-af',
    'aresample=16000:async=1:first_pts=0',
    '-ac',
    '1',
    '-c:a',
    'pcm_s16le',
    '-map_metadata',
    '-1',
    '-fflags',
    '+bitexact',
    '-f',
    'segment',
    '-segment_format',
    'wav',
    '-segment_time',
    String(pieceMs / 1000),
  ];
  return {
    inputOptions: [],
    outputs: [oneFile('sound-%03d.wav', options)],
    expectedFrames: 1,
  };
}
