import type { Config } from '@app/config';
import { openAsBlob } from 'node:fs';
import { z } from 'zod';

/** Largest reply that is read, characters: hours of speech are less. */
const maxReplyCharacters = 32_000_000;
/** How long one piece of sound may take, milliseconds. */
const timeoutMs = 15 * 60_000;

const segmentSchema = z.object({
  start: z.number().min(0).max(86_400),
  end: z.number().min(0).max(86_400),
  text: z.string().max(20_000),
  no_speech_prob: z.number().nullish(),
  avg_logprob: z.number().nullish(),
});
/** `verbose_json` of the documented API; services that know no segments answer with the text alone. */
const replySchema = z.object({
  text: z.string().max(2_000_000).optional(),
  language: z.string().max(60).nullish(),
  segments: z.array(segmentSchema).max(50_000).optional(),
});

/** What a service heard in one piece of sound. Times in seconds from its beginning. */
export type Transcript = z.infer<typeof replySchema>;

/** The service will answer the same when it is asked again. @param code of `describeTranscriptionFailure` */
export class TranscriptionRefusedError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
  ) {
    super(`The transcription service answered ${status}.`);
  }
}

/** Trouble that may pass: no answer, too many requests, a fault on the other side. */
export class TranscriptionBusyError extends Error {}

type Service = NonNullable<Config['transcription']>;

/**
 * Sends one piece of sound to an OpenAI-compatible address. Redirects are not followed: sound goes nowhere but where the
 * operator said.
 * @param path WAV, below 25 MB
 * @throws TranscriptionRefusedError, TranscriptionBusyError, or the reason of the signal
 */
export async function transcribe(service: Service, path: string, signal: AbortSignal): Promise<Transcript> {
  const form = new FormData();
  form.set('file', await openAsBlob(path, { type: 'audio/wav' }), 'sound.wav');
  form.set('model', service.model);
  form.set('response_format', 'verbose_json');
  if (service.language) form.set('language', service.language);
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const reply = await fetch(service.url, {
      method: 'POST',
      redirect: 'manual',
      headers: service.apiKey ? { authorization: `Bearer ${service.apiKey}` } : {},
      body: form,
      signal: AbortSignal.any([signal, limit]),
    });
    if (!reply.ok) {
      await reply.body?.cancel();
      throw errorOf(reply.status);
    }
    return parse(await reply.text());
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TranscriptionRefusedError) throw error;
    throw new TranscriptionBusyError((error as Error).message, { cause: error });
  }
}

function errorOf(status: number): Error {
  if (status === 401 || status === 403)
    return new TranscriptionRefusedError('transcription-refused-key', status);
  if (status === 404 || status === 405 || (status >= 300 && status < 400))
    return new TranscriptionRefusedError('transcription-wrong-address', status);
  const mayPass = status === 408 || status === 409 || status === 425 || status === 429 || status >= 500;
  return mayPass
    ? new TranscriptionBusyError(`The transcription service answered ${status}.`)
    : new TranscriptionRefusedError('transcription-refused', status);
}

function parse(text: string): Transcript {
  const notUnderstood = new TranscriptionRefusedError('transcription-not-understood', 200);
  if (text.length > maxReplyCharacters) throw notUnderstood;
  try {
    return replySchema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) throw notUnderstood;
    throw error;
  }
}
