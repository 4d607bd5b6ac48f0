import { type Config, uploadsFolder, workFolder } from '@app/config';
import { freeBytes } from '@app/storage';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { mkdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { CONFIG } from '../adapters/tokens.js';

/** Pause between two looks at a disk that is full, ms. */
const lookEveryMs = 2_000;

/** Keeps work from beginning while the disk is nearly full: it would fail, and take the last space from the database. */
@Injectable()
export class DiskRoom {
  private readonly logger = new Logger('disk');
  private isFull = false;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'dataDir' | 'minFreeBytes'>) {}

  /**
   * Resolves when there is room for work, at once as a rule.
   * @throws the reason of the signal
   */
  async whenFree(signal: AbortSignal): Promise<void> {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    while (!(await this.look())) {
      // oxlint-disable-next-line no-await-in-loop
      await pause(lookEveryMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }

  /** Looks at the disks of sources and of work; tells when it changes and not at every look. */
  private async look(): Promise<boolean> {
    const folders = [workFolder(this.config), uploadsFolder(this.config)];
    const free = await Promise.all(folders.map((folder) => this.freeBytesOf(folder)));
    const hasRoom = Math.min(...free) >= this.config.minFreeBytes;
    if (hasRoom === this.isFull) this.tell(hasRoom);
    return hasRoom;
  }

  private async freeBytesOf(folder: string): Promise<number> {
    await mkdir(folder, { recursive: true });
    return freeBytes(folder);
  }

  private tell(hasRoom: boolean): void {
    this.isFull = !hasRoom;
    const { dataDir, minFreeBytes } = this.config;
    if (hasRoom) this.logger.log(`The disk of ${dataDir} has room again: videos are processed.`);
    else
      this.logger.warn(
        `The disk of ${dataDir} has less than ${minFreeBytes} bytes left (MIN_FREE_BYTES): videos wait. Make room; they go on by themselves.`,
      );
  }
}
