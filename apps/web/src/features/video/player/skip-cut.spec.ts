import { clockMsOf, fileMsOf, skipFrom } from './skip-cut';

const first = [
  { fromMs: 0, toMs: 4000 },
  { fromMs: 6000, toMs: 10_000 },
];
const second = [
  { fromMs: 1000, toMs: 2000 },
  { fromMs: 7000, toMs: 9000 },
];

describe('skipFrom', () => {
  it('plays on where nothing was cut', () => {
    expect(skipFrom({ fileKept: null, shown: null }, 5)).toBeUndefined();
    expect(skipFrom({ fileKept: null, shown: first }, 1000)).toBeUndefined();
  });

  it('jumps over what is cut, to its end, and ends at the last piece', () => {
    const file = { fileKept: null, shown: first };
    expect([4000, 5000, 5990, 10_000].map((at) => skipFrom(file, at))).toEqual([6000, 6000, undefined, null]);
  });

  it('knows that the file was cut before', () => {
    const file = { fileKept: first, shown: second };
    // The file's 5 s are the source's 7 s.
    expect([0, 1500, 2500, 5500, 7000].map((at) => skipFrom(file, at))).toEqual([
      1000,
      undefined,
      5000,
      undefined,
      null,
    ]);
  });
});

it('finds a moment of the source in a file, or the first one after it', () => {
  expect([1000, 5000, 7000].map((at) => fileMsOf(first, at))).toEqual([1000, 4000, 5000]);
  expect(fileMsOf(null, 7)).toBe(7);
});

it('stands still while it is in what was cut', () => {
  expect([500, 4000, 5000, 6500].map((at) => clockMsOf(first, at))).toEqual([500, 4000, 4000, 4500]);
});
