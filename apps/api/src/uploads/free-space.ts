import { type Config, uploadsFolder } from '@app/config';
import { AppError } from '@app/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { statfs } from 'node:fs/promises';
import { CONFIG } from '../http/config.token.js';

/** Below this much free space nothing more is taken in, bytes: the database lives here too, and what is here must still be processed. */
const minFreeBytes = 500 * 1024 * 1024;

/** The disk that uploads are written to. */
@Injectable()
export class FreeSpace {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'dataDir'>) {}

  /** How large the disk is, and how much of it is left. `isFull`: nothing new is taken in. */
  async sizes(): Promise<{ freeBytes: number; totalBytes: number; isFull: boolean }> {
    const { bavail, blocks, bsize } = await statfs(uploadsFolder(this.config));
    return {
      freeBytes: bavail * bsize,
      totalBytes: blocks * bsize,
      isFull: (await this.leftBytes()) < 0,
    };
  }

  /** What an upload may still fill, bytes; negative when the disk is too full already. */
  async leftBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(uploadsFolder(this.config));
    return bavail * bsize - minFreeBytes;
  }

  /** @throws no-space */
  async assertLeft(): Promise<void> {
    if ((await this.leftBytes()) < 0) throw new AppError('no-space');
  }
}
