import {
  type DynamicModule,
  Global,
  Inject,
  Injectable,
  Module,
  type OnApplicationShutdown,
  type Provider,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { createDataSource, migrate } from './data-source.js';
import { repositories } from './repositories.js';

@Injectable()
class DatabaseShutdown implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

/** Connection and repositories for a whole process. */
@Global()
@Module({})
export class DatabaseModule {
  /**
   * Connects, and brings the schema up to date first when asked to.
   * @param maxConnections size of the pool, 1 or more
   */
  static connect(options: { databaseUrl: string; migrate: boolean; maxConnections?: number }): DynamicModule {
    const dataSource: Provider = {
      provide: DataSource,
      useFactory: async () => {
        const source = await createDataSource(options.databaseUrl, options.maxConnections).initialize();
        if (options.migrate) await migrate(source);
        return source;
      },
    };
    return {
      module: DatabaseModule,
      providers: [dataSource, DatabaseShutdown, ...repositories],
      exports: [DataSource, ...repositories],
    };
  }
}
