import { SoundTiming } from './sound-timing';

describe('SoundTiming', () => {
  it('takes the least late piece for the truth and stays there', () => {
    const timing = new SoundTiming();
    const lateness = [80, 35, 4, 60];
    const placed = lateness.map((late, index) => timing.place(index * 10, 10, 1000 + index * 10 + 10 + late));
    expect(placed).toEqual([1080, 1045, 1024, 1034]);
    timing.freeze();
    expect(timing.place(40, 10, 1050)).toBe(1044);
    expect(timing.pieces).toBe(5);
  });

  it('takes off what sound loses on its way through the mixer', () => {
    const timing = new SoundTiming(45);
    expect(timing.place(0, 10, 1014)).toBe(959);
  });
});
