import type { Overview } from '@app/contracts';
import { figuresSentence, hasFigures } from './figures-sentence';

const sentence = (viewCount: number, previousViewCount: number) =>
  figuresSentence({ viewCount, previousViewCount });

describe('figuresSentence', () => {
  it('compares with the period before', () => {
    expect(sentence(12, 8)).toBe('12 views by people: 50% more than the 8 of the period before.');
    expect(sentence(1, 4)).toBe('1 view by people: 75% fewer than the 4 of the period before.');
    expect(sentence(3, 3)).toBe('3 views by people, as many as in the period before.');
  });

  it('never divides by nothing', () => {
    expect(sentence(5, 0)).toBe('5 views by people in this period; none in the one before.');
    expect(sentence(0, 0)).toBe('Nobody watched in this period, nor in the one before.');
  });
});

describe('hasFigures', () => {
  const empty: Overview = {
    by: 'sent',
    from: '2026-03-01',
    to: '2026-03-31',
    funnel: [
      { step: 'sent', count: 0, ofPrevious: null },
      { step: 'booked', count: null, ofPrevious: null },
    ],
    viewCount: 0,
    previousViewCount: 0,
    excludedCount: 0,
    viewsByDay: [],
  };

  it('is false for zeros and for steps that could not be counted', () => {
    expect(hasFigures(empty)).toBe(false);
  });

  it('is true as soon as one thing was counted', () => {
    expect(hasFigures({ ...empty, excludedCount: 1 })).toBe(true);
    expect(hasFigures({ ...empty, funnel: [{ step: 'sent', count: 1, ofPrevious: null }] })).toBe(true);
  });
});
