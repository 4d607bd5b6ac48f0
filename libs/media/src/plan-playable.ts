import { cutFrameCount, cutInputOptions, type KeptPiece, pictureFilters, soundGraph } from './cut.js';
import type { SourceFacts } from './media-facts.js';
import {
  aacOptions,
  colourTags,
  evenSound,
  expectedFrames,
  fitLines,
  keyFrameOptions,
  oneFile,
  prepareFilters,
  publishedMp4Options,
  scaleFilters,
  type MediaPlan,
  type PlanSetting,
} from './plan.js';

/** File name of the first playable version. */
export const playableFile = 'playable.mp4';

function pictureOptions(facts: SourceFacts, setting: PlanSetting): string[] {
  if (facts.canCopyVideo) return ['-c:v', 'copy'];
  const filters = [...prepareFilters(facts, setting), ...scaleFilters(fitLines(facts, 720))];
  return ['-vf', filters.join(','), ...quickEncoder(facts, setting)];
}

function quickEncoder(facts: SourceFacts, setting: PlanSetting): string[] {
  return [
    '-vsync',
    'vfr',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-crf',
    '23',
    '-maxrate',
    '4M',
    '-bufsize',
    '8M',
    '-threads',
    String(setting.threads),
    '-pix_fmt',
    'yuv420p',
    ...keyFrameOptions,
    ...colourTags(facts),
  ];
}

/** Two thirds of the time, for a version that is replaced by better ones. */
const quickSound = [...aacOptions, '-aac_coder', 'fast'];

function soundOptions(facts: SourceFacts): string[] {
  if (facts.audioStreamIndex === undefined) return ['-an'];
  const map = ['-map', `0:${facts.audioStreamIndex}`];
  return facts.canCopyAudio ? [...map, '-c:a', 'copy'] : [...map, '-af', evenSound, ...quickSound];
}

/** A cut needs one graph for picture and sound; both are encoded. */
function planCut(facts: SourceFacts, setting: PlanSetting, kept: readonly KeptPiece[]): MediaPlan {
  const picture = [...pictureFilters(facts, setting, kept), ...scaleFilters(fitLines(facts, 720))];
  const graph = [
    `[0:${facts.videoStreamIndex}]${picture.join(',')}[v]`,
    ...soundGraph(facts, kept, ['aformat=channel_layouts=stereo'], '[a]'),
  ].join(';');
  const sound = facts.hasAudio ? ['-map', '[a]', ...aacOptions] : ['-an'];
  const options = ['-filter_complex', graph, '-map', '[v]', ...quickEncoder(facts, setting), ...sound];
  return {
    inputOptions: cutInputOptions(kept),
    outputs: [oneFile(playableFile, [...options, ...publishedMp4Options(facts.durationMs)])],
    expectedFrames: cutFrameCount(facts, kept),
  };
}

/**
 * The quickest way to something that plays: copy what can be copied, else the fastest encode of ≤ 720 lines.
 * @param facts of the source
 * @param setting of the machine
 * @param kept the pieces that are left; undefined: everything
 */
export function planPlayable(
  facts: SourceFacts,
  setting: PlanSetting,
  kept?: readonly KeptPiece[],
): MediaPlan {
  if (kept) return planCut(facts, setting, kept);
  const options = [
    '-map',
    `0:${facts.videoStreamIndex}`,
    ...pictureOptions(facts, setting),
    ...soundOptions(facts),
    ...publishedMp4Options(facts.durationMs),
  ];
  return {
    inputOptions: [],
    outputs: [oneFile(playableFile, options, facts.canCopyVideo)],
    expectedFrames: facts.canCopyVideo ? facts.frameCount : expectedFrames(facts),
  };
}
