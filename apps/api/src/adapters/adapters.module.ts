import type { Config } from '@app/config';
import { type Queue, createQueue } from '@app/queue';
import { type Storage, createStorage } from '@app/storage';
import { Global, Inject, Injectable, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import { CONFIG } from '../http/config.token.js';

/** Injection token of the storage port (`Storage` of @app/storage). */
export const STORAGE = Symbol('storage');
/** Injection token of the queue port (`Queue` of @app/queue); the API only asks it how much waits. */
export const QUEUE = Symbol('queue');

const queueLogger = new Logger('queue');

/** Gives back the connections of what was made here. */
@Injectable()
class AdaptersShutdown implements OnApplicationShutdown {
  constructor(
    private readonly pool: Pool,
    @Inject(QUEUE) private readonly queue: Queue,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.pool.end(), this.queue.close()]);
  }
}

/** The outside things that the configuration chooses. */
@Global()
@Module({
  providers: [
    {
      provide: STORAGE,
      inject: [CONFIG],
      useFactory: (config: Config): Promise<Storage> => createStorage(config.storage),
    },
    {
      provide: QUEUE,
      inject: [CONFIG],
      useFactory: (config: Config): Queue =>
        createQueue(config.queue, { onError: ({ message }) => queueLogger.warn(message) }),
    },
    {
      // Of tracking and of the stream, apart from the connections of the entities: beacons never wait behind them.
      provide: Pool,
      inject: [CONFIG],
      useFactory: (config: Config) => createPool(config.databaseUrl),
    },
    AdaptersShutdown,
  ],
  exports: [STORAGE, QUEUE, Pool],
})
export class AdaptersModule {}

/** An idle connection that breaks is reported and replaced; without a listener it would end the process. */
function createPool(connectionString: string): Pool {
  const pool = new Pool({ connectionString, max: 10 });
  pool.on('error', (error) => new Logger('database').warn(error.message));
  return pool;
}

/** Parameter decorator for the storage port. */
export const InjectStorage = () => Inject(STORAGE);
