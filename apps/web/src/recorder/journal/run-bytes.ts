/**
 * The bytes of one run, in order, kept until the server has published them: an upload that the server lost or
 * found unequal can be sent again from the first byte. Full pieces become Blobs, which browsers move to disk.
 */
const pieceBytes = 256 * 1024;

interface Piece {
  start: number;
  blob: Blob;
}

/** An append-only file in memory. */
export class RunBytes {
  private readonly pieces: Piece[] = [];
  private tail: Uint8Array<ArrayBuffer>[] = [];
  private tailStart = 0;
  private length = 0;

  /** How many bytes there are. */
  get sizeBytes(): number {
    return this.length;
  }

  /**
   * Adds bytes at the end.
   * @param bytes copied, so that the caller may reuse its buffer
   */
  append(bytes: Uint8Array): void {
    this.tail.push(new Uint8Array(bytes));
    this.length += bytes.byteLength;
    if (this.length - this.tailStart >= pieceBytes) this.closeTail();
  }

  /**
   * @param from first byte, 0 ≤ from ≤ to
   * @param to end, not included; at most {@link sizeBytes}
   */
  slice(from: number, to: number): Blob {
    this.closeTail();
    const parts = this.pieces
      .filter((piece) => piece.start < to && piece.start + piece.blob.size > from)
      .map((piece) => piece.blob.slice(Math.max(0, from - piece.start), to - piece.start));
    return new Blob(parts);
  }

  private closeTail(): void {
    if (this.tail.length === 0) return;
    this.pieces.push({ start: this.tailStart, blob: new Blob(this.tail) });
    this.tail = [];
    this.tailStart = this.length;
  }
}
