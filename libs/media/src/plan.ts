import type { SourceFacts } from './media-facts.js';
import { indexRoomOptions } from './segment-index.js';

/** One file that a command leaves. */
export interface PlannedFile {
  /** Name in the output folder. */
  readonly file: string;
  /** Its picture is that of the source, not encoded again. */
  readonly isCopy: boolean;
}

/** One output of a command. */
export interface PlannedOutput {
  /** Where ffmpeg writes to: the name of the file, or of several as its muxer `tee` reads them. */
  readonly target: string;
  readonly options: readonly string[];
  readonly files: readonly PlannedFile[];
}

/** @returns the output that is one file */
export function oneFile(file: string, options: readonly string[], isCopy = false): PlannedOutput {
  return { target: file, options, files: [{ file, isCopy }] };
}

/** One ffmpeg command, computed and not yet run: the same facts always give the same arguments. */
export interface MediaPlan {
  /** Put before every input, after the fences. */
  readonly inputOptions: readonly string[];
  readonly outputs: readonly PlannedOutput[];
  /** Frames the first output will have; what progress is measured against. */
  readonly expectedFrames: number;
}

/** @returns the files of all outputs, in their order */
export const filesOf = ({ outputs }: MediaPlan): PlannedFile[] => outputs.flatMap(({ files }) => files);

/** What this machine can do. */
export interface PlanSetting {
  /** ffmpeg was built with zimg: tone mapping is right instead of near. */
  readonly hasZscale: boolean;
  /** Threads per encoder, 1–8. */
  readonly threads: number;
}

/** A fragment for each key frame: serves `<video src>` and HLS alike (5-media.md, Encoding). */
export const publishedMovFlags = '+frag_keyframe+empty_moov+default_base_moof+skip_trailer';

/**
 * What every published MP4 is written with, whatever its muxer: nothing of the source's metadata, chapters, subtitles or
 * data tracks passes (7-trust.md), and there is room in front for the index that {@link writeSegmentIndex} writes.
 * @param durationMs how long it will be; undefined: not known yet
 */
export function publishedOptions(durationMs: number | undefined): string[] {
  return [
    '-map_metadata',
    '-1',
    '-map_metadata:s',
    '-1',
    '-map_chapters',
    '-1',
    '-sn',
    '-dn',
    '-max_muxing_queue_size',
    '4096',
    '-fflags',
    '+bitexact',
    ...indexRoomOptions(durationMs),
  ];
}

/** {@link publishedOptions} of an MP4 by itself. */
export function publishedMp4Options(durationMs: number): string[] {
  return [...publishedOptions(durationMs), '-movflags', publishedMovFlags, '-f', 'mp4'];
}

/** @returns the nearest even number ≥ 2 that is not larger, so that nothing is ever upscaled */
export function toEven(value: number): number {
  return Math.max(2, Math.floor(value / 2) * 2);
}

/**
 * @param facts displayed size
 * @param lines wanted shorter side, pixels
 * @returns even size of that many lines with the same shape; the source's own size if that is smaller
 */
export function fitLines(facts: SourceFacts, lines: number): { width: number; height: number } {
  const scale = Math.min(1, lines / Math.min(facts.width, facts.height));
  // A side below 16 would be a picture no player shows; only absurdly long strips get here.
  const side = (length: number) => Math.max(16, toEven(Math.round(length * scale)));
  return { width: side(facts.width), height: side(facts.height) };
}

/** @returns frames per second to keep: 60 for sources above 45, otherwise 30 (5-media.md, ladder) */
export function frameRateCap(fps: number): 30 | 60 {
  return fps > 45 ? 60 : 30;
}

/** @returns how many frames are left after the cap */
export function expectedFrames(facts: SourceFacts): number {
  const cap = frameRateCap(facts.fps);
  if (facts.fps <= cap * 1.02) return facts.frameCount;
  return Math.max(1, Math.round((facts.frameCount * cap) / facts.fps));
}

/**
 * Filters that make the picture plain before it is scaled: progressive, at most 60 frames, standard dynamic range.
 * Frames are only dropped, never doubled: a 30 s freeze costs no frames (variable frame rate stays variable).
 */
export function prepareFilters(facts: SourceFacts, setting: PlanSetting): string[] {
  const filters: string[] = [];
  const cap = frameRateCap(facts.fps);
  if (facts.fps > cap * 1.02) {
    const slot = (time: string) => `floor(${time}*${cap}+0.01)`;
    filters.push(`select='isnan(prev_selected_t)+gt(${slot('t')},${slot('prev_selected_t')})'`);
  }
  if (facts.isInterlaced) filters.push('yadif');
  return facts.isHdr ? [...filters, ...toneMap(setting)] : filters;
}

function toneMap(setting: PlanSetting): string[] {
  if (!setting.hasZscale) return ['format=yuv420p'];
  return [
    'zscale=t=linear:npl=100',
    'format=gbrpf32le',
    'zscale=p=bt709',
    'tonemap=tonemap=hable:desat=0',
    'zscale=t=bt709:m=bt709:r=tv',
  ];
}

/** @returns filters to one size with square pixels, 8 bit, limited range */
export function scaleFilters(size: { width: number; height: number }): string[] {
  return [`scale=w=${size.width}:h=${size.height}:flags=bicubic:out_range=tv`, 'setsar=1', 'format=yuv420p'];
}

/** @returns output options that name the colours after tone mapping */
export function colourTags(facts: SourceFacts): string[] {
  if (!facts.isHdr) return [];
  return ['-color_primaries', 'bt709', '-color_trc', 'bt709', '-colorspace', 'bt709'];
}

/** Sound that starts with the picture and has no holes; a late start becomes silence. */
export const evenSound = 'aresample=48000:async=1:first_pts=0';

/** AAC stereo of 128 kbit/s. */
export const aacOptions: readonly string[] = ['-c:a', 'aac', '-b:a', '128k', '-ac', '2', '-ar', '48000'];

/** Key frames at every multiple of 2 s and nowhere else, so that renditions of one source agree. */
export const keyFrameOptions: readonly string[] = [
  '-force_key_frames',
  'expr:if(isnan(prev_forced_t),1,gt(floor(t/2),floor(prev_forced_t/2)))',
  '-g',
  '9999',
  '-sc_threshold',
  '0',
  '-forced-idr',
  '1',
];
