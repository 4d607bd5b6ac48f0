import type { SourceFacts } from './media-facts.js';
import { cellMs } from './plan-pieces.js';
import { scan, type ProbeSetting } from './probe.js';

/** Frames at the beginning that may be stored in another order than they are shown. */
const reorderedFrames = 64;

/** How the frames of a source lie along its picture. */
export interface PictureFlow {
  /** Microseconds from the beginning of the file. */
  readonly firstPictureUs: number;
  /** Frames in each two seconds, from the first picture on. */
  readonly cells: readonly number[];
}

/** Counts frames line by line; memory does not grow with their number. */
export class FlowScan {
  readonly #cells: number[] = [];
  #waiting: number[] | undefined = [];
  #firstMs = 0;
  #startMs = 0;

  /** @param line as `csv` prints it: `packet,pts_time,flags`, and at the end `format,start_time` */
  addLine(line: string): void {
    const [section, time = '', flags = ''] = line.split(',');
    const ms = Number(time) * 1000;
    if (time === '' || Number.isNaN(ms)) return;
    if (section === 'format') this.#startMs = ms;
    // D: dropped by an edit list, never shown.
    if (section === 'packet' && !flags.includes('D')) this.#add(ms);
  }

  /** What was counted; undefined without frames. */
  result(): PictureFlow | undefined {
    this.#settleFirst();
    if (this.#cells.length === 0) return undefined;
    const cells = Array.from(this.#cells, (count) => count ?? 0);
    return { firstPictureUs: Math.round((this.#firstMs - this.#startMs) * 1000), cells };
  }

  #add(ms: number): void {
    if (!this.#waiting) return this.#count(ms);
    this.#waiting.push(ms);
    if (this.#waiting.length >= reorderedFrames) this.#settleFirst();
  }

  #settleFirst(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    if (waiting.length === 0) return;
    this.#firstMs = Math.min(...waiting);
    for (const ms of waiting) this.#count(ms);
  }

  #count(ms: number): void {
    const cell = Math.floor((ms - this.#firstMs) / cellMs);
    if (cell >= 0) this.#cells[cell] = (this.#cells[cell] ?? 0) + 1;
  }
}

/**
 * Reads the times of all frames of the picture; nothing is decoded.
 * @returns undefined where they cannot be counted
 */
export async function scanFlow(
  path: string,
  facts: SourceFacts,
  setting: ProbeSetting,
): Promise<PictureFlow | undefined> {
  const flow = new FlowScan();
  const wanted = ['-select_streams', String(facts.videoStreamIndex)];
  const entries = ['-of', 'csv', '-show_entries', 'packet=pts_time,flags:format=start_time'];
  const input = { path, container: facts.container };
  const end = await scan(setting, input, [...wanted, ...entries], (line) => flow.addLine(line));
  return end.exitCode === 0 ? flow.result() : undefined;
}
