import { execFile } from 'node:child_process';
import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { findPrograms } from './fence-search.js';
import { MissingToolError } from './media-error.js';
import { probeLimits, type ProcessLimits } from './sandbox-limits.js';

/** One program to run behind the third fence of 7-trust.md. */
export interface FencedRun {
  /** Absolute path of ffmpeg or ffprobe. */
  readonly tool: string;
  /** Absolute paths of the files it may read. */
  readonly inputs: readonly string[];
  /** Absolute path of the only folder it may write; it becomes the working directory. */
  readonly outDir?: string;
  readonly limits: ProcessLimits;
  /** Leaves the processor to everything else that wants it. */
  readonly isBackground?: boolean;
}

/** The same, ready to be spawned. */
export interface FencedCommand {
  /** Program and arguments up to and including the tool; the tool's own arguments follow. */
  readonly words: readonly string[];
  /** The inputs as the tool sees them, in the given order. */
  readonly inputs: readonly string[];
  /** Working directory outside of a fence; inside it is /out by itself. */
  readonly cwd?: string;
}

/**
 * What a fence holds. `isolation`: no network, no other files, nothing that gets away. `limits`: memory, processor, file size.
 * `end`: stopping it stops what it started.
 */
export type FencePromise = 'isolation' | 'limits' | 'end';

/** A way to fence a process on this machine. */
export interface Fence {
  readonly name: 'bwrap' | 'unshare' | 'unsafe-off';
  /** Tried at every start of a worker (`self-test/`). */
  readonly promises: ReadonlySet<FencePromise>;
  wrap(run: FencedRun): FencedCommand;
}

const execute = promisify(execFile);
const everything: ReadonlySet<FencePromise> = new Set(['isolation', 'limits', 'end']);
/** Nothing of the worker's environment (database address, keys) reaches ffmpeg. */
const cleanEnvironment = ['env', '-i', 'PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', 'LC_ALL=C'];
/** How far work in the background stands back, of 19. */
const background = ['nice', '-n', '10'];
const libraryRoots = ['/bin', '/sbin', '/lib', '/lib64', '/lib32'];
/** Only what the dynamic linker needs: no hosts, no passwd, no keys. */
const linkerFiles = ['/etc/ld.so.cache', '/etc/ld.so.conf', '/etc/ld.so.conf.d', '/etc/alternatives'];

const leadingWords = ({ isBackground = false }: FencedRun) => [
  ...cleanEnvironment,
  ...(isBackground ? background : []),
];

function limitWords(prlimit: string, limits: ProcessLimits): string[] {
  return [
    prlimit,
    `--as=${limits.addressSpaceBytes}`,
    `--cpu=${limits.cpuSeconds}`,
    `--fsize=${limits.fileBytes}`,
    '--core=0',
  ];
}

/** Folder of a tool that is not installed under /usr, to be shown read-only as well. */
function extraRoots(tool: string): string[] {
  const folders = [dirname(tool), dirname(realpathSync(tool))];
  return [...new Set(folders)].filter(
    (folder) => !folder.startsWith('/usr/') && !libraryRoots.includes(folder),
  );
}

function insideNames(run: FencedRun): string[] {
  return run.inputs.map((_, index) => `/in/${index}`);
}

/** @param identity arguments that choose the user inside; empty where user namespaces are off (root only) */
function bubblewrap(programs: Map<string, string>, identity: readonly string[]): Fence {
  const at = (name: string) => programs.get(name) ?? name;
  const system = ['--ro-bind', '/usr', '/usr'];
  for (const root of libraryRoots.filter((path) => existsSync(path))) {
    if (lstatSync(root).isSymbolicLink()) system.push('--symlink', readlinkSync(root), root);
    else system.push('--ro-bind', root, root);
  }
  for (const file of linkerFiles) system.push('--ro-bind-try', file, file);
  return {
    name: 'bwrap',
    promises: everything,
    wrap(run) {
      const inputs = insideNames(run);
      const binds = run.inputs.flatMap((path, index) => ['--ro-bind', path, inputs[index] ?? '']);
      if (run.outDir) binds.push('--bind', run.outDir, '/out', '--chdir', '/out');
      const extra = extraRoots(run.tool).flatMap((folder) => ['--ro-bind', folder, folder]);
      const words = [
        ...leadingWords(run),
        at('setsid'),
        ...limitWords(at('prlimit'), run.limits),
        at('bwrap'),
        ...identity,
        '--unshare-ipc',
        '--unshare-pid',
        '--unshare-net',
        '--unshare-uts',
        '--unshare-cgroup-try',
        '--die-with-parent',
        '--cap-drop',
        'ALL',
        '--dev',
        '/dev',
        ...system,
        ...extra,
        ...binds,
        '--',
        at('prlimit'),
        `--nproc=${run.limits.processes}`,
        run.tool,
      ];
      return { words, inputs };
    },
  };
}

/**
 * Runs as the root of a fresh mount namespace: builds a root of read-only binds on /sys (it never holds data),
 * turns into it, drops everything.
 * Arguments: number of read-only roots, those roots, number of inputs, those inputs, output folder or '', command.
 */
