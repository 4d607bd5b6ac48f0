import type { z } from 'zod';

/** How a job is tried. */
export interface JobOptions {
  /** Deliveries that may fail before the job is given up, ≥ 1. Lost workers are not counted (see `queue.port.ts`). */
  attempts: number;
  /** Pause before the second delivery in ms; doubles with each further one, ± 20 %. */
  backoffMs: number;
  /** A delivery that runs longer is aborted and counts as failed, in ms. */
  timeoutMs: number;
}

/** A kind of job: its name, what it carries, how it is tried. */
export interface JobDefinition<Payload> extends JobOptions {
  /** `verb-noun`; also the name of its queue in the store. */
  readonly name: string;
  readonly schema: z.ZodType<Payload>;
  /**
   * The identity of the work: adding an id that is still queued changes nothing. Where work may be wanted again
   * while an older delivery lives, the attempt belongs into the id.
   */
  readonly idOf: (payload: Payload) => string;
}

/**
 * Declares a kind of job.
 * @param definition name, schema of the payload, identity and options
 * @throws Error when the name is not `verb-noun` in lower case
 */
export function defineJob<Payload>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
  if (!/^[a-z]+(-[a-z0-9]+)+$/.test(definition.name)) {
    throw new Error(`"${definition.name}" is not a job name: write verb-noun in lower case.`);
  }
  return Object.freeze({ ...definition });
}
