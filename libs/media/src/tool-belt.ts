import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { promisify } from 'node:util';
import { findPrograms } from './fence-search.js';
import { MissingToolError } from './media-error.js';
import type { MediaToolsOptions } from './media-tools.js';
import { chooseFence, type Fence } from './sandbox.js';

const execute = promisify(execFile);

/** What was found on this machine, once per process. */
export interface ToolBelt {
  readonly ffmpeg: string;
  readonly ffprobe: string;
  readonly fence: Fence;
  readonly hasZscale: boolean;
  /** Encoders that the plans need and that this build of ffmpeg lacks. */
  readonly missingEncoders: readonly string[];
}

async function locate(name: 'ffmpeg' | 'ffprobe', given: string | undefined): Promise<string> {
  const path = given ?? (await findPrograms([name])).get(name);
  if (path === undefined) {
    throw new MissingToolError(
      `${name} was not found: install it (apt-get install ffmpeg, brew install ffmpeg) or set ${name.toUpperCase()}_PATH.`,
    );
  }
  await access(path, constants.X_OK).catch((error: unknown) => {
    throw new MissingToolError(
      `${name.toUpperCase()}_PATH points to ${path}, which cannot be run (${(error as NodeJS.ErrnoException).code ?? 'unknown'}): correct it or install ffmpeg.`,
    );
  });
  return path;
}

/**
 * Looks for ffmpeg, ffprobe and a fence that works.
 * @throws MissingToolError with one sentence that says what to install
 */
export async function gatherTools(options: MediaToolsOptions): Promise<ToolBelt> {
  const ffmpeg = await locate('ffmpeg', options.ffmpegPath);
  const ffprobe = await locate('ffprobe', options.ffprobePath);
  const fence = await chooseFence(options.sandbox, ffmpeg);
  const [filters, encoders] = await Promise.all([
    execute(ffmpeg, ['-hide_banner', '-filters'], { maxBuffer: 4_000_000 }),
    execute(ffmpeg, ['-hide_banner', '-encoders'], { maxBuffer: 4_000_000 }),
  ]);
  const needed = ['libx264', 'aac', 'gif', 'mjpeg'];
  return {
    ffmpeg,
    ffprobe,
    fence,
    hasZscale: / zscale /.test(filters.stdout),
    missingEncoders: needed.filter((name) => !encoders.stdout.includes(` ${name} `)),
  };
}
