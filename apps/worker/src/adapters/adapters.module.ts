import type { Config } from '@app/config';
import { createMediaTools } from '@app/media';
import { createQueue } from '@app/queue';
import { type Storage, createStorage } from '@app/storage';
import {
  type DynamicModule,
  Global,
  Inject,
  Injectable,
  Logger,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Pool } from 'pg';
import { CONFIG, MEDIA, QUEUE, STORAGE } from './tokens.js';

const queueLogger = new Logger('queue');
const databaseLogger = new Logger('database');
const mediaLogger = new Logger('media');

/** Gives back the connections of what was made here. */
@Injectable()
class AdaptersShutdown implements OnApplicationShutdown {
  constructor(
    private readonly pool: Pool,
    @Inject(STORAGE) private readonly storage: Storage,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
    await this.storage.close();
  }
}

/** The outside things that the configuration chooses. */
@Global()
@Module({})
export class AdaptersModule {
  static with(config: Config): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: config },
      { provide: STORAGE, useFactory: () => createStorage(config.storage) },
      { provide: QUEUE, useFactory: () => createQueue(config.queue, queueHooks) },
      { provide: MEDIA, useFactory: () => createMediaTools(mediaOptions(config)) },
      {
        provide: Pool,
        useFactory: () => createPool(config.databaseUrl),
      },
    ];
    return {
      module: AdaptersModule,
      providers: [...providers, AdaptersShutdown],
      exports: providers.map(({ provide }) => provide),
    };
  }
}

const queueHooks = {
  onError: (error: Error) => queueLogger.error(error.message),
  onFailedJob: ({
    name,
    jobId,
    error,
    isFinal,
  }: {
    name: string;
    jobId: string;
    error: unknown;
    isFinal: boolean;
  }) =>
    queueLogger.warn({ name, jobId, isFinal, error: error instanceof Error ? error.message : String(error) }),
};

function mediaOptions({ ffmpegPath, ffprobePath, mediaSandbox }: Config) {
  return {
    ...(ffmpegPath ? { ffmpegPath } : {}),
    ...(ffprobePath ? { ffprobePath } : {}),
    sandbox: mediaSandbox,
    logger: {
      debug: (fields: object, message: string) => mediaLogger.debug({ message, ...fields }),
      warn: (fields: object, message: string) => mediaLogger.warn({ message, ...fields }),
    },
  };
}

/** An idle connection that breaks is reported and replaced; without a listener it would end the process. */
function createPool(connectionString: string): Pool {
  const pool = new Pool({ connectionString, max: 4 });
  pool.on('error', (error) => databaseLogger.warn(error.message));
  return pool;
}
