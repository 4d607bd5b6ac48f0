/** What decoding only the key frames shows: sizes that change in the middle, and damage. Costs about 1/60 of a decode. */
export class KeyframeScan {
  count = 0;
  maxWidth = 0;
  maxHeight = 0;
  maxPixels = 0;
  hasSizeChange = false;
  #first: string | undefined;

  /** @param line one frame as `csv=p=0` prints it: width,height */
  addLine(line: string): void {
    const match = /^(\d+),(\d+)/.exec(line);
    if (!match) return;
    const width = Number(match[1]);
    const height = Number(match[2]);
    const size = `${width}x${height}`;
    this.count++;
    this.maxWidth = Math.max(this.maxWidth, width);
    this.maxHeight = Math.max(this.maxHeight, height);
    this.maxPixels = Math.max(this.maxPixels, width * height);
    this.#first ??= size;
    if (this.#first !== size) this.hasSizeChange = true;
  }
}

/** Entries of ffprobe's third pass. */
export const keyframeEntries = 'frame=width,height';
