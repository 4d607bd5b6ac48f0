import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { FfmpegRunError } from './media-error.js';
import type { Rendition } from './media-facts.js';
import type { ProbeSetting } from './probe.js';
import { runLines } from './process-group.js';
import { probeLimits } from './sandbox-limits.js';
import { writeSegmentIndex } from './segment-index.js';

const seconds = z.coerce.number();
const outputSchema = z.object({
  streams: z.array(
    z.object({
      codec_type: z.string(),
      codec_name: z.string(),
      profile: z.string().optional(),
      level: z.number().optional(),
      width: z.number().optional(),
      height: z.number().optional(),
    }),
  ),
  format: z.object({ duration: seconds }),
});

/** profile_idc and constraint flags, ISO/IEC 14496-15 §5.3.3 with RFC 6381. */
const avcProfiles: Record<string, string> = {
  'Constrained Baseline': '42E0',
  Baseline: '4200',
  Main: '4D40',
  High: '6400',
};

/** @returns for example `avc1.64001F` */
export function avcCodecString(profile: string | undefined, level: number | undefined): string {
  const hex = (level ?? 31).toString(16).toUpperCase().padStart(2, '0');
  return `avc1.${avcProfiles[profile ?? ''] ?? '6400'}${hex}`;
}

/**
 * Completes what ffmpeg wrote by its index and reads it back: the facts of a rendition are measured, not assumed.
 * @param path of the rendition, written with `publishedOptions`
 * @param isCopy from the plan
 * @throws FfmpegRunError if the file is not a playable MP4
 */
export async function finishRendition(
  path: string,
  isCopy: boolean,
  setting: ProbeSetting,
): Promise<Rendition> {
  await writeSegmentIndex(path).catch((error: unknown) => {
    throw error instanceof RangeError ? new FfmpegRunError(error.message, '') : error;
  });
  const { size: sizeBytes } = await stat(path);
  const { words, inputs } = setting.fence.wrap({
    tool: setting.ffprobe,
    inputs: [path],
    limits: probeLimits,
  });
  const entries = 'stream=codec_type,codec_name,profile,level,width,height:format=duration';
  const args = ['-v', 'error', '-protocol_whitelist', 'file,pipe', '-f', 'mov', '-of', 'json'];
  let json = '';
  const end = await runLines(
    [...words, ...args, '-show_entries', entries, '-i', `file:${inputs[0] ?? ''}`],
    { wallMs: setting.limits.probeWallMs, ...(setting.signal ? { signal: setting.signal } : {}) },
    (line) => {
      json += line;
    },
  );
  const parsed = outputSchema.safeParse(end.exitCode === 0 ? JSON.parse(json) : undefined);
  const video = parsed.data?.streams.find((stream) => stream.codec_type === 'video');
  if (!parsed.data || !video) throw new FfmpegRunError('the output cannot be played', end.stderrTail);
  const audio = parsed.data.streams.find((stream) => stream.codec_type === 'audio');
  const durationMs = Math.round(parsed.data.format.duration * 1000);
  return {
    file: basename(path),
    width: video.width ?? 0,
    height: video.height ?? 0,
    sizeBytes,
    durationMs,
    isCopy,
    bitrateBps: Math.round((sizeBytes * 8e3) / Math.max(1, durationMs)),
    videoCodec: avcCodecString(video.profile, video.level),
    ...(audio ? { audioCodec: 'mp4a.40.2' } : {}),
  };
}
