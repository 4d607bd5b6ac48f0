const blockSeconds = 0.1;
/** Times of pieces jitter by a few milliseconds; nobody hears or sees 40. */
const toleranceSeconds = 0.04;

/**
 * Makes one unbroken line of sound out of many short pieces. An AAC encoder counts samples and ignores times, so a
 * missing piece would shift everything after it against the picture: it is filled with silence, and a piece too
 * much is left out. Pieces go on in blocks, because every hand-over to an encoder in a worker has its price.
 */
export class SoundLine {
  private planes: Float32Array<ArrayBuffer>[] = [];
  private buffered = 0;
  private written = 0;

  /**
   * @param sampleRate samples per second
   * @param channels 1–8
   * @param writeBlock takes one plane per channel and the block's begin in seconds
   */
  constructor(
    readonly sampleRate: number,
    private readonly channels: number,
    private readonly writeBlock: (planes: Float32Array<ArrayBuffer>[], beginSeconds: number) => Promise<void>,
  ) {
    this.startBlock();
  }

  /**
   * Adds a piece where it belongs.
   * @param beginMs its place in the recording
   * @param frames how many samples it has in each channel
   * @param copy writes one channel's samples into the given place
   */
  async add(
    beginMs: number,
    frames: number,
    copy: (channel: number, to: Float32Array<ArrayBuffer>) => void,
  ): Promise<void> {
    const tolerance = this.sampleRate * toleranceSeconds;
    const missing = Math.round((beginMs / 1000) * this.sampleRate) - this.written - this.buffered;
    if (missing < -tolerance) return;
    if (missing > tolerance) await this.addSilence(missing);
    const piece = Array.from({ length: this.channels }, (_, channel) => {
      const samples = new Float32Array(frames);
      copy(channel, samples);
      return samples;
    });
    await this.append(frames, (channel, from, to) => piece[channel]?.subarray(from, to));
  }

  /** Writes what has not filled a block yet. */
  async flush(): Promise<void> {
    if (this.buffered === 0) return;
    const planes = this.planes.map((plane) => plane.slice(0, this.buffered));
    const beginSeconds = this.written / this.sampleRate;
    this.written += this.buffered;
    this.startBlock();
    await this.writeBlock(planes, beginSeconds);
  }

  private async addSilence(frames: number): Promise<void> {
    await this.append(frames, () => undefined);
  }

  private async append(
    frames: number,
    read: (channel: number, from: number, to: number) => Float32Array | undefined,
  ): Promise<void> {
    for (let done = 0; done < frames;) {
      const count = Math.min(frames - done, this.blockFrames - this.buffered);
      for (const [channel, plane] of this.planes.entries()) {
        const samples = read(channel, done, done + count);
        if (samples) plane.set(samples, this.buffered);
      }
      this.buffered += count;
      done += count;
      if (this.buffered === this.blockFrames) await this.flush();
    }
  }

  private startBlock(): void {
    this.buffered = 0;
    this.planes = Array.from({ length: this.channels }, () => new Float32Array(this.blockFrames));
  }

  private get blockFrames(): number {
    return Math.round(this.sampleRate * blockSeconds);
  }
}
