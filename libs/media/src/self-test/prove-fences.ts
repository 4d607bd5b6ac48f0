import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FencesUnderTest } from './fences-under-test.js';
import { proveSandbox } from './prove-sandbox.js';
import { proveSniffing } from './prove-sniffing.js';
import { proveWallClock } from './prove-wall-clock.js';
import { proveWhitelists } from './prove-whitelists.js';

/**
 * Attacks every fence with inputs made on the spot, each fence by itself. Nothing is reached but a folder, a file and a
 * listener that were made for it.
 * @returns one sentence for everything that got through, with the way to mend it; none = all hold
 */
export async function proveFences(fences: FencesUnderTest): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), 'outreel-self-test-'));
  const folder = async (name: string) => {
    const path = join(root, name);
    await mkdir(path);
    return path;
  };
  try {
    const problems = await Promise.all([
      proveSniffing(fences, await folder('sniffing')),
      proveWhitelists(fences, await folder('whitelists')),
      proveSandbox(fences, await folder('sandbox')),
      proveWallClock(fences.fence),
    ]);
    return problems.flat();
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
