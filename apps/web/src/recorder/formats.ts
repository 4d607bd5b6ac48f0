/**
 * What a recording is written as, best first. One table, so that the order and its reasons are in one place
 * (figures: `5-media.md`, Recording). Everything here is pure; the browser's answers come in through {@link FormatSupport}.
 */

/** The two ways to turn tracks into bytes. */
export type Engine = 'webcodecs' | 'media-recorder';

/** One row of the table. */
export interface RecordingFormat {
  engine: Engine;
  /** As `MediaRecorder` takes it; for WebCodecs what the file will be. */
  mimeType: string;
  /** Without the dot; part of the upload's file name. */
  extension: 'mp4' | 'mkv' | 'webm';
  /** Why it stands where it stands. */
  reason: string;
}

/** What the browser can do, asked once before recording. */
export interface FormatSupport {
  /** WebCodecs with H.264 and readable tracks: Chromium only; Firefox hung with sound. */
  canUseWebCodecs: boolean;
  /** `MediaRecorder.isTypeSupported`. */
  isTypeSupported: (mimeType: string) => boolean;
}

/** The table, best first. */
export const recordingFormats: readonly RecordingFormat[] = [
  {
    engine: 'webcodecs',
    mimeType: 'video/mp4;codecs=avc1,mp4a.40.2',
    extension: 'mp4',
    reason: 'fragmented MP4 with H.264 and AAC: needs no encoding on the server; a part every second',
  },
  {
    engine: 'media-recorder',
    mimeType: 'video/mp4;codecs=avc1.640028,mp4a.40.2',
    extension: 'mp4',
    reason: 'the same codecs from the browser itself',
  },
  {
    engine: 'media-recorder',
    mimeType: 'video/x-matroska;codecs=avc1.640028,opus',
    extension: 'mkv',
    reason: 'the picture can be copied; survives a cut with at most 1 s lost',
  },
  {
    engine: 'media-recorder',
    mimeType: 'video/mp4;codecs=avc1.640028,opus',
    extension: 'mp4',
    reason: 'the picture can be copied; up to 2 s lost at a cut',
  },
  {
    engine: 'media-recorder',
    mimeType: 'video/mp4',
    extension: 'mp4',
    reason: 'Safari by its documentation',
  },
  {
    engine: 'media-recorder',
    mimeType: 'video/webm;codecs=vp9,opus',
    extension: 'webm',
    reason: '29.3 frames per second while composing; must be encoded again',
  },
  {
    engine: 'media-recorder',
    mimeType: 'video/webm;codecs=vp8,opus',
    extension: 'webm',
    reason: 'last of the named ones: 12.9 frames per second while composing',
  },
  {
    engine: 'media-recorder',
    mimeType: 'video/webm',
    extension: 'webm',
    reason: 'whatever the browser makes of it',
  },
];

/**
 * Picks the first row the browser can write.
 * @param support what the browser can do
 * @param without engines that failed in this session and must not be tried again
 * @returns null when the browser cannot record at all
 */
export function chooseFormat(
  support: FormatSupport,
  without: readonly Engine[] = [],
): RecordingFormat | null {
  const isPossible = (format: RecordingFormat): boolean =>
    format.engine === 'webcodecs' ? support.canUseWebCodecs : support.isTypeSupported(format.mimeType);
  return recordingFormats.find((format) => !without.includes(format.engine) && isPossible(format)) ?? null;
}
