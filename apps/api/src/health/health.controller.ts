import type { Config } from '@app/config';
import { AppError, type Ready, liveSchema, readySchema } from '@app/contracts';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { apiPath } from '../http/api-path.js';
import { CONFIG } from '../http/config.token.js';
import { Public } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';

/** For an orchestrator: is the process alive, and may it get traffic. */
@ApiTags('health')
@Controller(['health', apiPath('health')])
export class HealthController {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Answers as long as the process runs. */
  @Get('live')
  @Public('an orchestrator has no account')
  @Header('Cache-Control', 'no-store')
  @Replies(200, liveSchema)
  live() {
    return { status: 'ok' };
  }

  /** Answers 200 when requests can be served, and names the adapters in use. @throws not-ready */
  @Get('ready')
  @Public('an orchestrator has no account')
  @Header('Cache-Control', 'no-store')
  @Replies(200, readySchema, ['not-ready'])
  async ready(): Promise<Ready> {
    try {
      await this.dataSource.query('select 1');
    } catch (error) {
      throw new AppError('not-ready', { database: (error as Error).name });
    }
    return { status: 'ok', database: 'ok', queue: this.config.queue.kind, storage: this.config.storage.kind };
  }
}
