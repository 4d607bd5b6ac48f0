import { Lease, LeaseLostError, LeaseUnansweredError, leaseMs } from './lease.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

const leaseOn = (extend: () => Promise<boolean>) => new Lease(extend);

test('lives as long as it is renewed', async () => {
  const lease = leaseOn(async () => true);
  await jest.advanceTimersByTimeAsync(10 * leaseMs);
  expect(lease.signal.aborted).toBe(false);
  lease.stop();
});

test('is lost at once when the row belongs to another attempt', async () => {
  const lease = leaseOn(async () => false);
  await jest.advanceTimersByTimeAsync(leaseMs / 2);
  expect(lease.signal.reason).toBeInstanceOf(LeaseLostError);
  lease.stop();
});

test('outlives a short absence of the database, but not its own end', async () => {
  const lease = leaseOn(() => Promise.reject(new Error('no connection')));
  await jest.advanceTimersByTimeAsync(leaseMs - 1);
  expect(lease.signal.aborted).toBe(false);
  await jest.advanceTimersByTimeAsync(leaseMs);
  expect(lease.signal.reason).toBeInstanceOf(LeaseUnansweredError);
  lease.stop();
});
