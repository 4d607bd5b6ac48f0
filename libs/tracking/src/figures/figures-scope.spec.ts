import { wholeMonthsOf } from './figures-scope.js';

const months = (from: string, to: string) => Object.values(wholeMonthsOf({ from, to }));

describe('wholeMonthsOf', () => {
  it('gives the months between the days at both ends', () => {
    expect(months('2024-01-15', '2024-04-02')).toEqual(['2024-02-01', '2024-04-01']);
    expect(months('2024-01-01', '2024-04-01')).toEqual(['2024-01-01', '2024-04-01']);
    expect(months('2023-11-02', '2025-01-31')).toEqual(['2023-12-01', '2025-01-01']);
  });

  it('gives none where no month lies wholly in the period', () => {
    expect(months('2024-01-02', '2024-01-31')).toEqual(['2024-01-31', '2024-01-31']);
    expect(months('2024-01-02', '2024-02-29')).toEqual(['2024-02-29', '2024-02-29']);
    expect(months('2024-03-01', '2024-03-01')).toEqual(['2024-03-01', '2024-03-01']);
  });
});
