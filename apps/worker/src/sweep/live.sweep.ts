import { type Config, workFolder } from '@app/config';
import { LiveEncodingRepository } from '@app/database';
import { Inject, Injectable } from '@nestjs/common';
import { readdir, rm } from 'node:fs/promises';
import { CONFIG } from '../adapters/tokens.js';
import { liveFolder, liveFolderPrefix } from '../live/live-folder.js';

/** Nobody takes a result any more when its upload was complete for so long, ms. */
const unclaimedMs = 60 * 60_000;

/** Removes what encoders left behind that died, or whose result nobody took. */
@Injectable()
export class LiveSweep {
  constructor(
    private readonly encodings: LiveEncodingRepository,
    @Inject(CONFIG) private readonly config: Pick<Config, 'dataDir'>,
  ) {}

  /** A folder is made after its row: one without a row is nobody's. */
  async removeAbandoned(): Promise<void> {
    await this.encodings.forgetUnclaimed(unclaimedMs);
    const names = await readdir(workFolder(this.config)).catch(() => [] as string[]);
    const folders = names.filter((name) => name.startsWith(liveFolderPrefix));
    const holders = new Set(await this.encodings.holders());
    const abandoned = folders
      .map((name) => name.slice(liveFolderPrefix.length))
      .filter((holder) => !holders.has(holder));
    await Promise.all(
      abandoned.map((holder) => rm(liveFolder(this.config, holder), { recursive: true, force: true })),
    );
  }
}
