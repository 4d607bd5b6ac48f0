/**
 * Reads a track's frames one after the other and hands each to a writer. Waiting for the writer is what drops
 * pictures when the encoder is behind; sound is never dropped, because its track is read with a deep buffer.
 */
export class TrackPump<Frame extends VideoFrame | AudioData> {
  private readonly reader: ReadableStreamDefaultReader<Frame>;
  private seenMs = Number.NEGATIVE_INFINITY;
  private notify: () => void = () => undefined;
  private heardMs = 0;
  private isOver = false;

  /**
   * @param bufferedFrames how many frames wait for us before the oldest is dropped
   * @param write takes a frame and closes it. @returns the frame's moment on the page's clock, in milliseconds
   */
  constructor(
    track: MediaStreamTrack,
    bufferedFrames: number,
    private readonly write: (frame: Frame) => Promise<number>,
    failed: (error: unknown) => void,
  ) {
    const init = { track: track as MediaStreamVideoTrack, maxBufferSize: bufferedFrames };
    // The library's types tell frames by the track's kind, which only the caller knows here.
    const { readable } = new MediaStreamTrackProcessor(init) as unknown as {
      readable: ReadableStream<Frame>;
    };
    this.reader = readable.getReader();
    this.run().catch(failed);
  }

  /**
   * Waits until everything up to a moment was written.
   * @param pageMs moment on the page's clock
   * @param idleMs gives up when nothing comes for this long: a track may have stopped delivering
   */
  async reach(pageMs: number, idleMs: number): Promise<void> {
    this.heardMs = performance.now();
    while (this.seenMs < pageMs && !this.isOver && performance.now() - this.heardMs < idleMs)
      await new Promise<void>((resolve) => {
        this.notify = resolve;
        setTimeout(resolve, 100);
      });
  }

  /** Stops reading; the track itself lives on. */
  async stop(): Promise<void> {
    this.isOver = true;
    // The track may have ended by itself; there is nothing left to cancel then.
    await this.reader.cancel().catch(() => undefined);
  }

  private async run(): Promise<void> {
    try {
      for (;;) {
        const { done, value } = await this.reader.read();
        if (done) return;
        if (this.isOver) value.close();
        else this.seenMs = await this.write(value);
        this.heardMs = performance.now();
        this.notify();
      }
    } finally {
      this.isOver = true;
      this.notify();
    }
  }
}
