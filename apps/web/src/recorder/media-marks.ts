/** Which time of the recording the first bytes of its growing file hold. */
export interface RunMarks {
  /** The first `bytes` bytes hold the recording up to `mediaMs`; both grow from call to call. */
  add(bytes: number, mediaMs: number): void;
  /** @returns milliseconds wholly contained in the first `bytes` bytes */
  mediaMsAt(bytes: number): number;
}

/** Marks in memory: how "safe up to 00:12" is known. */
export class MediaMarks implements RunMarks {
  private readonly marks: { bytes: number; mediaMs: number }[] = [];

  add(bytes: number, mediaMs: number): void {
    this.marks.push({ bytes, mediaMs });
  }

  mediaMsAt(bytes: number): number {
    return this.marks.findLast((mark) => mark.bytes <= bytes)?.mediaMs ?? 0;
  }
}
