import type { Config } from '@app/config';
import { type OutboxMessage, OutboxRepository } from '@app/database';
import { type JobDefinition, type Queue, jobDefinitions } from '@app/queue';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, QUEUE } from '../adapters/tokens.js';
import { OutboxListener } from './outbox-listener.js';

/** Jobs moved in one transaction. */
const batchSize = 50;
/** Longest pause between two looks at the outbox, ms. */
const pollMs = 1_000;

const definitions = new Map<string, JobDefinition<unknown>>(
  jobDefinitions.map((definition) => [definition.name, definition as unknown as JobDefinition<unknown>]),
);

/** Moves jobs from the outbox to the queue: woken by NOTIFY, and by a clock in case a notice was missed. */
@Injectable()
export class Dispatcher {
  private readonly logger = new Logger('dispatch');
  private readonly listener: OutboxListener;
  private wake: () => void = () => undefined;
  /** Whether a notice came while a round was running. */
  private isWoken = false;
  private running: Promise<void> | undefined;
  private isStopping = false;

  constructor(
    private readonly outbox: OutboxRepository,
    @Inject(QUEUE) private readonly queue: Queue,
    @Inject(CONFIG) { databaseUrl }: Pick<Config, 'databaseUrl'>,
  ) {
    this.listener = new OutboxListener(
      databaseUrl,
      () => {
        this.isWoken = true;
        this.wake();
      },
      (error) => this.logger.warn(`Listening for jobs broke: ${error.message}`),
    );
  }

  async start(): Promise<void> {
    await this.listener.open();
    this.running = this.run();
  }

  /** Resolves when no round is running any more. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.wake();
    await this.listener.close();
    await this.running;
  }

  /** Moves what is pending now. @returns how many jobs were moved */
  dispatchOnce(): Promise<number> {
    return this.outbox.dispatch(batchSize, (message) => this.enqueue(message));
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      this.isWoken = false;
      // oxlint-disable-next-line no-await-in-loop -- one round after the other
      const moved = await this.dispatchOnce().catch((error: Error) => {
        this.logger.error(`Jobs wait in the outbox: ${error.message}`);
        return 0;
      });
      // oxlint-disable-next-line no-await-in-loop
      if (moved < batchSize && !this.isStopping && !this.isWoken) await this.pause();
    }
  }

  private async enqueue({ id, topic, payload }: OutboxMessage): Promise<void> {
    const definition = definitions.get(topic);
    if (!definition) {
      this.logger.error(`The outbox row ${id} asks for "${topic}", which is no job.`);
      return;
    }
    await this.queue.add(definition, payload);
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
