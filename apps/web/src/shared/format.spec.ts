import { formatAgo, formatBytes, formatCount, formatDuration, formatShare } from './format';

describe('formatDuration', () => {
  it.each([
    [0, '0:00'],
    [7_400, '0:07'],
    [59_600, '1:00'],
    [750_000, '12:30'],
    [3_723_000, '1:02:03'],
  ])('shows %d ms as %s', (durationMs, text) => expect(formatDuration(durationMs)).toBe(text));
});

describe('formatShare', () => {
  it.each([
    [0, '0%'],
    [0.004, '<1%'],
    [0.62, '62%'],
    [0.998, '99%'],
    [1, '100%'],
  ])('shows %d as %s', (share, text) => expect(formatShare(share)).toBe(text));
});

it('knows one and many', () => {
  expect(formatCount(1, 'view', 'views')).toBe('1 view');
  expect(formatCount(2300, 'view', 'views')).toBe('2,300 views');
});

describe('formatAgo', () => {
  const now = Date.parse('2026-03-10T12:00:00Z');
  const ago = (ms: number) => formatAgo(new Date(now - ms).toISOString(), now);
  it('speaks as people do, and names the day from a week on', () => {
    expect(ago(20_000)).toBe('just now');
    expect(ago(3 * 60_000)).toBe('3 minutes ago');
    expect(ago(26 * 3_600_000)).toBe('yesterday');
    expect(ago(8 * 86_400_000)).toBe('Mar 2');
    expect(ago(400 * 86_400_000)).toContain('2025');
  });
  it('takes a clock that is ahead for now', () => expect(ago(-5_000)).toBe('just now'));
});

it('chooses the unit of a size', () => {
  expect(formatBytes(640_000)).toBe('640 kB');
  expect(formatBytes(1_240_000_000)).toBe('1.2 GB');
});
