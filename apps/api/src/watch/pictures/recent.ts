/** Keeps what was made lately, and makes nothing twice at the same time. */
export class Recent<Value> {
  private readonly kept = new Map<string, { value: Promise<Value>; sizeBytes: number }>();
  private totalBytes = 0;

  /** @param maxBytes of everything that is kept; the one that was asked for longest ago goes first */
  constructor(
    private readonly maxBytes: number,
    private readonly sizeOf: (value: Value) => number,
  ) {}

  /** What is kept under the key, or else made now; who asks meanwhile gets the same. What failed is tried again. */
  get(key: string, make: () => Promise<Value>): Promise<Value> {
    const known = this.kept.get(key);
    if (known) {
      this.kept.delete(key);
      this.kept.set(key, known);
      return known.value;
    }
    const entry = { value: make(), sizeBytes: 0 };
    this.kept.set(key, entry);
    void entry.value.then(
      (value) => this.weigh(key, entry, this.sizeOf(value)),
      () => this.kept.get(key) === entry && this.kept.delete(key),
    );
    return entry.value;
  }

  private weigh(key: string, entry: { sizeBytes: number }, sizeBytes: number): void {
    if (this.kept.get(key) !== entry) return;
    entry.sizeBytes = sizeBytes;
    this.totalBytes += sizeBytes;
    for (const [oldest, old] of this.kept) {
      if (this.totalBytes <= this.maxBytes) return;
      // What is still being made weighs nothing yet, and others wait for it.
      if (old.sizeBytes === 0) continue;
      this.kept.delete(oldest);
      this.totalBytes -= old.sizeBytes;
    }
  }
}
