import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Where programs are on PATH. The shell looks, so this lib needs no environment of its own.
 * @param names plain program names, written in this source only
 * @returns absolute paths of those that exist
 */
export async function findPrograms(names: readonly string[]): Promise<Map<string, string>> {
  const script = 'for n in "$@"; do p=$(command -v "$n") && printf "%s=%s\\n" "$n" "$p"; done; true';
  const { stdout } = await run('/bin/sh', ['-c', script, 'sh', ...names]);
  const found = new Map<string, string>();
  for (const line of stdout.split('\n')) {
    const at = line.indexOf('=/');
    if (at > 0) found.set(line.slice(0, at), line.slice(at + 1));
  }
  return found;
}
