import { OutboxRepository, TranscodeRepository } from '@app/database';
import { type Queue, transcodeVideo } from '@app/queue';
import { Inject, Injectable } from '@nestjs/common';
import { QUEUE } from '../adapters/tokens.js';

/** Work that nobody began for so long may be lost with the queue's store, ms. */
const unbegunMs = 20_000;
/** The same for jobs whose only record is the outbox. */
const undoneMs = 60_000;
/** Jobs whose outbox row stays until they are done. */
export const keptTopics = ['delete-files', 'transcribe-video'] as const;

/** Takes up work that was left behind: by a worker that died, or by a queue that forgot (7-trust, Q3 and Q4). */
@Injectable()
export class WorkSweep {
  constructor(
    private readonly transcodes: TranscodeRepository,
    private readonly outbox: OutboxRepository,
    @Inject(QUEUE) private readonly queue: Queue,
  ) {}

  /** Leases that ran out: a new attempt each. */
  async reclaim(): Promise<void> {
    await this.transcodes.reclaimExpired();
  }

  /** Jobs that the queue may have lost. */
  async enqueueUnbegun(waitingForMs = unbegunMs): Promise<void> {
    await this.replaceTickets(waitingForMs);
    const before = new Date(Date.now() - undoneMs);
    await Promise.all(keptTopics.map((topic) => this.outbox.redispatch(topic, before)));
  }

  /** As many tickets as videos wait, whosever they are: which video each is good for is decided when it is taken. */
  private async replaceTickets(waitingForMs: number): Promise<void> {
    const unbegun = await this.transcodes.findUnbegun(waitingForMs);
    for (const payload of unbegun) {
      // oxlint-disable-next-line no-await-in-loop -- the ticket of this one may still wait, and then nothing is added
      const { waiting, delayed } = await this.queue.depth(transcodeVideo);
      if (waiting + delayed >= unbegun.length) return;
      // oxlint-disable-next-line no-await-in-loop
      await this.queue.add(transcodeVideo, payload);
    }
  }
}
