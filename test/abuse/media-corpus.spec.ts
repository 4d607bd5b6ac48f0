import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { createMediaTools, MediaError, type Rendition, type SourceFacts } from '@app/media';
import { hostileCases, makeHostileMedia, type HostileCase } from '../support/hostile-media.js';

/** The shared corpus where it is checked out beside this repository, otherwise the small one of this repository. */
const shared = resolve(__dirname, '../../../shared/corpus');
const hasShared = existsSync(join(shared, 'make-corpus.sh'));
const cases: readonly HostileCase[] = hasShared
  ? (JSON.parse(readFileSync(join(shared, 'manifest.json'), 'utf8')) as HostileCase[])
  : hostileCases;
const secret = 'canary-6f1d0f4e-never-in-any-output';

interface Outcome {
  readonly verdict: 'accept' | 'reject';
  readonly code?: string;
  readonly facts?: SourceFacts;
  readonly renditions: readonly Rendition[];
  /** Names and bytes of everything that lies in the output folder afterwards. */
  readonly written: ReadonlyMap<string, Buffer>;
}

const tools = createMediaTools({ sandbox: 'required' });
const outcomes = new Map<string, Outcome>();
let root: string;
let listener: Server;
let hits = 0;

async function readFolder(folder: string): Promise<Map<string, Buffer>> {
  const names = await readdir(folder);
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name))] as const),
  );
  return new Map(files);
}

async function treat(entry: HostileCase): Promise<Outcome> {
  const path = join(root, 'corpus', entry.name);
  const out = join(root, 'out', entry.name);
  await mkdir(out, { recursive: true });
  try {
    const facts = await tools.probe(path);
    const playable = await tools.makePlayable(path, out, facts);
    const renditions = await tools.makeRenditions(path, out, facts);
    return {
      verdict: 'accept',
      facts,
      renditions: [playable, ...renditions],
      written: await readFolder(out),
    };
  } catch (error) {
    // Anything but a clear refusal is a failure of the wrapper.
    if (!(error instanceof MediaError)) throw new Error(entry.name, { cause: error });
    return { verdict: 'reject', code: error.code, renditions: [], written: await readFolder(out) };
  }
}

async function makeCorpus(canary: { port: number; file: string }): Promise<void> {
  const folder = join(root, 'corpus');
  await mkdir(folder);
  if (!hasShared) return makeHostileMedia(folder, canary);
  const env = { ...process.env, CANARY_PORT: String(canary.port), CANARY_FILE: canary.file };
  await promisify(execFile)('bash', [join(shared, 'make-corpus.sh'), folder], { env, maxBuffer: 10_000_000 });
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'outreel-media-corpus-'));
  const file = join(root, 'canary.txt');
  await writeFile(file, secret);
  listener = createServer((_request, response) => {
    hits++;
    response.end(secret);
  });
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done));
  await makeCorpus({ port: (listener.address() as AddressInfo).port, file });
  const waiting = [...cases];
  const work = async (): Promise<void> => {
    for (let entry = waiting.shift(); entry; entry = waiting.shift()) {
      // oxlint-disable-next-line no-await-in-loop -- two workers share one list
      outcomes.set(entry.name, await treat(entry));
    }
  };
  await Promise.all([work(), work()]);
}, 1_500_000);

afterAll(async () => {
  await new Promise((done) => listener.close(done));
  await rm(root, { recursive: true, force: true });
});

describe.each(cases.map((entry) => [entry.name, entry] as const))('%s', (name, entry) => {
  it(`is handled as stated: ${entry.expect} ${entry.code ?? ''}`, () => {
    const outcome = outcomes.get(name);
    const isPartialKnown = entry.expect === 'accept' && entry.partial !== undefined;
    expect(outcome).toMatchObject({
      verdict: entry.expect,
      ...(entry.code === undefined ? {} : { code: entry.code }),
      ...(isPartialKnown ? { facts: { isPartial: entry.partial } } : {}),
    });
  });

  it('leaves nothing but clean renditions behind', () => {
    const outcome = outcomes.get(name);
    const announced = outcome?.renditions.map((rendition) => rendition.file) ?? [];
    expect([...(outcome?.written.keys() ?? [])].toSorted()).toEqual(announced.toSorted());
    for (const rendition of outcome?.renditions ?? []) {
      expect([rendition.width % 2, rendition.height % 2]).toEqual([0, 0]);
    }
    for (const bytes of outcome?.written.values() ?? []) {
      expect(bytes.includes(secret)).toBe(false);
      expect(bytes.includes('<script')).toBe(false);
    }
  });
});

it('has reached neither the canary listener nor the network', () => {
  expect(hits).toBe(0);
  expect(outcomes.size).toBe(cases.length);
});
