/** What the notes of a run say, and how a run is read from them after a crash. */
import { z } from 'zod';
import type { StoredRun } from './journal-store';

const runFactsSchema = z.object({
  /** Runs of one recording share it. */
  recordingId: z.string(),
  workspaceId: z.string(),
  memberId: z.string(),
  title: z.string(),
  /** ISO 8601, of the run. */
  startedAt: z.string(),
  run: z.number().int().min(0),
  filename: z.string(),
  /** `Idempotency-Key` of the video's creation: asking again gives the same video. */
  bookingKey: z.string(),
  /** null until the server has answered the creation. */
  video: z
    .object({
      id: z.string(),
      uploadUrl: z.string(),
      link: z.object({ id: z.string(), slug: z.string(), url: z.string() }),
    })
    .nullable(),
  /** Address of the run's upload; null until there is one. */
  address: z.string().nullable(),
  /** Hex, of the whole run; null until it has ended properly. */
  sha256: z.string().nullable(),
  /** The server has confirmed the whole recording: nothing of it is needed here any more. */
  isFinished: z.boolean(),
});

/** What is needed to go on with a run. */
export type RunFacts = z.infer<typeof runFactsSchema>;

const noteSchema = z.union([
  z.object({ facts: runFactsSchema.partial() }),
  z.object({ mark: z.tuple([z.number(), z.number()]) }),
]);
type Note = z.infer<typeof noteSchema>;

/** A run as it was left behind. */
export interface KeptRun {
  id: string;
  facts: RunFacts;
  sizeBytes: number;
  /** `[bytes, media milliseconds]`, rising. */
  marks: [number, number][];
}

/** Facts that are new or have changed, as a note. */
export const factsNote = (facts: Partial<RunFacts>): string => JSON.stringify({ facts } satisfies Note);

/** The first `bytes` bytes hold the run up to `mediaMs`, as a note. */
export const markNote = (bytes: number, mediaMs: number): string =>
  JSON.stringify({ mark: [bytes, mediaMs] } satisfies Note);

/** Reads a run from its notes. @returns null when they do not tell enough to go on (cut short, or of another version) */
export function keptRunOf({ id, sizeBytes, notes }: StoredRun): KeptRun | null {
  const marks: [number, number][] = [];
  let facts: Partial<RunFacts> = {};
  for (const text of notes) {
    const note = noteSchema.safeParse(parsed(text));
    if (!note.success) continue;
    if ('facts' in note.data) facts = { ...facts, ...note.data.facts };
    else if (note.data.mark[0] <= sizeBytes) marks.push(note.data.mark);
  }
  const whole = runFactsSchema.safeParse(facts);
  return whole.success ? { id, facts: whole.data, sizeBytes, marks } : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
