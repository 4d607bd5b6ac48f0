import { ProgressReporter } from './progress-reporter.js';

const fail = (error: Error) => {
  throw error;
};

function reporterWithClock() {
  const written: [progress: number, isTold: boolean][] = [];
  const clock = { now: 10_000 };
  const transcodes = {
    recordProgress: async (_id: string, _attempt: number, progress: number, isTold: boolean) => {
      written.push([progress, isTold]);
      return true;
    },
  };
  return { written, clock, reporter: new ProgressReporter(transcodes, 'video', 1, fail, () => clock.now) };
}

test('writes at most twice a second, tells at most once', async () => {
  const { written, clock, reporter } = reporterWithClock();
  const report = reporter.between(0, 1);
  for (let step = 1; step <= 40; step += 1) {
    report(step / 40);
    clock.now += 100;
  }
  await reporter.settled();
  expect(written.map(([, isTold]) => isTold)).toEqual([true, false, true, false, true, false, true, false]);
});

test('maps a step to its part of the whole, clamped, and never goes back', async () => {
  const { written, clock, reporter } = reporterWithClock();
  const share = reporter.between(0.2, 0.6);
  for (const reported of [0.5, 0.25, -3, 7]) {
    share(reported);
    clock.now += 1_000;
  }
  await reporter.settled();
  expect(written.map(([progress]) => progress)).toEqual([0.4, 0.6]);
});
