import { closeSync } from 'node:fs';
import { openLog } from './logs.mjs';
import { supervise } from './supervise.mjs';

/**
 * Everything this launcher has started and must stop, in layers: what was added last is stopped first.
 *
 * @typedef {{ stop: () => Promise<void> }} Stoppable
 */
export class Running {
  #layers = [];
  #isClosed = false;

  /**
   * What is started while everything is being stopped is stopped at once.
   *
   * @template {Stoppable} T @param {T} thing @returns {T}
   */
  add(thing) {
    if (this.#isClosed) void thing.stop();
    this.#layers.push(thing);
    return thing;
  }

  /** Forgets something that has ended by itself. */
  remove(thing) {
    this.#layers = this.#layers.filter((other) => other !== thing);
  }

  /** Stops everything, last first; one that cannot be stopped does not keep the others alive. */
  async stopAll() {
    this.#isClosed = true;
    for (const thing of this.#layers.splice(0).toReversed()) {
      await Promise.allSettled([thing.stop()]);
    }
  }
}

/**
 * Runs one preparing command to its end.
 *
 * @param {Running} running so that Ctrl-C ends the command too
 * @param {object} step
 * @param {string[]} step.command
 * @param {string} step.cwd
 * @param {NodeJS.ProcessEnv} [step.env]
 * @param {string} step.logFile receives the output
 * @returns {Promise<boolean>} whether it ended with code 0
 */
export async function runStep(running, { command, cwd, env, logFile }) {
  const log = openLog(logFile);
  const process = running.add(supervise({ command, cwd, env, log, graceSeconds: 5 }));
  closeSync(log);
  const code = await process.exited;
  running.remove(process);
  return code === 0;
}
