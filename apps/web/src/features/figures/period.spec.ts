import { periodDays, periodSearchSchema } from './period';

const now = Date.parse('2026-03-31T15:00:00Z');

describe('periodDays', () => {
  it('is the last 30 days, both ends included, when the address says nothing', () => {
    expect(periodDays({}, now, 'UTC')).toEqual({ from: '2026-03-02', to: '2026-03-31' });
  });

  it('takes the number of days or two days of one’s own', () => {
    expect(periodDays({ days: 7 }, now, 'UTC')).toEqual({ from: '2026-03-25', to: '2026-03-31' });
    expect(periodDays({ from: '2026-01-01', to: '2026-01-31' }, now, 'UTC')).toEqual({
      from: '2026-01-01',
      to: '2026-01-31',
    });
  });

  it('ends today where the workspace is', () => {
    expect(periodDays({ days: 7 }, now, 'Pacific/Auckland')).toEqual({
      from: '2026-03-26',
      to: '2026-04-01',
    });
  });

  it('leaves out what is wrong in the address', () => {
    expect(periodSearchSchema.parse({ days: 8, from: 'yesterday' })).toEqual({});
  });
});
