import type { MediaLimits } from '../media-limits.js';
import type { readStructure } from '../probe.js';
import type { Fence } from '../sandbox.js';
import type { fencedInputOptions } from '../tool-arguments.js';

/** The three fences as the tools use them. Each is tried without the others, so that one cannot cover for another. */
export interface FencesUnderTest {
  /** First fence: what a file is, found without ffmpeg. */
  readonly readStructure: typeof readStructure;
  /** Second fence: forced demuxer and whitelists. */
  readonly inputOptions: typeof fencedInputOptions;
  /** Third fence. */
  readonly fence: Fence;
  /** Absolute path of the tool that meets the second fence. */
  readonly ffprobe: string;
  readonly limits: MediaLimits;
}
