import { open } from 'node:fs/promises';
import { keyframeEntries, KeyframeScan } from './keyframe-scan.js';
import { probeSchema, streamEntries, type ProbedFile } from './ffprobe-output.js';
import { FileWindow } from './file-window.js';
import { readIsoStructure } from './iso-structure.js';
import { readMatroskaStructure } from './matroska-structure.js';
import { FfmpegRunError, MediaError } from './media-error.js';
import type { Container, SourceFacts } from './media-facts.js';
import type { MediaLimits } from './media-limits.js';
import { packetEntries, PacketScan } from './packet-scan.js';
import { runLines, type ProcessEnd } from './process-group.js';
import type { Fence } from './sandbox.js';
import { probeLimits } from './sandbox-limits.js';
import { checkIsoStructure, checkMeasured, chooseTracks, type ChosenTracks } from './source-checks.js';
import { toSourceFacts } from './source-facts.js';
import { sniffContainer } from './sniff.js';
import { fencedInputOptions } from './tool-arguments.js';

/** What a probe works with. */
export interface ProbeSetting {
  readonly ffprobe: string;
  readonly fence: Fence;
  readonly limits: MediaLimits;
  readonly signal?: AbortSignal;
}

/** What a file is, found without any tool. */
interface Structure {
  readonly container: Container;
  readonly sizeBytes: number;
  readonly isDamaged: boolean;
}

const maxJsonLength = 1_000_000;
const isCpuLimit = (end: ProcessEnd) =>
  end.signal === 'SIGXCPU' || end.exitCode === 128 + 24 || end.exitCode === 152;
/** Killed from outside (memory, shutdown): says nothing about the file. */
const isForeignKill = (end: ProcessEnd) =>
  end.signal === 'SIGTERM' || end.signal === 'SIGKILL' || end.exitCode === 143;

/**
 * First fence of 7-trust.md: reads the container itself, before any tool does.
 * @param path absolute path of a local file
 * @throws MediaError for a file that is refused already
 */
export async function readStructure(path: string, limits: MediaLimits): Promise<Structure> {
  const file = await open(path, 'r');
  try {
    const { size: sizeBytes } = await file.stat();
    if (sizeBytes === 0) throw new MediaError('empty');
    const window = new FileWindow(file, sizeBytes);
    const container = sniffContainer(await window.read(0, 16));
    if (!container) throw new MediaError('not_a_video_container');
    if (container === 'matroska') {
      const { isDamaged, isEncrypted } = await readMatroskaStructure(window);
      if (isEncrypted) throw new MediaError('encrypted');
      return { container, sizeBytes, isDamaged };
    }
    const iso = await readIsoStructure(window);
    checkIsoStructure(iso, limits);
    return { container, sizeBytes, isDamaged: iso.isCut };
  } finally {
    await file.close();
  }
}

/** One fenced run of ffprobe over the file. */
export async function scan(
  setting: ProbeSetting,
  input: { path: string; container: Container },
  args: readonly string[],
  onLine: (line: string) => void,
): Promise<ProcessEnd> {
  const { words, inputs } = setting.fence.wrap({
    tool: setting.ffprobe,
    inputs: [input.path],
    limits: probeLimits,
  });
  const fenced = fencedInputOptions(input.container, setting.limits);
  const command = [...words, '-hide_banner', '-v', 'error', '-max_alloc', '268435456'];
  const end = await runLines(
    [...command, ...fenced, ...args, '-i', `file:${inputs[0] ?? ''}`],
    { wallMs: setting.limits.probeWallMs, ...(setting.signal ? { signal: setting.signal } : {}) },
    onLine,
  );
  if (isForeignKill(end)) throw new FfmpegRunError('ffprobe was killed', end.stderrTail);
  return end;
}

async function readStreams(
  setting: ProbeSetting,
  input: { path: string; container: Container },
): Promise<ProbedFile> {
  let json = '';
  const end = await scan(setting, input, ['-of', 'json', '-show_entries', streamEntries], (line) => {
    if (json.length < maxJsonLength) json += line;
  });
  if (end.stderrTail.includes('not on whitelist') && end.exitCode !== 0) {
    throw new MediaError('unsupported_codec', end.stderrTail);
  }
  if (isCpuLimit(end)) throw new MediaError('timed_out', end.stderrTail);
  if (end.exitCode !== 0) throw new MediaError('broken_container', end.stderrTail);
  const parsed = probeSchema.safeParse(JSON.parse(json));
  if (!parsed.success) throw new MediaError('broken_container', parsed.error.message);
  return parsed.data;
}

async function readPackets(
  setting: ProbeSetting,
  input: { path: string; container: Container },
): Promise<PacketScan> {
  const packets = new PacketScan();
  const end = await scan(setting, input, ['-of', 'csv=p=0', '-show_entries', packetEntries], (line) =>
    packets.addLine(line),
  );
  if (isCpuLimit(end)) throw new MediaError('timed_out', end.stderrTail);
  return packets;
}

async function readKeyframes(
  setting: ProbeSetting,
  input: { path: string; container: Container },
  tracks: ChosenTracks,
  withinMs: number | undefined,
): Promise<{ keyframes: KeyframeScan; hasDecodeErrors: boolean }> {
  const keyframes = new KeyframeScan();
  const only = [
    '-select_streams',
    String(tracks.video.index),
    '-skip_frame',
    'nokey',
    ...(withinMs === undefined ? [] : ['-read_intervals', `%+${withinMs / 1000}`]),
  ];
  const end = await scan(
    setting,
    input,
    [...only, '-of', 'csv=p=0', '-show_entries', keyframeEntries],
    (line) => keyframes.addLine(line),
  );
  if (end.stderrTail.includes('exceeds specified max pixel count')) {
    throw new MediaError('too_many_pixels', end.stderrTail);
  }
  const decoder = `[${tracks.video.codec_name ?? ''} @`;
  return { keyframes, hasDecodeErrors: end.stderrTail.includes(decoder) };
}

/**
 * Measures a file in three bounded passes: tracks, packets, key frames.
 * @param path absolute path of a local file
 * @param keyFramesWithinMs see `ProbeOptions`
 * @throws MediaError for a file that is refused, FfmpegRunError if the tool was killed from outside
 */
export async function probeSource(
  path: string,
  setting: ProbeSetting,
  keyFramesWithinMs?: number,
): Promise<SourceFacts> {
  const structure = await readStructure(path, setting.limits);
  const input = { path, container: structure.container };
  const probed = await readStreams(setting, input);
  const tracks = chooseTracks(probed, setting.limits);
  const [packets, { keyframes, hasDecodeErrors }] = await Promise.all([
    readPackets(setting, input),
    readKeyframes(setting, input, tracks, keyFramesWithinMs),
  ]);
  checkMeasured(tracks, packets, keyframes, setting.limits);
  const headerSeconds = probed.format.duration;
  return toSourceFacts({
    container: structure.container,
    sizeBytes: structure.sizeBytes,
    tracks,
    packets,
    keyframes,
    headerMs: headerSeconds === undefined ? undefined : headerSeconds * 1e3,
    isStructureDamaged: structure.isDamaged,
    hasDecodeErrors,
  });
}
