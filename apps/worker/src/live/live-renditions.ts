import type { Config } from '@app/config';
import { LiveEncodingRepository, type LiveEncodingState } from '@app/database';
import { Inject, Injectable } from '@nestjs/common';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CONFIG } from '../adapters/tokens.js';
import { liveFolder } from './live-folder.js';
import { filesOf, type LiveResult, liveResultSchema } from './live-result.js';

/** Pause between two looks at an encoding that is about to end, ms. */
const lookEveryMs = 50;
/** An encoder that has so little left is worth waiting for, bytes: some ten seconds of a recording. */
const nearlyDoneBytes = 4 * 1024 * 1024;
/** An encoder that took nothing for so long is stuck, ms. */
const stuckMs = 60_000;
/** It is waited for no longer than this before the video is made playable in another way, ms. */
const shortWaitMs = 3_000;

/** How somebody waits for a live encoding. */
export interface LiveWait {
  /** `short`: something else would be playable soon; `patient`: until it ends, as it is ahead of whatever starts now. */
  patience: 'short' | 'patient';
  /** Of the whole upload. */
  sizeBytes: number;
  signal: AbortSignal;
}

/** What was encoded while a recording was still being uploaded, for the video that it becomes. */
@Injectable()
export class LiveRenditions {
  constructor(
    private readonly encodings: LiveEncodingRepository,
    @Inject(CONFIG) private readonly config: Pick<Config, 'dataDir'>,
  ) {}

  /**
   * Takes the files of an upload's live encoding, once.
   * @param outDir where they are moved
   * @returns null when there are none and will be none in time
   */
  async take(uploadId: string, outDir: string, wait: LiveWait): Promise<LiveResult | null> {
    const beganAt = Date.now();
    let [takenBytes, tookAt] = [0, beganAt];
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop
      const state = await this.encodings.find(uploadId);
      if (state?.result) return this.adopt(uploadId, outDir, state);
      if (!state?.isAlive || !isWorthWaiting(state, wait, Date.now() - beganAt)) return null;
      if (state.takenBytes !== takenBytes) [takenBytes, tookAt] = [state.takenBytes, Date.now()];
      if (Date.now() - tookAt > stuckMs) return null;
      // oxlint-disable-next-line no-await-in-loop
      await pause(lookEveryMs, undefined, { signal: wait.signal });
    }
  }

  /** Removes what nobody will take any more. */
  async discard(uploadId: string): Promise<void> {
    const state = await this.encodings.find(uploadId);
    if (state) await this.remove(uploadId, state.holder);
  }

  private async adopt(
    uploadId: string,
    outDir: string,
    { holder, result }: LiveEncodingState,
  ): Promise<LiveResult | null> {
    const parsed = liveResultSchema.safeParse(result);
    const folder = liveFolder(this.config, holder);
    try {
      if (!parsed.success) return null;
      for (const file of filesOf(parsed.data))
        // oxlint-disable-next-line no-await-in-loop -- a handful
        await rename(join(folder, file), join(outDir, file));
      return parsed.data;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      // They were made on another machine's disk.
      return null;
    } finally {
      await this.remove(uploadId, holder);
    }
  }

  private async remove(uploadId: string, holder: string): Promise<void> {
    await this.encodings.remove(uploadId, holder);
    await rm(liveFolder(this.config, holder), { recursive: true, force: true });
  }
}

function isWorthWaiting({ takenBytes }: LiveEncodingState, wait: LiveWait, waitedMs: number): boolean {
  if (wait.patience === 'patient') return true;
  return wait.sizeBytes - takenBytes <= nearlyDoneBytes && waitedMs < shortWaitMs;
}
