import { attentionLine, bucketAt, heatGradient, heatShares, leavingPoint } from './attention-path';

const bucket = (fromMs: number, toMs: number, curve: number, heat: number) => ({ fromMs, toMs, curve, heat });

describe('attentionLine', () => {
  it('spans the whole length, full attention at the top', () => {
    const path = attentionLine([bucket(0, 500, 1, 2), bucket(500, 1000, 0.5, 1)], 1000, 100, 40);
    expect(path).toBe('M0 0 L25 0 L75 20 L100 20');
  });

  it('keeps a bucket that overshoots the duration inside the box', () => {
    const path = attentionLine([bucket(0, 4000, 0.5, 1)], 1000, 100, 40);
    expect(path).toBe('M0 20 L100 20 L100 20');
  });

  it('draws nothing where nothing was counted', () => {
    expect(attentionLine([], 1000, 100, 40)).toBe('');
    expect(attentionLine([bucket(0, 1, 1, 1)], 0, 100, 40)).toBe('');
  });
});

it('measures heat against the hottest bucket', () => {
  expect(heatShares([bucket(0, 1, 1, 4), bucket(1, 2, 1, 1), bucket(2, 3, 0, 0)])).toEqual([1, 0.25, 0]);
  expect(heatShares([bucket(0, 1, 0, 0)])).toEqual([0]);
});

it('finds the bucket of a moment; the end belongs to the next one', () => {
  const buckets = [bucket(0, 10, 1, 1), bucket(10, 20, 1, 1)];
  expect(bucketAt(buckets, 10)).toBe(buckets[1]);
  expect(bucketAt(buckets, 20)).toBeUndefined();
});

it('paints heat with hard edges over the whole length', () => {
  expect(heatGradient([bucket(0, 500, 1, 2), bucket(500, 1000, 1, 1)], 1000)).toBe(
    'linear-gradient(to right, rgb(217 131 36 / 1) 0% 50%, rgb(217 131 36 / 0.5) 50% 100%)',
  );
  expect(heatGradient([], 1000)).toBeUndefined();
});

const curve = (...shares: number[]) =>
  shares.map((share, index) => bucket(index * 100, index * 100 + 100, share, 1));
const steady = (count: number, share: number) => Array.from({ length: count }, () => share);

/** Of ten views. */
const found = (buckets: ReturnType<typeof curve>, durationMs: number, viewCount = 10) =>
  leavingPoint({ buckets, viewCount }, durationMs);

describe('leavingPoint', () => {
  it('finds where the curve falls most, also when it falls over some seconds', () => {
    const atOnce = curve(...steady(8, 0.9), ...steady(12, 0.4));
    expect(found(atOnce, 2000)).toEqual({ atMs: 800, before: 0.9, after: 0.4 });
    const bitByBit = curve(...steady(20, 0.9), 0.8, 0.7, ...steady(28, 0.6));
    expect(found(bitByBit, 5000)).toEqual({ atMs: 2000, before: 0.9, after: 0.6 });
  });

  it('stands where the curve falls, not where the seconds around that begin', () => {
    const lateInReach = curve(...steady(60, 0.9), ...steady(40, 0.4));
    expect(found(lateInReach, 10_000)).toEqual({ atMs: 6000, before: 0.9, after: 0.4 });
    const afterDecline = curve(
      ...Array.from({ length: 60 }, (_, index) => 1 - index / 400),
      ...steady(40, 0.3),
    );
    expect(found(afterDecline, 10_000)?.atMs).toBe(6000);
  });

  it('says nothing of a steady decline, of those who stop at the very end, of few, or of nobody', () => {
    expect(found(curve(...Array.from({ length: 50 }, (_, index) => 1 - index / 100)), 5000)).toBeUndefined();
    expect(found(curve(...steady(49, 0.9), 0.1), 5000)).toBeUndefined();
    expect(found([], 5000)).toBeUndefined();
    expect(found(curve(...steady(8, 1), ...steady(12, 0)), 2000, 4)).toBeUndefined();
    expect(found(curve(1), 100)).toBeUndefined();
  });
});
