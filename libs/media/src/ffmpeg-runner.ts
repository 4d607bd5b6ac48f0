import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
// The only file that knows fluent-ffmpeg (archived): it builds the command line and follows the process.
import Ffmpeg, { type FfmpegCommand } from 'fluent-ffmpeg';
import { FfmpegRunError } from './media-error.js';
import type { PlannedOutput } from './plan.js';
import { armGuard, killGroup, type RunGuard } from './process-group.js';
import type { FencedCommand } from './sandbox.js';

/** One run of ffmpeg, everything decided. */
export interface FfmpegRun {
  /** Program and arguments up to ffmpeg itself; the inputs as ffmpeg sees them. */
  readonly command: FencedCommand;
  /** The only input, if it is not a file: read to its end. */
  readonly stream?: Readable;
  /** Options before each input, one list per input. */
  readonly inputOptions: readonly (readonly string[])[];
  readonly outputs: readonly PlannedOutput[];
  readonly guard: RunGuard;
  /** Called about twice a second. `frame` is counted, `outTimeMs` is unreliable for copies (5-media.md). */
  readonly onProgress?: (progress: { readonly frame: number; readonly outTimeMs?: number }) => void;
}

const tailLines = 40;
/** Of a disk that is full ffmpeg speaks only at the end of a fragmented file, and exits with 0 all the same. */
const unfinished = /^Error (?:closing file|writing trailer)|No space left on device|Disk quota exceeded/m;
const progressLine = /^\s*([a-z_0-9]+)=\s*(\S+)\s*$/;
/** The formats our plans name. fluent-ffmpeg would else start an unfenced `ffmpeg -formats` before every run. */
const knownFormats = ['mov', 'matroska', 'mp4', 'gif', 'image2', 'segment', 'tee'];

function silenceCapabilityRuns(command: FfmpegCommand): void {
  const format = { description: '', canDemux: true, canMux: true };
  const formats = Object.fromEntries(knownFormats.map((name) => [name, format]));
  // The types forget that a success has no error.
  const none = null as unknown as Error;
  command.availableFormats = (callback) => callback(none, formats);
  command.availableEncoders = (callback) => callback(none, {});
}

/** `/usr/bin/env` leads every fenced command, so the path that fluent-ffmpeg keeps for all commands never changes. */
function build(run: FfmpegRun): FfmpegCommand {
  const [leader, ...fence] = run.command.words;
  if (leader !== 'env') throw new TypeError('a fenced command starts with env');
  const command = Ffmpeg({ stdoutLines: tailLines, ...(run.command.cwd ? { cwd: run.command.cwd } : {}) });
  command.setFfmpegPath('/usr/bin/env');
  silenceCapabilityRuns(command);
  const globals = ['-hide_banner', '-nostdin', '-v', 'error', '-nostats', '-progress', 'pipe:2'];
  const inputs = run.stream ? [run.stream] : run.command.inputs.map((path) => `file:${path}`);
  inputs.forEach((input, index) => {
    const own = run.inputOptions[index] ?? [];
    // Several arguments: an array would be split at spaces.
    const [head = '', ...rest] = index === 0 ? [...fence, ...globals, ...own] : own;
    command.input(input).inputOptions(...([head, ...rest] as unknown as [string[]]));
  });
  for (const output of run.outputs) {
    command.output(output.target).outputOptions(...(output.options as unknown as [string[]]));
  }
  return command;
}

/** fluent-ffmpeg keeps the process in a property that its types do not name. */
function pidOf(command: FfmpegCommand): number | undefined {
  return (command as FfmpegCommand & { readonly ffmpegProc?: ChildProcess }).ffmpegProc?.pid;
}

/** Collects `-progress` blocks and keeps every other line for the log. */
class StderrReader {
  readonly #tail: string[] = [];
  #frame = 0;
  #outTimeMs: number | undefined;

  constructor(private readonly onProgress: FfmpegRun['onProgress']) {}

  add(line: string): void {
    const match = progressLine.exec(line);
    if (!match) {
      if (line.trim() !== '') this.#tail.push(line.slice(0, 500));
      if (this.#tail.length > tailLines) this.#tail.shift();
      return;
    }
    const [, key, value] = match;
    if (key === 'frame') this.#frame = Number(value) || this.#frame;
    if (key === 'out_time_us' && Number.isFinite(Number(value))) this.#outTimeMs = Number(value) / 1000;
    if (key === 'progress') {
      this.onProgress?.({
        frame: this.#frame,
        ...(this.#outTimeMs === undefined ? {} : { outTimeMs: this.#outTimeMs }),
      });
    }
  }

  get tail(): string {
    return this.#tail.join('\n');
  }
}

/**
 * Runs one ffmpeg command in its fence and waits for its end.
 * @param run see `FfmpegRun`
 * @returns the last lines of stderr, warnings of a successful run
 * @throws FfmpegRunError if ffmpeg fails, MediaError timed_out at the wall clock, or the reason of the aborted signal
 */
export async function runFfmpeg(run: FfmpegRun): Promise<string> {
  run.guard.signal?.throwIfAborted();
  const command = build(run);
  const stderr = new StderrReader(run.onProgress);
  const armed = armGuard(run.guard, () => killGroup(pidOf(command)));
  const failure = await new Promise<Error | undefined>((resolve) => {
    command.on('start', () => armed.killIfStopped());
    command.on('stderr', (line: string) => stderr.add(line));
    command.on('error', (error: Error) => resolve(error));
    command.on('end', () => resolve(undefined));
    command.run();
  });
  const stopped = armed.done();
  if (stopped !== undefined) throw stopped;
  if (failure) throw new FfmpegRunError(failure.message.slice(0, 300), stderr.tail);
  if (unfinished.test(stderr.tail)) throw new FfmpegRunError('the output is not complete', stderr.tail);
  return stderr.tail;
}
