import type { TranscriptionConfig } from '@app/config';
import type { CaptionCue } from '@app/contracts';
import type { SoundPiece } from '@app/media';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { toCues } from './transcript-cues.js';
import { transcribe, type Transcript, TranscriptionBusyError } from './transcription.client.js';

/** Before a piece is sent once more, milliseconds. */
const waitsMs = [1_000, 5_000, 20_000];

/** What was heard in a whole source: captions in source time, and the language as the service named it first. */
export interface Heard {
  cues: CaptionCue[];
  language: string | undefined;
}

/**
 * Sends the pieces one after the other, because services count requests. A service that is busy at the first piece is left
 * alone; later, when much has been sent and paid for, the piece in trouble is sent again before all of it would be.
 *
 * @param pieces follow one another without a gap, from the beginning of the source
 * @throws what `transcribe` throws
 */
export async function hearPieces(
  service: TranscriptionConfig,
  folder: string,
  pieces: readonly SoundPiece[],
  signal: AbortSignal,
): Promise<Heard> {
  const cues: CaptionCue[] = [];
  let { language } = service;
  let fromMs = 0;
  for (const [index, { file, durationMs }] of pieces.entries()) {
    const waits = index === 0 ? [] : waitsMs;
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const transcript = await hearPiece(service, join(folder, file), waits, signal);
    cues.push(...toCues(transcript, Math.round(fromMs), Math.round(durationMs)));
    language ??= transcript.language ?? undefined;
    fromMs += durationMs;
  }
  return { cues, language };
}

async function hearPiece(
  service: TranscriptionConfig,
  path: string,
  [waitMs, ...later]: readonly number[],
  signal: AbortSignal,
): Promise<Transcript> {
  try {
    return await transcribe(service, path, signal);
  } catch (error) {
    if (!(error instanceof TranscriptionBusyError) || waitMs === undefined) throw error;
    await pause(waitMs, undefined, { signal });
    return hearPiece(service, path, later, signal);
  }
}
