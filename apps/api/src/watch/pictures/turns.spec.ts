import { Turns } from './turns.js';

describe('turns', () => {
  it('are taken by so many at once, in their order, by all in the end', async () => {
    const turns = new Turns(2);
    const [begun, ends]: [number[], (() => void)[]] = [[], []];
    let [running, most] = [0, 0];
    const all = Promise.all(
      [0, 1, 2, 3, 4].map((index) =>
        turns.take(async () => {
          begun.push(index);
          most = Math.max(most, (running += 1));
          await new Promise<void>((resolve) => ends.push(resolve));
          running -= 1;
          return index;
        }),
      ),
    );
    for (let ended = 0; ended < 5;) {
      const end = ends.shift();
      if (end) ended += 1;
      end?.();
      // oxlint-disable-next-line no-await-in-loop -- lets the next one begin
      await new Promise((resolve) => void setImmediate(resolve));
    }
    expect([await all, begun, most]).toEqual([[0, 1, 2, 3, 4], [0, 1, 2, 3, 4], 2]);
  });

  it('pass on after a failure', async () => {
    const turns = new Turns(1);
    await expect(turns.take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await turns.take(() => Promise.resolve('yes'))).toBe('yes');
  });
});
