/** What the packets of one track say; the header may say anything. */
class TrackScan {
  count = 0;
  firstMs = Infinity;
  endMs = -Infinity;
  #lastDtsMs: number | undefined;
  #flowingMs = 0;
  #flowingSteps = 0;
  hasAdvanced = false;

  add(ptsMs: number, dtsMs: number, durationMs: number): void {
    this.count++;
    this.firstMs = Math.min(this.firstMs, ptsMs);
    this.endMs = Math.max(this.endMs, ptsMs + durationMs);
    const step = dtsMs - (this.#lastDtsMs ?? dtsMs);
    if (step > 0) this.hasAdvanced = true;
    // A pause (screen recordings have them) is not a slower frame rate.
    if (step > 0 && step <= 500) {
      this.#flowingMs += step;
      this.#flowingSteps++;
    }
    this.#lastDtsMs = dtsMs;
  }

  get fps(): number {
    return this.#flowingMs > 0 ? (this.#flowingSteps * 1000) / this.#flowingMs : 0;
  }
}

/** Entries of ffprobe's second pass, in the order in which it prints them. */
export const packetEntries = 'packet=stream_index,pts_time,dts_time,duration_time,flags';

function toMs(field: string | undefined): number {
  return field === undefined || field === '' || field === 'N/A' ? NaN : Number(field) * 1000;
}

/** Adds up packets line by line; memory does not grow with the length of the file. */
export class PacketScan {
  readonly #tracks = new Map<number, TrackScan>();
  /** Packets that the demuxer itself calls damaged, mostly the last one of a cut file. */
  corruptCount = 0;

  /** @param line one packet as `csv=p=0` prints it: stream_index,pts_time,dts_time,duration_time,flags */
  addLine(line: string): void {
    const [index = '', pts, dts, duration, flags = ''] = line.split(',');
    if (!/^\d+$/.test(index)) return;
    if (flags.includes('C')) {
      this.corruptCount++;
      return;
    }
    // D: dropped by an edit list, never shown.
    if (flags.includes('D')) return;
    const dtsMs = toMs(dts);
    const ptsMs = toMs(pts);
    const at = Number.isNaN(ptsMs) ? dtsMs : ptsMs;
    if (Number.isNaN(at)) return;
    this.track(Number(index)).add(at, Number.isNaN(dtsMs) ? at : dtsMs, toMs(duration) || 0);
  }

  /** @param index of the track; an unknown one is empty */
  track(index: number): TrackScan {
    const known = this.#tracks.get(index);
    if (known) return known;
    const fresh = new TrackScan();
    this.#tracks.set(index, fresh);
    return fresh;
  }
}

export type { TrackScan };
