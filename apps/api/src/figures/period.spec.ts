import { AppError } from '@app/contracts';
import { periodOf } from './period.js';

const now = Date.UTC(2026, 2, 31, 15, 30);
const text = (from?: string, to?: string, zone = 'UTC') => {
  const period = periodOf({ from, to }, now, zone);
  return [period.from.toISOString(), period.to.toISOString()];
};

describe('the period of a query', () => {
  it('is the last 30 days, today included, when nothing is said', () => {
    expect(text()).toEqual(['2026-03-02T00:00:00.000Z', '2026-04-01T00:00:00.000Z']);
  });

  it('takes a day as its beginning for `from` and as its end for `to`', () => {
    expect(text('2026-03-01', '2026-03-01')).toEqual([
      '2026-03-01T00:00:00.000Z',
      '2026-03-02T00:00:00.000Z',
    ]);
  });

  it('takes times as they are, in any zone', () => {
    expect(text('2026-03-01T10:00:00+02:00', '2026-03-01T12:00:00Z')).toEqual([
      '2026-03-01T08:00:00.000Z',
      '2026-03-01T12:00:00.000Z',
    ]);
  });

  it('reaches 30 days back from `to`, or up to today from `from`', () => {
    expect(text(undefined, '2026-01-30')).toEqual(['2026-01-01T00:00:00.000Z', '2026-01-31T00:00:00.000Z']);
    expect(text('2026-03-30')).toEqual(['2026-03-30T00:00:00.000Z', '2026-04-01T00:00:00.000Z']);
  });

  it.each([
    ['2026-03-02', '2026-03-01'],
    ['2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z'],
    ['2026-04-01', undefined],
    ['2020-01-01', '2026-01-01'],
  ])('is refused from %s to %s', (from, to) => {
    expect(() => text(from, to)).toThrow(AppError);
  });

  it('is one of days of the workspace, whatever its clocks do in it', () => {
    expect(text(undefined, undefined, 'Pacific/Auckland')).toEqual([
      '2026-03-02T11:00:00.000Z',
      '2026-04-01T11:00:00.000Z',
    ]);
    expect(text('2026-03-28', '2026-03-29', 'Europe/Berlin')).toEqual([
      '2026-03-27T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
  });
});
