/** How often a long step says that it is still at work when the output is no terminal. */
const reminderMs = 10_000;

/** Prints one line. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/** Prints one line of failure. */
export function complain(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {number} milliseconds ≥ 0 @returns {string} `2.3 s`, `38 s`, `4 min 10 s` */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * Shows a step and how long it has been going: one living line in a terminal, a line every 10 s elsewhere.
 *
 * @template T
 * @param {string} label for example `Installing packages`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function showProgress(label, work) {
  const start = performance.now();
  const line = () => `${label} … ${duration(performance.now() - start)}`;
  const isTerminal = process.stdout.isTTY === true;
  if (!isTerminal) say(`${label} …`);
  const show = isTerminal ? () => process.stdout.write(`\r${line()}\u001B[K`) : () => say(line());
  const timer = setInterval(show, isTerminal ? 200 : reminderMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    say(isTerminal ? `\r${line()}\u001B[K` : line());
  }
}
