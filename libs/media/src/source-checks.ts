import type { ProbedFile, ProbedStream } from './ffprobe-output.js';
import type { IsoStructure } from './iso-structure.js';
import type { KeyframeScan } from './keyframe-scan.js';
import { MediaError } from './media-error.js';
import { audioCodecs, videoCodecs, type MediaLimits } from './media-limits.js';
import type { PacketScan } from './packet-scan.js';

/** The tracks that are published: the first real picture and the first sound. */
export interface ChosenTracks {
  readonly video: ProbedStream;
  readonly audio?: ProbedStream;
}

/**
 * Refusals that the boxes alone justify, before any demuxer runs.
 * @throws MediaError
 */
export function checkIsoStructure(iso: IsoStructure, limits: MediaLimits): void {
  if (iso.isEncrypted) throw new MediaError('encrypted');
  if (iso.hasExternalData) throw new MediaError('external_reference');
  if (iso.hasCompressedIndex) throw new MediaError('broken_container', 'compressed index');
  if (!iso.hasIndex) throw new MediaError(iso.isCut ? 'incomplete_file' : 'broken_container', 'no moov');
  if (iso.claimedWidth > 0) checkSize(iso.claimedWidth, iso.claimedHeight, limits);
  if (iso.hasZeroTimescale) throw new MediaError('no_usable_timing', 'timescale 0');
  if (iso.emptyEditMs > limits.maxDurationMs) throw new MediaError('no_usable_timing', 'empty edit');
}

/**
 * @param width pixels
 * @param height pixels
 * @throws MediaError too_small, too_many_pixels
 */
export function checkSize(width: number, height: number, limits: MediaLimits): void {
  if (Math.min(width, height) < limits.minSide) throw new MediaError('too_small', `${width}x${height}`);
  if (Math.max(width, height) > limits.maxSide || width * height > limits.maxPixels) {
    throw new MediaError('too_many_pixels', `${width}x${height}`);
  }
}

/**
 * @param probed ffprobe's first pass
 * @throws MediaError too_many_streams, no_video_track, too_small, too_many_pixels, unsupported_codec, unsupported_video_codec
 */
export function chooseTracks(probed: ProbedFile, limits: MediaLimits): ChosenTracks {
  if (probed.streams.length > limits.maxStreams) {
    throw new MediaError('too_many_streams', String(probed.streams.length));
  }
  const pictures = probed.streams.filter(
    (stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1,
  );
  const first = pictures[0];
  if (!first) throw new MediaError('no_video_track');
  const video = pictures.find((stream) => videoCodecs.has(stream.codec_name ?? '')) ?? first;
  if (video.width !== undefined && video.height !== undefined && video.width > 0) {
    checkSize(video.width, video.height, limits);
  }
  if (!videoCodecs.has(video.codec_name ?? '')) {
    throw new MediaError('unsupported_video_codec', video.codec_name);
  }
  const audio = probed.streams.find((stream) => stream.codec_type === 'audio');
  if (audio && !audioCodecs.has(audio.codec_name ?? '')) {
    throw new MediaError('unsupported_codec', audio.codec_name);
  }
  return audio ? { video, audio } : { video };
}

/**
 * Limits on what was measured, not on what the header claims.
 * @throws MediaError broken_container, no_usable_timing, too_short, too_long, too_small, too_many_pixels
 */
export function checkMeasured(
  tracks: ChosenTracks,
  packets: PacketScan,
  keyframes: KeyframeScan,
  limits: MediaLimits,
): void {
  const video = packets.track(tracks.video.index);
  if (video.count === 0) throw new MediaError('broken_container', 'no readable picture');
  if (video.count > 1 && !video.hasAdvanced) throw new MediaError('no_usable_timing');
  const frameMs = video.fps > 0 ? 1000 / video.fps : 0;
  const pictureMs = Math.max(video.endMs - video.firstMs, video.count * frameMs);
  if (pictureMs < limits.minDurationMs) throw new MediaError('too_short', `${Math.round(pictureMs)} ms`);
  const audio = tracks.audio ? packets.track(tracks.audio.index) : undefined;
  const endMs = Math.max(video.endMs, audio?.endMs ?? -Infinity);
  if (endMs - Math.min(video.firstMs, audio?.firstMs ?? Infinity) > limits.maxDurationMs) {
    throw new MediaError('too_long');
  }
  if (keyframes.count === 0) throw new MediaError('broken_container', 'no decodable key frame');
  checkSize(keyframes.maxWidth, keyframes.maxHeight, limits);
}