const unshareScript = `set -e
R=/sys; mount -t tmpfs -o size=4m,mode=755 none $R
bind() { mount --bind "$1" "$2"; mount -o remount,bind,$3 "$2"; }
place() { if [ -d "$1" ]; then mkdir -p "$2"; else mkdir -p "$(dirname "$2")"; : > "$2"; fi; }
mkdir -p $R/in $R/out $R/dev $R/old
ln -s old/proc $R/proc
n=$1; shift
while [ $n -gt 0 ]; do
  if [ -L "$1" ]; then ln -s "$(readlink "$1")" "$R$1"
  elif [ -e "$1" ]; then place "$1" "$R$1"; bind "$1" "$R$1" ro,nosuid,nodev; fi
  shift; n=$((n-1))
done
n=$1; shift; i=0
while [ $i -lt $n ]; do : > $R/in/$i; bind "$1" $R/in/$i ro,nosuid,nodev,noexec; shift; i=$((i+1)); done
if [ -n "$1" ]; then bind "$1" $R/out nosuid,nodev,noexec; fi; shift
for d in null zero urandom; do : > $R/dev/$d; mount --bind /dev/$d $R/dev/$d; done
mount -o remount,ro,mode=755 $R 2>/dev/null || true
cd $R; pivot_root . old; cd /; umount -l /old; cd /out
exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all "$@"`;

/** @param identity arguments that open a user namespace; empty where those are off (root only) */
function unshare(programs: Map<string, string>, identity: readonly string[]): Fence {
  const at = (name: string) => programs.get(name) ?? name;
  return {
    name: 'unshare',
    promises: everything,
    wrap(run) {
      const roots = ['/usr', ...libraryRoots, ...linkerFiles, ...extraRoots(run.tool)];
      const words = [
        ...leadingWords(run),
        at('setsid'),
        ...limitWords(at('prlimit'), run.limits),
        at('unshare'),
        ...identity,
        '--mount',
        '--pid',
        '--net',
        '--ipc',
        '--uts',
        '--fork',
        '--kill-child',
        '--',
        '/bin/sh',
        '-c',
        unshareScript,
        'fence',
        String(roots.length),
        ...roots,
        String(run.inputs.length),
        ...run.inputs,
        run.outDir ?? '',
        at('prlimit'),
        `--nproc=${run.limits.processes}`,
        run.tool,
      ];
      return { words, inputs: insideNames(run) };
    },
  };
}

/** No sandbox: still a clean environment, limits and an own process group where the system has them. */
function unsafeOff(programs: Map<string, string>): Fence {
  const setsid = programs.get('setsid');
  const prlimit = programs.get('prlimit');
  const promises: FencePromise[] = [
    ...(prlimit ? ['limits' as const] : []),
    ...(setsid ? ['end' as const] : []),
  ];
  return {
    name: 'unsafe-off',
    promises: new Set(promises),
    wrap: (run) => ({
      words: [
        ...leadingWords(run),
        ...(setsid ? [setsid] : []),
        ...(prlimit ? limitWords(prlimit, run.limits) : []),
        run.tool,
      ],
      inputs: run.inputs,
      ...(run.outDir ? { cwd: run.outDir } : {}),
    }),
  };
}

async function works(fence: Fence, tool: string): Promise<boolean> {
  const { words } = fence.wrap({ tool, inputs: [tool], limits: probeLimits });
  const [program = '', ...rest] = words;
  return execute(program, [...rest, '-version'], { timeout: 20_000 }).then(
    () => true,
    () => false,
  );
}

const bubblewrapUser = ['--unshare-user', '--uid', '65534', '--gid', '65534'];

/**
 * Finds the first fence that really works here, by running ffmpeg in it.
 * @param mode `required` insists on a sandbox; `unsafe-off` takes none
 * @param tool absolute path of ffmpeg
 * @throws MissingToolError if there is none
 */
export async function chooseFence(mode: 'required' | 'unsafe-off', tool: string): Promise<Fence> {
  const programs = await findPrograms(['setsid', 'prlimit', 'bwrap', 'unshare', 'setpriv', 'pivot_root']);
  if (mode === 'unsafe-off') return unsafeOff(programs);
  const has = (...names: string[]) => names.every((name) => programs.has(name));
  const candidates: Fence[] = [];
  if (has('setsid', 'prlimit', 'bwrap')) {
    candidates.push(bubblewrap(programs, bubblewrapUser), bubblewrap(programs, []));
  }
  if (has('setsid', 'prlimit', 'unshare', 'setpriv')) {
    candidates.push(unshare(programs, ['--user', '--map-root-user']), unshare(programs, []));
  }
  for (const fence of candidates) {
    // oxlint-disable-next-line no-await-in-loop -- the order is the preference
    if (await works(fence, tool)) return fence;
  }
  throw new MissingToolError(
    'No sandbox for ffmpeg works here: install bubblewrap (apt-get install bubblewrap) and allow user namespaces, or set MEDIA_SANDBOX=unsafe-off on a machine that sees no files of strangers.',
  );
}

/** For tests: the fences by name, so that each can be tried where several work. */
export const fenceKinds = { bubblewrap, unshare, unsafeOff, bubblewrapUser };
