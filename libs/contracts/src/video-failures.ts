import type { VideoFailure } from './videos.js';

/** Trouble of ours that may have passed; what the file itself is to blame for stays. */
const mayPass = true;

/**
 * Why a video failed, for the rep who made it: code → what happened, and the next step. The snake_case codes are those of
 * `@app/media` and of the corpus of hostile files: the same bytes always give the same answer. The kebab-case ones are ours.
 */
const failures: Record<string, readonly [message: string, canRetry?: boolean]> = {
  empty: ['The file is empty. Record or upload it again.'],
  not_a_video_container: [
    'This is not an MP4, MOV, WebM or Matroska video. Convert it to MP4 and upload it again.',
  ],
  broken_container: ['The video file is damaged and nothing in it can be played. Upload another copy of it.'],
  incomplete_file: ['The file is incomplete: its index at the end is missing. Upload the whole file again.'],
  external_reference: [
    'The picture of this file lies in another file. Export it as one file and upload that.',
  ],
  encrypted: ['The video is protected (DRM) and cannot be read. Upload a copy without protection.'],
  no_video_track: ['The file has sound but no picture. Upload a video.'],
  too_many_streams: ['The file has more than 16 tracks. Export it with one picture and one sound track.'],
  unsupported_codec: ['The file uses a codec that is not accepted. Export it as MP4 (H.264 with AAC).'],
  unsupported_video_codec: [
    'The picture uses a codec that is not accepted. Export it as MP4 (H.264 with AAC).',
  ],
  too_small: ['The picture is smaller than 16 pixels on a side. Upload a larger one.'],
  too_many_pixels: [
    'The picture is larger than 8192 pixels on a side or 36 megapixels. Export it smaller and upload that.',
  ],
  too_short: ['The video is shorter than half a second. Record a longer one.'],
  too_long: ['The video is longer than 4 hours. Split it and upload the parts.'],
  no_usable_timing: ['The video has no usable time stamps. Export it again and upload that.'],
  timed_out: ['Reading this video took too long. Export it again as MP4 (H.264) and upload that.'],
  'upload-expired': ['The upload was never completed and was given up. Upload the file again.'],
  'source-missing': ['The uploaded file is no longer on the server. Upload it again, and tell your admin.'],
  'processing-failed': [
    'Processing failed twice on our side; your upload is safe. Try again, and tell your admin if it stays.',
    mayPass,
  ],
};

/** What the API says about a failure code; one that is not known is treated as trouble of ours. */
export function describeVideoFailure(code: string): VideoFailure {
  const [message, canRetry = false] = failures[code] ?? failures['processing-failed'] ?? [''];
  return { code, message, canRetry };
}
