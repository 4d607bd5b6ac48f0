import { array, assert, asyncProperty, integer, property } from 'fast-check';
import { leastBytesToBegin, roomOf, watchRoom } from './room-watch';

const ranks = ['full', 'low', 'enough'];
const bytes = integer({ min: -1, max: 400_000_000 });

test('more bytes are never less room, and what may begin is not full', () => {
  assert(
    property(bytes, bytes, (one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      expect(ranks.indexOf(roomOf(less))).toBeLessThanOrEqual(ranks.indexOf(roomOf(more)));
    }),
  );
  expect([roomOf(Infinity), roomOf(leastBytesToBegin), roomOf(0)]).toEqual(['enough', 'low', 'full']);
});

/** What is told while the device has these bytes left, look after look. */
async function toldOf(looks: readonly number[], isWatching = () => true): Promise<string[]> {
  const told: string[] = [];
  const left = [...looks];
  const waiter = { wait: () => Promise.resolve(), wake: () => undefined };
  const room = () => Promise.resolve(left.shift() ?? 0);
  await watchRoom(
    room,
    waiter,
    () => left.length > 0 && isWatching(),
    (now) => told.push(now),
  );
  return told;
}

test('every change is told once, and nothing after the device is full', () =>
  assert(
    asyncProperty(array(bytes, { minLength: 1, maxLength: 30 }), async (looks) => {
      // The last look ends the watch, and is not told.
      const rooms = ['enough', ...looks.slice(0, -1).map(roomOf)];
      const end = rooms.indexOf('full');
      const until = end < 0 ? rooms : rooms.slice(0, end + 1);
      expect(await toldOf(looks)).toEqual(until.slice(1).filter((room, index) => room !== until[index]));
    }),
  ));

test('a recording that has ended is told nothing', async () =>
  expect(await toldOf([0, 0], () => false)).toEqual([]));
