import { z } from 'zod';

/** Why captions could not be made: code → what happened, and the next step. */
const failures: Record<string, string> = {
  'no-sound': 'This video has no sound, so there is nothing to write down.',
  'no-speech':
    'The transcription service found no words. Check that somebody speaks, or write captions by hand.',
  'transcription-refused-key':
    'The transcription service refused our key. Tell your admin to check TRANSCRIPTION_API_KEY, then try again.',
  'transcription-wrong-address':
    'Nothing transcribes at the address that is set. Tell your admin to check TRANSCRIPTION_URL and TRANSCRIPTION_MODEL, then try again.',
  'transcription-refused':
    'The transcription service did not accept the sound. Tell your admin, or upload a caption file instead.',
  'transcription-not-understood':
    'The transcription service answered something else than a transcript. Tell your admin to check its model, then try again.',
  'transcription-unreachable':
    'The transcription service did not answer, though it was asked several times. Try again later, and tell your admin if it stays.',
};

export const transcriptionStateSchema = z.enum(['none', 'waiting', 'running', 'done', 'failed']);
export type TranscriptionState = z.infer<typeof transcriptionStateSchema>;

/** How far the making of captions is. `isAvailable`: the operator has set up a service that the sound may be sent to. */
export const transcriptionSchema = z
  .object({
    isAvailable: z.boolean(),
    state: transcriptionStateSchema,
    failure: z.object({ code: z.string(), message: z.string() }).nullable(),
  })
  .meta({ id: 'Transcription' });
export type Transcription = z.infer<typeof transcriptionSchema>;

/** What is said about a failure code; one that is not known is treated as a service that does not answer. */
export function describeTranscriptionFailure(code: string): { code: string; message: string } {
  return { code, message: failures[code] ?? failures['transcription-unreachable'] ?? '' };
}
