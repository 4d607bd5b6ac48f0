import { Recent } from './recent.js';

/** Makes something new each time, and counts. */
function counted() {
  let made = 0;
  return { make: () => Promise.resolve(`made ${(made += 1)}`), count: () => made };
}

describe('what was made lately', () => {
  it('is made once for all who ask meanwhile, and afterwards', async () => {
    const [recent, { make, count }] = [new Recent<string>(100, ({ length }) => length), counted()];
    await Promise.all([recent.get('a', make), recent.get('a', make)]);
    expect([await recent.get('a', make), count()]).toEqual(['made 1', 1]);
  });

  it('goes when there is too much of it, what was asked for longest ago first', async () => {
    const [recent, { make, count }] = [new Recent<string>(12, ({ length }) => length), counted()];
    for (const key of ['a', 'b', 'a', 'c', 'a']) await recent.get(key, make);
    expect(count()).toBe(3);
    await recent.get('b', make);
    expect(count()).toBe(4);
  });

  it('is tried again after a failure', async () => {
    const recent = new Recent<string>(100, ({ length }) => length);
    await expect(recent.get('a', () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
    expect(await recent.get('a', () => Promise.resolve('made'))).toBe('made');
  });
});
