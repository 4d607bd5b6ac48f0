import { MissingToolError } from '../media-error.js';
import type { MediaLimits } from '../media-limits.js';
import type { MediaToolsOptions } from '../media-tools.js';
import { readStructure } from '../probe.js';
import { fencedInputOptions } from '../tool-arguments.js';
import type { ToolBelt } from '../tool-belt.js';
import { proveFences } from './prove-fences.js';

const unsafeWarning =
  'MEDIA_SANDBOX=unsafe-off: ffmpeg runs WITHOUT a sandbox. A hostile video can read every file of this user and reach the network. Use it only for development; install bubblewrap and set MEDIA_SANDBOX=required everywhere else.';

/**
 * Whether this machine may process files of strangers: the tools are complete and every fence holds.
 * @param gather finds the tools
 * @returns one sentence per problem; none = all well. Never throws
 */
export async function selfTest(
  gather: () => Promise<ToolBelt>,
  { sandbox, logger }: Pick<MediaToolsOptions, 'sandbox' | 'logger'>,
  limits: MediaLimits,
): Promise<string[]> {
  try {
    const { missingEncoders, fence, ffprobe } = await gather();
    const problems = missingEncoders.map(
      (name) => `ffmpeg has no encoder ${name}: install a full build (apt-get install ffmpeg).`,
    );
    if (sandbox === 'unsafe-off') logger?.warn({}, unsafeWarning);
    else if (!fence.promises.has('isolation'))
      problems.push('ffmpeg runs without a sandbox although one is required.');
    const fences = { readStructure, inputOptions: fencedInputOptions, fence, ffprobe, limits };
    return [...problems, ...(await proveFences(fences))];
  } catch (error) {
    if (error instanceof MissingToolError) return [error.message];
    const reason = error instanceof Error ? error.message : String(error);
    return [`ffmpeg and its fences could not be tried: ${reason}`];
  }
}
