import { stretched } from './stretched';

const blockSeconds = 0.1;
/** From here on a piece out of its place tells of sound that is missing or too much, not of a busy computer. */
const holeSeconds = 0.1;
/** So much ahead is the line only when a hole was filled whose sound came after all: early sound is noticed soonest. */
const surplusSeconds = 0.04;
/**
 * Pieces of 10 ms swing by as much around their places, once in about five seconds: only the mean of some seconds tells
 * where the line is. A mean that strays further than this is drawn back.
 */
const strayLimitSeconds = 0.003;
const drawnBackSeconds = 0.0005;
const settlingSeconds = 4;
/** Drawing back makes pieces longer or shorter by so much: a sixth of a semitone, which nobody hears. */
const largestStretch = 0.01;

/**
 * Makes one unbroken line of sound out of many short pieces. An AAC encoder counts samples and ignores times, so a
 * missing piece would shift everything after it against the picture. A hole is filled with silence and a piece too much
 * is left out; smaller losses add up to drift, so the line is drawn back to its clock, too slowly to be heard.
 * Pieces go on in blocks, because every hand-over to an encoder in a worker has its price.
 */
export class SoundLine {
  private planes: Float32Array<ArrayBuffer>[] = [];
  private buffered = 0;
  private written = 0;
  /** How many samples the line lies behind its clock, in the mean; negative: ahead. */
  private stray = 0;
  private heardSinceHole = 0;
  private isDrawingBack = false;

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
    const missing = Math.round((beginMs / 1000) * this.sampleRate) - this.written - this.buffered;
    const hole = this.sampleRate * holeSeconds;
    if (missing < -this.sampleRate * surplusSeconds) return;
    if (missing > hole || this.written + this.buffered === 0) await this.fillHole(missing);
    else this.settle(missing, frames);
    const length = frames + this.correction(frames);
    const piece = Array.from({ length: this.channels }, (_, channel) => {
      const samples = new Float32Array(frames);
      copy(channel, samples);
      return stretched(samples, length);
    });
    await this.append(length, (channel, from, to) => piece[channel]?.subarray(from, to));
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

  private async fillHole(frames: number): Promise<void> {
    this.stray = 0;
    this.heardSinceHole = 0;
    this.isDrawingBack = false;
    await this.append(Math.max(0, frames), () => undefined);
  }

  private settle(missing: number, frames: number): void {
    this.heardSinceHole += frames;
    const window = Math.min(this.heardSinceHole, this.sampleRate * settlingSeconds);
    this.stray += ((missing - this.stray) * frames) / window;
  }

  /** @returns by how many samples the next piece becomes longer; negative: shorter */
  private correction(frames: number): number {
    const limit = this.sampleRate * (this.isDrawingBack ? drawnBackSeconds : strayLimitSeconds);
    this.isDrawingBack = Math.abs(this.stray) > limit;
    if (!this.isDrawingBack) return 0;
    const most = Math.round(frames * largestStretch);
    const correction = Math.max(-most, Math.min(most, Math.round(this.stray)));
    this.stray -= correction;
    return correction;
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
