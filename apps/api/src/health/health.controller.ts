import type { Config } from '@app/config';
import { AppError, type Ready, liveSchema, readySchema } from '@app/contracts';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { apiPath } from '../http/api-path.js';
import { CONFIG } from '../http/config.token.js';
import { Public } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { FreeSpace } from '../uploads/free-space.js';

/** For an orchestrator: is the process alive, and may it get traffic. */
@ApiTags('health')
@Controller(['health', apiPath('health')])
export class HealthController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly space: FreeSpace,
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

  /** Answers 200 when requests can be served, names the adapters in use, and tells whether the disk has room. @throws not-ready */
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
    const { queue, storage } = this.config;
    const space = await this.space.level();
    return { status: 'ok', database: 'ok', queue: queue.kind, storage: storage.kind, space };
  }
}
