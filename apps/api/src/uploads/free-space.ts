import { type Config, uploadsFolder } from '@app/config';
import { AppError, type Ready } from '@app/contracts';
import { freeBytes } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import { statfs } from 'node:fs/promises';
import { CONFIG } from '../http/config.token.js';

/**
 * The disk that uploads are written to. Below the setting's free space nothing more is taken in: the database lives here too,
 * and what is here must still be processed.
 */
@Injectable()
export class FreeSpace {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'dataDir' | 'minFreeBytes'>) {}

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
    return (await freeBytes(uploadsFolder(this.config))) - this.config.minFreeBytes;
  }

  /** `low`: as much again as is kept free, or less, is left until nothing more is taken in. */
  async level(): Promise<Ready['space']> {
    const leftBytes = await this.leftBytes();
    if (leftBytes < 0) return 'full';
    return leftBytes < this.config.minFreeBytes ? 'low' : 'enough';
  }

  /** @throws no-space */
  async assertLeft(): Promise<void> {
    if ((await this.leftBytes()) < 0) throw new AppError('no-space');
  }
}
