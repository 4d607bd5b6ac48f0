import { EditsRepository, type Video } from '@app/database';
import { type Queue, makePoster } from '@app/queue';
import type { Storage } from '@app/storage';
import { Inject, Injectable } from '@nestjs/common';
import { QUEUE, STORAGE } from '../adapters/tokens.js';

/** Files of a retired attempt stay for so long, for those who are in the middle of them, ms. */
const retiredFilesMs = 5 * 60_000;

/** What edits leave behind: posters whose job was lost, and files that are not published any more. */
@Injectable()
export class EditsSweep {
  constructor(
    private readonly edits: EditsRepository,
    @Inject(QUEUE) private readonly queue: Queue,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  /** Posters that are due; adding a job that still waits changes nothing. */
  async enqueuePosters(): Promise<void> {
    // oxlint-disable-next-line no-await-in-loop -- a handful at most
    for (const poster of await this.edits.findDuePosters()) await this.queue.add(makePoster, poster);
  }

  /**
   * Removes what was cut from storage; the source itself stays.
   * @param before attempts that were retired earlier
   */
  async removeRetired(before = new Date(Date.now() - retiredFilesMs)): Promise<void> {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    for (const video of await this.edits.findRetired(before)) await this.removeOf(video, before);
  }

  private async removeOf(video: Video, before: Date): Promise<void> {
    const prefixOf = (attempt: number) => `videos/${video.id}/${attempt}/`;
    const shown = [video.posterKey, video.previewKey, ...video.renditions.map(({ key }) => key)];
    const gone = video.retiredAttempts
      .filter(({ retiredAt }) => Date.parse(retiredAt) < before.getTime())
      .map(({ attempt }) => attempt)
      .filter((attempt) => !shown.some((key) => key?.startsWith(prefixOf(attempt))));
    // oxlint-disable-next-line no-await-in-loop
    for (const attempt of gone) await this.storage.deletePrefix(prefixOf(attempt));
    if (video.wholeKey === null) await this.storage.deletePrefix(`videos/${video.id}/whole/`);
    await this.edits.forgetRetired(video.id, gone);
  }
}
