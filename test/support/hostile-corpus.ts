/** The corpus of hostile files with its canaries: the shared one where it lies beside this checkout, else that of this repository. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { hostileCases, makeHostileMedia, type HostileCase } from './hostile-media.js';

const beside = resolve(__dirname, '../../../shared/corpus');
const shared = existsSync(join(beside, 'make-corpus.sh')) ? beside : undefined;

/** What the files point to, and what must never come out of them. */
export const secret = 'canary-6f1d0f4e-never-in-any-output';

function read<Entry>(name: string, instead: readonly Entry[]): readonly Entry[] {
  return shared ? (JSON.parse(readFileSync(join(shared, name), 'utf8')) as Entry[]) : instead;
}

/** Every file, and what must become of it. */
export const corpusCases: readonly HostileCase[] = read('manifest.json', hostileCases);

/** A name of a file, and what must become of it: `accept…` or `400…`. */
export interface NameCase {
  readonly name: string;
  readonly filename: string;
  readonly expect: string;
}

/** Names of files that were made to hurt. */
export const nameCases: readonly NameCase[] = read<NameCase>(
  'filenames.json',
  JSON.parse(readFileSync(join(__dirname, 'filenames.json'), 'utf8')) as NameCase[],
);

/** A corpus on disk. */
export interface Corpus {
  readonly folder: string;
  /** A file that is a healthy video. */
  readonly healthy: string;
  /** Another member's file, lying where a naive program would look; undefined in the small corpus. */
  readonly victim: string | undefined;
  /** Stops the listener. @returns how often somebody has called it */
  close(): Promise<number>;
}

/** Makes every file of {@link corpusCases}, a file with {@link secret}, and a listener that answers it. @param root existing */
export async function makeCorpus(root: string): Promise<Corpus> {
  let hits = 0;
  const listener = createServer((_request, response) => {
    hits++;
    response.end(secret);
  });
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  const canary = { port: (listener.address() as AddressInfo).port, file: join(root, 'canary.txt') };
  await writeFile(canary.file, secret);
  const folder = join(root, 'corpus');
  await mkdir(folder);
  if (shared) {
    const env = { ...process.env, CANARY_PORT: String(canary.port), CANARY_FILE: canary.file };
    const script = join(shared, 'make-corpus.sh');
    await promisify(execFile)('bash', [script, folder], { env, maxBuffer: 10_000_000 });
  } else await makeHostileMedia(folder, canary);
  return {
    folder,
    healthy: join(folder, shared ? 'ok-mp4-faststart.mp4' : 'script-in-title.mp4'),
    victim: shared ? join(folder, 'victim') : undefined,
    close: () => new Promise((done) => listener.close(() => done(hits))),
  };
}
