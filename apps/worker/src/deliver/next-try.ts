const minute = 60_000;
/** Pauses after each refusal, ms; the last one again and again until the delivery expires. */
const pausesMs = [minute, 5 * minute, 15 * minute, 60 * minute, 180 * minute];

/** When a delivery that was refused is offered again. @param attempt the one that was refused, 1 or more */
export function nextTryAt(attempt: number, now = Date.now()): Date {
  return new Date(now + (pausesMs[Math.min(attempt, pausesMs.length) - 1] ?? minute));
}
