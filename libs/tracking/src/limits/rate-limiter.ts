import { type Bucket, type BucketLimit, type BucketVerdict, takeToken } from './token-bucket.js';

/** Buckets of one limit, by key, in memory and bounded. One per process and limit. */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  /**
   * @param limit what each key may do
   * @param maxKeys keys remembered; beyond it the one unused for longest is forgotten
   * @param now server time, milliseconds since 1970
   */
  constructor(
    private readonly limit: BucketLimit,
    private readonly maxKeys = 100_000,
    private readonly now: () => number = Date.now,
  ) {}

  /** Takes one token for `key`. */
  take(key: string): Omit<BucketVerdict, 'bucket'> {
    const { bucket, ...verdict } = takeToken(this.buckets.get(key), this.limit, this.now());
    // Setting anew moves the key to the end: the map's first key is the one unused for longest.
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    if (this.buckets.size > this.maxKeys) this.forgetOldest();
    return verdict;
  }

  private forgetOldest(): void {
    const oldest = this.buckets.keys().next();
    if (!oldest.done) this.buckets.delete(oldest.value);
  }
}
