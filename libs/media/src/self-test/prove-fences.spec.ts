import { dirname } from 'node:path';
import { findPrograms } from '../fence-search.js';
import { defaultLimits } from '../media-limits.js';
import { readStructure } from '../probe.js';
import { fenceKinds, type Fence, type FencedRun } from '../sandbox.js';
import { fencedInputOptions } from '../tool-arguments.js';
import type { FencesUnderTest } from './fences-under-test.js';
import { proveFences } from './prove-fences.js';

jest.setTimeout(60_000);

let intact: FencesUnderTest;
let bwrap: Fence;
let unshare: Fence;
let unsafeOff: Fence;

beforeAll(async () => {
  const names = ['ffprobe', 'setsid', 'prlimit', 'bwrap', 'unshare', 'setpriv', 'pivot_root'];
  const programs = await findPrograms(names);
  bwrap = fenceKinds.bubblewrap(programs, fenceKinds.bubblewrapUser);
  unshare = fenceKinds.unshare(programs, ['--user', '--map-root-user']);
  unsafeOff = fenceKinds.unsafeOff(programs);
  const ffprobe = programs.get('ffprobe') ?? '';
  intact = { readStructure, inputOptions: fencedInputOptions, fence: bwrap, ffprobe, limits: defaultLimits };
});

/** The same fence with other words: somebody changed it, or a program of that name does not do what it should. */
function changed(fence: Fence, change: (words: readonly string[], run: FencedRun) => string[]): Fence {
  return {
    ...fence,
    wrap: (run) => {
      const command = fence.wrap(run);
      return { ...command, words: change(command.words, run) };
    },
  };
}

const without = (fence: Fence, gone: RegExp) =>
  changed(fence, (words) => words.filter((word) => !gone.test(word)));

/** Puts arguments of bubblewrap behind those that it has. */
const withMore = (more: (run: FencedRun) => string[]) =>
  changed(bwrap, (words, run) => words.toSpliced(words.indexOf('--'), 0, ...more(run)));

const takesEverything = async () => ({ container: 'mov' as const, sizeBytes: 1, isDamaged: false });

const problemsOf = (broken: Partial<FencesUnderTest>) => proveFences({ ...intact, ...broken });

it('finds nothing where every fence holds', async () => {
  expect(await problemsOf({ fence: bwrap })).toEqual([]);
  expect(await problemsOf({ fence: unshare })).toEqual([]);
});

it('asks nothing of a missing sandbox that only a sandbox can hold', async () => {
  expect(await problemsOf({ fence: unsafeOff })).toEqual([]);
});

it('finds a reader that takes everything for a video, although the other fences hold', async () => {
  expect(await problemsOf({ readStructure: takesEverything })).toEqual([
    expect.stringMatching(/: a playlist passed for a video\. .*install Outreel again/),
    expect.stringContaining(': a script that opens other files passed for a video.'),
    expect.stringContaining(': a video whose picture lies in another file passed for a video.'),
  ]);
});

it.each(['-f', '-format_whitelist', '-protocol_whitelist', '-codec_whitelist'])(
  'finds that %s is missing, although the other fences hold',
  async (option) => {
    const inputOptions: typeof fencedInputOptions = (container, limits) => {
      const options = fencedInputOptions(container, limits);
      return options.toSpliced(options.indexOf(option), 2);
    };
    expect(await problemsOf({ inputOptions })).toEqual([
      expect.stringMatching(new RegExp(`does not obey ${option}: it .*\\. Install the ffmpeg`)),
    ]);
  },
);

it('finds an ffprobe that reads nothing', async () => {
  expect(await problemsOf({ ffprobe: '/bin/false' })).toEqual([
    expect.stringContaining('/bin/false cannot read a plain WAV file.'),
  ]);
});

it.each<[deed: string, broken: () => Fence]>([
  ['reached the network', () => without(bwrap, /^--unshare-net$/)],
  ['reached the network', () => without(unshare, /^--net$/)],
  ['read a file outside of it', () => withMore(shown('--ro-bind'))],
  ['changed the file that it was given to read', () => withMore(({ inputs }) => binding('--bind', inputs))],
  ['wrote a larger file than it may', () => without(bwrap, /^--fsize=/)],
  ['took more memory than it may', () => without(bwrap, /^--as=/)],
  ['may use the processor for longer than it was given', () => without(bwrap, /^--cpu=/)],
])('finds that a hostile program %s', async (deed, broken) => {
  expect(await problemsOf({ fence: broken() })).toEqual([
    expect.stringMatching(new RegExp(`is open: a program inside ${deed}\\. Install the sandbox`)),
  ]);
});

it('finds that a hostile program wrote a file outside of its output folder', async () => {
  const problems = await problemsOf({ fence: withMore(shown('--bind')) });
  expect(problems).toContainEqual(
    expect.stringContaining('a program inside wrote a file outside of its output folder.'),
  );
});

it('finds a child that outlives the wall clock', async () => {
  expect(await problemsOf({ fence: without(bwrap, /^--unshare-pid$/) })).toEqual([
    expect.stringContaining('goes on after the tool was stopped.'),
  ]);
});

it('finds a sandbox that is none', async () => {
  const problems = await problemsOf({ fence: { ...unsafeOff, promises: bwrap.promises } });
  for (const deed of [
    'read a file outside',
    'wrote a file outside',
    'changed the file',
    'reached the network',
  ])
    expect(problems).toContainEqual(expect.stringContaining(deed));
});

it('finds a sandbox in which nothing runs', async () => {
  const problems = await problemsOf({ fence: changed(bwrap, () => ['/bin/false']) });
  expect(problems).toContainEqual(expect.stringContaining('No program runs in the sandbox (bwrap).'));
  expect(problems).toContainEqual(expect.stringContaining('No program begins in the sandbox (bwrap)'));
});

/** Shows the folder that the input lies in, with everything else that is there. */
const shown =
  (how: string) =>
  ({ inputs: [input] }: FencedRun): string[] =>
    input ? [how, dirname(input), dirname(input)] : [];

const binding = (how: string, inputs: readonly string[]): string[] =>
  inputs.flatMap((path, index) => [how, path, `/in/${index}`]);
