import type { Config } from '@app/config';
import { type Storage, createStorage } from '@app/storage';
import { Global, Inject, Injectable, Logger, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Pool } from 'pg';
import { CONFIG } from '../http/config.token.js';

/** Injection token of the storage port (`Storage` of @app/storage). */
export const STORAGE = Symbol('storage');

/** Connections of tracking and of the stream, apart from those of the entities: beacons never wait behind them. */
@Injectable()
class PoolShutdown implements OnApplicationShutdown {
  constructor(private readonly pool: Pool) {}

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}

/** The outside things that the configuration chooses. */
@Global()
@Module({
  providers: [
    {
      provide: STORAGE,
      inject: [CONFIG],
      useFactory: (config: Config): Storage => createStorage(config.storage),
    },
    {
      provide: Pool,
      inject: [CONFIG],
      useFactory: (config: Config) => createPool(config.databaseUrl),
    },
    PoolShutdown,
  ],
  exports: [STORAGE, Pool],
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
