/** A limit: `burst` at once, then `perMs` more each millisecond. */
export interface BucketLimit {
  readonly burst: number;
  readonly perMs: number;
}

/** How full a bucket was, and when (milliseconds since 1970). */
export interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

/** `retryAfterMs` is 0 when allowed. */
export interface BucketVerdict {
  readonly isAllowed: boolean;
  readonly retryAfterMs: number;
  readonly bucket: Bucket;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The limits of 4-tracking.md, "On the server", 7. */
export const trackingLimits = {
  /** Per visit. */
  beacons: { burst: 5, perMs: 1 / (2 * second) },
  /** Per link and visitor key. */
  visits: { burst: 30, perMs: 30 / hour },
  /** Per network key. */
  network: { burst: 600, perMs: 600 / minute },
} as const satisfies Record<string, BucketLimit>;

/**
 * Takes one token from a bucket. Pure.
 *
 * @param bucket undefined for one never used (full); a clock that went back refills nothing
 */
export function takeToken(bucket: Bucket | undefined, limit: BucketLimit, nowMs: number): BucketVerdict {
  const elapsedMs = bucket ? Math.max(0, nowMs - bucket.atMs) : 0;
  const tokens = bucket ? Math.min(limit.burst, bucket.tokens + elapsedMs * limit.perMs) : limit.burst;
  const atMs = Math.max(nowMs, bucket?.atMs ?? nowMs);
  // Sums of fractions fall short of the whole by a rounding error.
  if (tokens + 1e-9 >= 1)
    return { isAllowed: true, retryAfterMs: 0, bucket: { tokens: Math.max(0, tokens - 1), atMs } };
  return { isAllowed: false, retryAfterMs: Math.ceil((1 - tokens) / limit.perMs), bucket: { tokens, atMs } };
}
