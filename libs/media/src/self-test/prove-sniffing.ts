import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MediaError, type MediaErrorCode } from '../media-error.js';
import type { FencesUnderTest } from './fences-under-test.js';
import { concatScript, externalMovie, hlsPlaylist } from './hostile-files.js';

const remedy = 'This installation is damaged: install Outreel again (npm ci, then npm run build).';

/** What is offered as a video, and what it must be refused for. */
const trials: readonly [what: string, content: string | Buffer, code: MediaErrorCode][] = [
  ['a playlist', hlsPlaylist('file:///etc/hostname'), 'not_a_video_container'],
  ['a script that opens other files', concatScript('/etc/hostname'), 'not_a_video_container'],
  ['a video whose picture lies in another file', externalMovie(), 'external_reference'],
];

/**
 * First fence of 7-trust.md: our own reader refuses before any tool runs. Whatever it refuses for is found by this process
 * alone, so nothing is opened here but the file itself.
 * @param folder empty, for what is made here
 * @returns a sentence for each file that got through
 */
export async function proveSniffing(
  { readStructure, limits }: Pick<FencesUnderTest, 'readStructure' | 'limits'>,
  folder: string,
): Promise<string[]> {
  const problems = trials.map(async ([what, content, code], index) => {
    const path = join(folder, `${index}.mp4`);
    await writeFile(path, content);
    const refused = await readStructure(path, limits).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (refused instanceof MediaError && refused.code === code) return [];
    return [`The first fence for media files is open: ${what} passed for a video. ${remedy}`];
  });
  return (await Promise.all(problems)).flat();
}
