import { LadderSlots } from './ladder-slots.js';

const patient = new AbortController().signal;

/** Work that lasts until it is ended by hand. */
function openWork() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () =>
    new Promise<void>((resolve) => {
      begun.push(name);
      ends.set(name, resolve);
    });
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('so many ladders run at a time, the others follow in their order', async () => {
  const slots = new LadderSlots({ workerConcurrency: 2 });
  const { begun, work, end } = openWork();
  const all = ['a', 'b', 'c', 'd'].map((name) => slots.use(patient, work(name)));
  await settled();
  expect(begun).toEqual(['a', 'b']);
  end('b');
  await settled();
  expect(begun).toEqual(['a', 'b', 'c']);
  for (const name of ['a', 'c', 'd']) {
    end(name);
    await settled();
  }
  await Promise.all(all);
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
});

test('work that fails gives its slot back, and so does waiting that is ended', async () => {
  const slots = new LadderSlots({ workerConcurrency: 1 });
  await expect(slots.use(patient, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  const { begun, work, end } = openWork();
  const first = slots.use(patient, work('first'));
  const stop = new AbortController();
  const given = slots.use(stop.signal, work('given up'));
  const last = slots.use(patient, work('last'));
  stop.abort(new Error('stopped'));
  await expect(given).rejects.toThrow('stopped');
  end('first');
  await settled();
  expect(begun).toEqual(['first', 'last']);
  end('last');
  await Promise.all([first, last]);
});
