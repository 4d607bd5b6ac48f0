import { type Config, uploadsFolder } from '@app/config';
import { type Upload, UploadRepository } from '@app/database';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG } from '../adapters/tokens.js';

/** An upload whose last part is younger may be completing right now, ms. */
const settledMs = 10_000;
/** Silence of a recorder that said it is complete, although bytes are missing, ms. */
const silenceAfterFinishMs = 10_000;
/** An upload that nobody continued for so long is given up, ms: 7 days. */
const uploadLifetimeMs = 7 * 24 * 60 * 60 * 1000;

/** Finishes what was uploaded and not finished: lost finish hooks, silent recorders, abandoned files (7-trust, Q1–Q3). */
@Injectable()
export class UploadsSweep {
  private readonly folder: string;

  constructor(
    private readonly uploads: UploadRepository,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.folder = uploadsFolder(config);
  }

  /** A crash between the last byte and the finish hook: the client was told that all is well, so it must become true. */
  async completeWhole(silentForMs = settledMs): Promise<void> {
    for (const upload of await this.uploads.findIncomplete(silentForMs)) {
      // oxlint-disable-next-line no-await-in-loop -- reading one file at a time is enough
      await this.catchUp(upload);
    }
  }

  /** Recorders that vanished: what they sent becomes a video. If they come back it is made again from everything. */
  async finishSilent(): Promise<void> {
    const { silenceBeforeFinishMs } = this.config;
    const afterFinishMs = Math.min(silenceAfterFinishMs, silenceBeforeFinishMs);
    const silent = await this.uploads.findSilentRecordings(silenceBeforeFinishMs, afterFinishMs);
    // oxlint-disable-next-line no-await-in-loop -- each in its own transaction
    for (const videoId of silent) await this.uploads.finishSilent(videoId);
  }

  /** Files that were begun and never completed. */
  async expire(): Promise<void> {
    const expired = await this.uploads.expire(uploadLifetimeMs);
    await Promise.all(expired.map((id) => rm(join(this.folder, id), { force: true })));
  }

  /** The file is the truth: the row may be behind it when a process died between writing and noting. */
  private async catchUp({ id, offsetBytes, lengthBytes }: Upload): Promise<void> {
    const sizeBytes = await sizeOf(join(this.folder, id));
    if (sizeBytes === null) return;
    if (sizeBytes === lengthBytes)
      await this.uploads.complete(id, sizeBytes, await hashOf(join(this.folder, id)));
    else if (sizeBytes !== offsetBytes) await this.uploads.recordPart(id, sizeBytes);
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
