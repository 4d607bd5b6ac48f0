import type { EncodePieceRepository, PiecesStanding } from '@app/database';
import { PermanentJobError, type Queue } from '@app/queue';
import type { Storage } from '@app/storage';
import { PieceDesk } from './piece-desk.service.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const attempt = { id: 'video', attempt: 3 };
const waiting: PiecesStanding = { isDone: false, share: 0.25, failureCode: null, free: [1, 4] };

function deskOf(standings: readonly PiecesStanding[]) {
  const jobs: unknown[] = [];
  const removed: string[] = [];
  let look = 0;
  const pieces = {
    standing: async () => standings[Math.min(look++, standings.length - 1)],
    findOfAttempt: async () => ['made'],
    remove: async (id: string, number: number) => removed.push(`rows ${id} ${number}`),
  };
  const queue = { add: async (_job: unknown, payload: unknown) => jobs.push(payload) };
  const storage = { deletePrefix: async (prefix: string) => removed.push(prefix) };
  const desk = new PieceDesk(
    pieces as unknown as EncodePieceRepository,
    queue as unknown as Queue,
    storage as unknown as Storage,
  );
  return { desk, jobs, removed };
}

const patient = new AbortController().signal;

test('adds a job for each free piece at once, and again for those that stay free', async () => {
  const { desk, jobs } = deskOf([...Array.from({ length: 15 }, () => waiting), { ...waiting, isDone: true }]);
  const shares: number[] = [];
  const made = desk.untilDone(attempt, patient, (share) => shares.push(share));
  await jest.advanceTimersByTimeAsync(10_000);
  expect(await made).toEqual(['made']);
  const first = [1, 4].map((index) => ({ videoId: 'video', attempt: 3, index }));
  expect(jobs).toEqual([...first, ...first]);
  expect(shares[0]).toBe(0.25);
});

test('fails with the code of a piece that failed', async () => {
  const { desk } = deskOf([waiting, { ...waiting, failureCode: 'timed_out' }]);
  const made = desk.untilDone(attempt, patient, () => undefined).catch((error: unknown) => error);
  await jest.advanceTimersByTimeAsync(2_000);
  expect(await made).toEqual(new PermanentJobError('timed_out'));
});

test('ends when it is told to, with the reason', async () => {
  const { desk } = deskOf([waiting]);
  const stop = new AbortController();
  const made = desk.untilDone(attempt, stop.signal, () => undefined).catch((error: unknown) => error);
  stop.abort(new Error('The lease was lost.'));
  await jest.advanceTimersByTimeAsync(2_000);
  expect(await made).toEqual(new Error('The lease was lost.'));
});

test('removes the files before the rows, which are their only record', async () => {
  const { desk, removed } = deskOf([waiting]);
  await desk.clear(attempt);
  expect(removed).toEqual(['videos/video/3/pieces/', 'rows video 3']);
});
