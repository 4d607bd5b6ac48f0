import { EventEmitter, once } from 'node:events';
import { KeptService, restartDelay } from './keep-running.mjs';

const ended = (code: number) => ({ exited: Promise.resolve(code), stop: async () => {} });

/** A service that runs until it is stopped. */
function lasting(onStop: () => void) {
  const running = new AbortController();
  const exited = new Promise<number>((resolve) => running.signal.addEventListener('abort', () => resolve(0)));
  const stop = async () => {
    onStop();
    running.abort();
  };
  return { exited, stop };
}

describe('restarting a service', () => {
  it('waits 0.5 s, doubled with each crash of the last minute, and gives up after the fifth', () => {
    const crashes = [0, 1, 2, 3, 4, 5].map((n) => 100_000 + n);
    const delays = crashes.map((_, index) => restartDelay(crashes.slice(0, index + 1), 100_010));
    expect(delays).toEqual([500, 1000, 2000, 4000, 8000, undefined]);
  });

  it('forgets crashes that are a minute old', () => {
    expect(restartDelay([0, 1, 2, 3, 4, 5, 100_000], 100_000)).toBe(500);
  });

  it('starts the service again and then stops the new one', async () => {
    const reported: number[] = [];
    const stopped: string[] = [];
    const starting = new EventEmitter();
    const start = () => {
      starting.emit('start');
      return lasting(() => stopped.push('second'));
    };
    const kept = new KeptService(ended(7), start, {
      crashed: (code: number) => void reported.push(code),
      gaveUp: () => void reported.push(-1),
    });
    await once(starting, 'start');
    await kept.stop();
    expect(reported).toEqual([7]);
    expect(stopped).toContain('second');
  });

  it('does not start again what it was told to stop', async () => {
    let starts = 0;
    const start = () => {
      starts += 1;
      return ended(0);
    };
    const kept = new KeptService(
      lasting(() => {}),
      start,
      {
        crashed: () => {},
        gaveUp: () => {},
      },
    );
    await kept.stop();
    expect(starts).toBe(0);
  });
});
