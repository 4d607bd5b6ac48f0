import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  ffmpeg,
  findProgram,
  installCommands,
  missingToolsSentence,
  toolPathProblem,
} from './system-tools.mjs';

describe('system tools', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'outreel-tools-'));
  const program = (name: string, mode = 0o755) => writeFileSync(path.join(folder, name), '', { mode });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are found on the PATH only when they can be run', () => {
    program('ffprobe');
    program('notes.txt', 0o644);
    expect(findProgram('ffprobe', { PATH: `/nowhere:${folder}` })).toBe(path.join(folder, 'ffprobe'));
    expect(findProgram('notes.txt', { PATH: folder })).toBeUndefined();
  });

  it('count ffmpeg as present only together with ffprobe', () => {
    program('ffprobe');
    program('my-ffmpeg');
    const own = { FFMPEG_PATH: path.join(folder, 'my-ffmpeg') };
    expect(ffmpeg.isPresent({ PATH: folder })).toBe(false);
    expect(ffmpeg.isPresent({ ...own, PATH: folder })).toBe(true);
    expect(ffmpeg.isPresent({ ...own, PATH: '/nowhere' })).toBe(false);
  });

  it('are installed by one call of apt-get, or one of brew each', () => {
    expect(installCommands([ffmpeg], 'apt').at(-1)?.at(-1)).toBe('ffmpeg');
    expect(installCommands([], 'apt')).toEqual([]);
    expect(installCommands([ffmpeg], 'brew')).toEqual([['brew', 'install', 'ffmpeg']]);
    expect(installCommands([ffmpeg], undefined)).toEqual([]);
  });

  it('are not installed in place of a path that is wrong', () => {
    expect(toolPathProblem({ FFPROBE_PATH: '/nowhere/ffprobe' })).toMatch(
      /^FFPROBE_PATH is \/nowhere\/ffprobe/,
    );
    program('ffprobe');
    expect(toolPathProblem({ FFPROBE_PATH: path.join(folder, 'ffprobe'), FFMPEG_PATH: '' })).toBeUndefined();
  });

  it('are asked for in one sentence', () => {
    expect(missingToolsSentence([ffmpeg], '/logs/x.log')).toBe(
      'Outreel needs ffmpeg (installing failed, see /logs/x.log); install it (Debian or Ubuntu: sudo apt-get install ffmpeg, macOS: brew install ffmpeg) and start again.',
    );
  });
});
