/** What a source may be; figures of 5-media.md (Limits). Every one can be set by the deployment. */
export interface MediaLimits {
  /** Smallest side, pixels. */
  readonly minSide: number;
  /** Largest side, pixels. */
  readonly maxSide: number;
  /** Largest area, pixels. */
  readonly maxPixels: number;
  /** Shortest duration, ms. */
  readonly minDurationMs: number;
  /** Longest duration, ms. */
  readonly maxDurationMs: number;
  /** Most tracks in one file. */
  readonly maxStreams: number;
  /** Wall clock of one probe, ms. */
  readonly probeWallMs: number;
  /** Wall clock of one encode: this many times the duration, plus two minutes. */
  readonly encodeWallFactor: number;
}

/** The limits of 5-media.md. */
export const defaultLimits: MediaLimits = {
  minSide: 16,
  maxSide: 8192,
  maxPixels: 36_000_000,
  minDurationMs: 500,
  maxDurationMs: 4 * 3600 * 1000,
  maxStreams: 16,
  probeWallMs: 120_000,
  encodeWallFactor: 10,
};

/** Picture codecs that are accepted (5-media.md, Limits). */
export const videoCodecs: ReadonlySet<string> = new Set([
  'h264',
  'hevc',
  'vp8',
  'vp9',
  'av1',
  'mpeg4',
  'prores',
  'mjpeg',
]);

/** Sound codecs that are accepted: what cameras, phones, recorders and editors produce. */
export const audioCodecs: ReadonlySet<string> = new Set([
  'aac',
  'mp3',
  'opus',
  'vorbis',
  'flac',
  'alac',
  'ac3',
  'eac3',
  'pcm_s16le',
  'pcm_s16be',
  'pcm_s24le',
  'pcm_s24be',
  'pcm_s32le',
  'pcm_s32be',
  'pcm_f32le',
  'pcm_u8',
  'pcm_mulaw',
  'pcm_alaw',
]);
