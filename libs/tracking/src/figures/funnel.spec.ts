import { type FunnelRow, toFunnel } from './funnel.js';

const row: FunnelRow = {
  sent: 10,
  opened: 8,
  viewed: 6,
  half: 4,
  clicked: 2,
  replied: 3,
  booked: 1,
  'opened after sent': 8,
  'viewed after opened': 6,
  'half after viewed': 4,
  'clicked after half': 2,
  'replied after clicked': 1,
  'replied after half': 2,
  'booked after replied': 1,
};

const numbersOf = (...measured: Parameters<typeof toFunnel>) =>
  toFunnel(...measured).map(({ count, ofPrevious }) => [count, ofPrevious]);

describe('toFunnel', () => {
  it('relates each step to the one before', () => {
    expect(numbersOf(row, { canClick: true, canBook: true })).toEqual([
      [10, null],
      [8, 8 / 10],
      [6, 6 / 8],
      [4, 4 / 6],
      [2, 2 / 4],
      [3, 1 / 2],
      [1, 1 / 3],
    ]);
  });

  it('leaves out what does not apply, and relates the next step to the last that does', () => {
    const [clicked, replied, booked] = numbersOf(
      { ...row, clicked: 0, 'replied after clicked': 0 },
      { canClick: false, canBook: false },
    ).slice(4);
    expect(clicked).toEqual([null, null]);
    expect(replied).toEqual([3, 2 / 4]);
    expect(booked).toEqual([null, null]);
  });

  it('keeps a zero where there was something to click', () => {
    const funnel = numbersOf(
      { ...row, clicked: 0, 'clicked after half': 0 },
      { canClick: true, canBook: true },
    );
    expect(funnel.slice(4, 6)).toEqual([
      [0, 0],
      [3, null],
    ]);
  });
});
