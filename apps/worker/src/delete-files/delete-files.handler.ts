import { type Config, uploadsFolder } from '@app/config';
import { OutboxRepository } from '@app/database';
import type { DeleteFiles } from '@app/queue';
import type { Storage } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG, STORAGE } from '../adapters/tokens.js';

/** Job `delete-files`: removes what a deleted video has left in storage and among the uploads. */
@Injectable()
export class DeleteFilesHandler {
  private readonly folder: string;

  constructor(
    private readonly outbox: OutboxRepository,
    @Inject(STORAGE) private readonly storage: Storage,
    @Inject(CONFIG) config: Config,
  ) {
    this.folder = uploadsFolder(config);
  }

  /** The outbox row is the only record of this work: it goes last. */
  async handle({ videoId, uploadIds }: DeleteFiles): Promise<void> {
    await Promise.all(uploadIds.map((id) => rm(join(this.folder, id), { force: true })));
    await this.storage.deletePrefix(`videos/${videoId}/`);
    await this.outbox.finishJob('delete-files', videoId);
  }
}
