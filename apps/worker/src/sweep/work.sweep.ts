import { OutboxRepository, TranscodeRepository } from '@app/database';
import { type Queue, transcodeVideo } from '@app/queue';
import { Inject, Injectable } from '@nestjs/common';
import { QUEUE } from '../adapters/tokens.js';

/** Work that nobody began for so long may be lost with the queue's store, ms; adding a job that still waits changes nothing. */
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
    for (const payload of await this.transcodes.findUnbegun(waitingForMs)) {
      // oxlint-disable-next-line no-await-in-loop -- in the order in which they came
      await this.queue.add(transcodeVideo, payload);
    }
    const before = new Date(Date.now() - undoneMs);
    await Promise.all(keptTopics.map((topic) => this.outbox.redispatch(topic, before)));
  }
}
