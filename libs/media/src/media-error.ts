/**
 * Why a file can never become a video, in the spellings of the hostile corpus. A rep must be told, retrying is useless.
 */
export type MediaErrorCode =
  | 'empty'
  | 'not_a_video_container'
  | 'broken_container'
  | 'incomplete_file'
  | 'external_reference'
  | 'encrypted'
  | 'no_video_track'
  | 'too_many_streams'
  | 'unsupported_codec'
  | 'unsupported_video_codec'
  | 'too_small'
  | 'too_many_pixels'
  | 'too_short'
  | 'too_long'
  | 'no_usable_timing'
  | 'timed_out';

const sentences: Record<MediaErrorCode, string> = {
  empty: 'The file is empty. Record or upload it again.',
  not_a_video_container: 'This is not an MP4, MOV, WebM or Matroska video. Convert it and upload it again.',
  broken_container: 'The video file is damaged and nothing in it can be played. Upload another copy.',
  incomplete_file: 'The file is incomplete: its index at the end is missing. Upload the whole file again.',
  external_reference: 'The picture of this file is stored in another file. Export it as one file.',
  encrypted: 'The video is encrypted (DRM). Upload a copy without protection.',
  no_video_track: 'The file has no picture, only sound. Upload a video.',
  too_many_streams: 'The file has more than 16 tracks. Export it with one picture and one sound track.',
  unsupported_codec: 'The file uses a codec that is not accepted. Export it as H.264 with AAC.',
  unsupported_video_codec: 'The picture uses a codec that is not accepted. Export it as H.264.',
  too_small: 'The picture is smaller than 16 pixels on a side.',
  too_many_pixels: 'The picture is larger than 8192 pixels on a side or 36 megapixels. Export it smaller.',
  too_short: 'The video is shorter than half a second.',
  too_long: 'The video is longer than 4 hours. Split it.',
  no_usable_timing: 'The video has no usable time stamps. Export it again.',
  timed_out: 'Reading this video took too long. Export it again as H.264 MP4.',
};

/**
 * A permanent refusal of one file: the same bytes will always give the same answer.
 * Source of the rules: 5-media.md (limits) and 7-trust.md (fences).
 */
export class MediaError extends Error {
  /**
   * @param code the reason, stable, stored with the video
   * @param detail for the log only, may hold text of ffmpeg; never shown to a viewer
   */
  constructor(
    readonly code: MediaErrorCode,
    readonly detail?: string,
  ) {
    super(sentences[code]);
    this.name = 'MediaError';
  }
}

/** ffmpeg, ffprobe or a sandbox is missing on this machine; the message is one sentence that says what to install. */
export class MissingToolError extends Error {
  /** @param message one sentence: what is missing and how to get it */
  constructor(message: string) {
    super(message);
    this.name = 'MissingToolError';
  }
}

/**
 * ffmpeg failed although the source had passed every check: killed from outside, disk full, out of memory.
 * Worth a retry, unlike `MediaError`.
 */
export class FfmpegRunError extends Error {
  /**
   * @param message what was being done
   * @param stderrTail the last lines of ffmpeg, for the log
   */
  constructor(
    message: string,
    readonly stderrTail: string,
  ) {
    super(message);
    this.name = 'FfmpegRunError';
  }

  /** There was no room for the output, in the words of the C library (the fence sets its language). */
  get isDiskFull(): boolean {
    return /No space left on device|Disk quota exceeded/.test(this.stderrTail);
  }
}
