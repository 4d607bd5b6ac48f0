import type { Container } from './media-facts.js';
import { audioCodecs, videoCodecs, type MediaLimits } from './media-limits.js';

/**
 * Names of decoders, which differ from codec names where a library does the work. Text subtitles and `png` are here only
 * because ffprobe fails on harmless files without them (7-trust.md); no plan ever maps them.
 */
const decoders = [
  ...videoCodecs,
  'libvpx',
  'libvpx-vp9',
  'libdav1d',
  'libaom-av1',
  ...audioCodecs,
  'libopus',
  'libvorbis',
  'mp3float',
  'ac3_fixed',
  'aac_fixed',
  'png',
  'mov_text',
  'subrip',
  'srt',
  'ass',
  'ssa',
  'webvtt',
  'text',
];

const formats: Record<Container, string> = {
  mov: 'mov,mp4,m4a,3gp,3g2,mj2',
  matroska: 'matroska,webm',
};

/**
 * Second fence of 7-trust.md, to be put before every input: forced demuxer, whitelists, bounded pictures.
 * @param container as sniffed
 * @param limits of the deployment
 */
export function fencedInputOptions(container: Container, limits: MediaLimits): string[] {
  return [
    '-protocol_whitelist',
    'file,pipe',
    '-format_whitelist',
    formats[container],
    '-codec_whitelist',
    decoders.join(','),
    '-max_pixels',
    String(limits.maxPixels),
    '-f',
    container,
  ];
}
