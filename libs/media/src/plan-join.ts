import type { SourceFacts } from './media-facts.js';
import {
  aacOptions,
  evenSound,
  fitLines,
  keyFrameOptions,
  oneFile,
  prepareFilters,
  scaleFilters,
  type MediaPlan,
  type PlanSetting,
} from './plan.js';

/** File name of the joined runs. */
export const joinedFile = 'joined.mp4';

function pictureOf(facts: SourceFacts, index: number, setting: PlanSetting, canvas: Canvas): string {
  const filters = [
    ...prepareFilters(facts, setting),
    `scale=w=${canvas.width}:h=${canvas.height}:force_original_aspect_ratio=decrease:force_divisible_by=2`,
    `pad=${canvas.width}:${canvas.height}:(ow-iw)/2:(oh-ih)/2`,
    ...scaleFilters(canvas).slice(1),
  ];
  return `[${index}:${facts.videoStreamIndex}]${filters.join(',')}[v${index}]`;
}

function soundOf(facts: SourceFacts, index: number): string {
  const source =
    facts.audioStreamIndex === undefined
      ? `anullsrc=r=48000:cl=stereo,atrim=duration=${(facts.durationMs / 1000).toFixed(3)}`
      : `[${index}:${facts.audioStreamIndex}]${evenSound}`;
  return `${source},aformat=sample_fmts=fltp:channel_layouts=stereo[a${index}]`;
}

interface Canvas {
  readonly width: number;
  readonly height: number;
}

/**
 * Runs are two files with two clocks; appending bytes silently drops half (5-media.md, Recording). So every run is
 * brought to the first one's size and to one sound format, and then they follow one another.
 * @param runs facts of each run in order, 1 … 16
 * @param setting of the machine
 */
export function planJoin(runs: readonly SourceFacts[], setting: PlanSetting): MediaPlan {
  const [first] = runs;
  if (!first) throw new RangeError('planJoin needs at least one run');
  const canvas = fitLines(first, 2160);
  const hasAudio = runs.some((facts) => facts.hasAudio);
  const parts = runs.flatMap((facts, index) => [
    pictureOf(facts, index, setting, canvas),
    ...(hasAudio ? [soundOf(facts, index)] : []),
  ]);
  const inputs = runs.map((_, index) => `[v${index}]${hasAudio ? `[a${index}]` : ''}`).join('');
  const concat = `${inputs}concat=n=${runs.length}:v=1:a=${hasAudio ? 1 : 0}[v]${hasAudio ? '[a]' : ''}`;
  const options = [
    '-filter_complex',
    [...parts, concat].join(';'),
    '-map',
    '[v]',
    '-vsync',
    'vfr',
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-crf',
    '20',
    '-pix_fmt',
    'yuv420p',
    '-threads',
    String(setting.threads),
    ...keyFrameOptions,
    ...(hasAudio ? ['-map', '[a]', ...aacOptions, '-b:a', '192k'] : ['-an']),
    '-map_metadata',
    '-1',
    '-map_chapters',
    '-1',
    '-sn',
    '-dn',
    '-fflags',
    '+bitexact',
    '-max_muxing_queue_size',
    '4096',
    '-movflags',
    '+faststart',
    '-f',
    'mp4',
  ];
  return {
    inputOptions: [],
    outputs: [oneFile(joinedFile, options)],
    expectedFrames: runs.reduce((sum, facts) => sum + facts.frameCount, 0),
  };
}
