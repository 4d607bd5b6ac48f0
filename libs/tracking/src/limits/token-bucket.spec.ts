import * as fc from 'fast-check';
import { RateLimiter } from './rate-limiter.js';
import { type Bucket, takeToken, trackingLimits } from './token-bucket.js';

const start = 1_000_000;
const allowedAt = (limit: { burst: number; perMs: number }, times: readonly number[]) => {
  let bucket: Bucket | undefined;
  return times.map((time) => {
    const verdict = takeToken(bucket, limit, time);
    ({ bucket } = verdict);
    return verdict.isAllowed;
  });
};

describe('takeToken', () => {
  it('lets five beacons through at once, then one every two seconds', () => {
    const times = [0, 0, 0, 0, 0, 0, 1_999, 2_000, 2_001, 4_000].map((ms) => start + ms);
    expect(allowedAt(trackingLimits.beacons, times)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      true,
      false,
      true,
    ]);
  });

  it('says when to try again, and that is enough', () => {
    let bucket: Bucket | undefined;
    for (let index = 0; index < 30; index += 1)
      ({ bucket } = takeToken(bucket, trackingLimits.visits, start));
    const refused = takeToken(bucket, trackingLimits.visits, start);
    expect(refused).toMatchObject({ isAllowed: false, retryAfterMs: 120_000 });
    expect(takeToken(refused.bucket, trackingLimits.visits, start + refused.retryAfterMs).isAllowed).toBe(
      true,
    );
  });

  it('never allows more than burst + rate × time, whatever the clock does', () => {
    const times = fc.array(fc.integer({ min: start, max: start + 60_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(times, (list) => {
        const allowed = allowedAt(trackingLimits.beacons, list).filter(Boolean).length;
        const spread = list.length === 0 ? 0 : Math.max(...list) - Math.min(...list);
        expect(allowed).toBeLessThanOrEqual(5 + spread / 2_000 + 1e-6);
      }),
    );
  });
});

describe('RateLimiter', () => {
  it('keeps keys apart and forgets the one unused for longest', () => {
    const limiter = new RateLimiter({ burst: 1, perMs: 0.001 }, 2, () => start);
    expect(limiter.take('a').isAllowed).toBe(true);
    expect(limiter.take('b').isAllowed).toBe(true);
    expect(limiter.take('a').isAllowed).toBe(false);
    expect(limiter.take('c').isAllowed).toBe(true);
    expect(limiter.take('a').isAllowed).toBe(false);
    expect(limiter.take('b').isAllowed).toBe(true);
  });
});
