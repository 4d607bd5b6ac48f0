import type { KeyframeScan } from './keyframe-scan.js';
import type { Container, SourceFacts } from './media-facts.js';
import type { PacketScan } from './packet-scan.js';
import type { ChosenTracks } from './source-checks.js';
import type { ProbedStream } from './ffprobe-output.js';

/** Everything the three passes and the walk over the structure found. */
export interface Measured {
  readonly container: Container;
  readonly sizeBytes: number;
  readonly tracks: ChosenTracks;
  readonly packets: PacketScan;
  readonly keyframes: KeyframeScan;
  /** Duration of the header, ms; undefined where live recorders wrote none. */
  readonly headerMs: number | undefined;
  /** The walk over boxes or elements found a cut or a hole. */
  readonly isStructureDamaged: boolean;
  /** Decoding key frames printed errors. */
  readonly hasDecodeErrors: boolean;
}

const hdrTransfers = new Set(['smpte2084', 'arib-std-b67']);
const interlacedOrders = new Set(['tt', 'bb', 'tb', 'bt']);
const copiedPixelFormats = new Set(['yuv420p', 'yuvj420p']);
/** A source that started its sound later than this is given silence in front, which a copy cannot do, ms. */
const maxLateSoundMs = 60;
/** Sound that begins earlier than this before the picture would play to a black one, ms; some frames' delay is usual. */
const maxEarlySoundMs = 250;

function clockwiseRotation(video: ProbedStream): number {
  const raw = video.side_data_list?.find((entry) => entry.rotation !== undefined)?.rotation ?? 0;
  const clockwise = (((-Math.round(raw / 90) * 90) % 360) + 360) % 360;
  return Number.isFinite(clockwise) ? clockwise : 0;
}

function aspect(video: ProbedStream): number {
  const [across, down] = (video.sample_aspect_ratio ?? '').split(':').map(Number);
  const ratio = (across ?? 0) / (down ?? 0);
  return Number.isFinite(ratio) && ratio >= 0.05 && ratio <= 20 ? ratio : 1;
}

/** @returns size as displayed, pixels, ≤ 8192 on a side */
function displayedSize(video: ProbedStream, rotation: number): { width: number; height: number } {
  const across = Math.min(8192, Math.round((video.width ?? 0) * aspect(video)));
  const down = video.height ?? 0;
  return rotation % 180 === 0 ? { width: across, height: down } : { width: down, height: across };
}

function isCopyable(video: ProbedStream, measured: Measured): boolean {
  const hasMatrix = video.side_data_list?.some((entry) => (entry.rotation ?? 0) !== 0) ?? false;
  return (
    video.codec_name === 'h264' &&
    copiedPixelFormats.has(video.pix_fmt ?? '') &&
    !hasMatrix &&
    aspect(video) === 1 &&
    !interlacedOrders.has(video.field_order ?? '') &&
    (video.width ?? 0) % 2 === 0 &&
    (video.height ?? 0) % 2 === 0 &&
    !measured.keyframes.hasSizeChange &&
    !measured.hasDecodeErrors &&
    measured.packets.track(video.index).fps <= 61
  );
}

/**
 * Turns measurements into facts. Partial means: publish it and say that something is missing.
 * @param measured all checks have passed
 */
export function toSourceFacts(measured: Measured): SourceFacts {
  const { tracks, packets } = measured;
  const video = packets.track(tracks.video.index);
  const audio = tracks.audio ? packets.track(tracks.audio.index) : undefined;
  const hasAudio = audio !== undefined && audio.count > 0;
  const firstMs = Math.min(video.firstMs, hasAudio ? audio.firstMs : Infinity);
  const endMs = Math.max(video.endMs, hasAudio ? audio.endMs : -Infinity);
  const durationMs = Math.round(endMs - firstMs);
  const rotation = clockwiseRotation(tracks.video);
  // Matroska's Duration counts from zero, even if the first picture comes an hour later.
  const overstatedMs = (measured.headerMs ?? 0) - Math.max(durationMs, endMs);
  return {
    container: measured.container,
    durationMs,
    ...displayedSize(tracks.video, rotation),
    fps: video.fps || (video.count * 1000) / Math.max(1, durationMs),
    frameCount: video.count,
    videoCodec: tracks.video.codec_name ?? '',
    pixelFormat: tracks.video.pix_fmt ?? 'unknown',
    rotation,
    isInterlaced: interlacedOrders.has(tracks.video.field_order ?? ''),
    isHdr: hdrTransfers.has(tracks.video.color_transfer ?? ''),
    hasAudio,
    ...(hasAudio
      ? { audioCodec: tracks.audio?.codec_name ?? '', audioStreamIndex: tracks.audio?.index ?? 0 }
      : {}),
    canCopyAudio:
      hasAudio &&
      tracks.audio?.codec_name === 'aac' &&
      tracks.audio.profile === 'LC' &&
      audio.firstMs - video.firstMs <= maxLateSoundMs &&
      video.firstMs - audio.firstMs <= maxEarlySoundMs,
    canCopyVideo: isCopyable(tracks.video, measured),
    isPartial:
      measured.isStructureDamaged ||
      measured.hasDecodeErrors ||
      packets.corruptCount > 0 ||
      overstatedMs > Math.max(1000, durationMs * 0.1),
    videoStreamIndex: tracks.video.index,
    sizeBytes: measured.sizeBytes,
  };
}
