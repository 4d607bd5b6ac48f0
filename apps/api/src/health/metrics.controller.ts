import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { apiPath } from '../http/api-path.js';
import { Public } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { Metrics } from './metrics.service.js';

/** For Prometheus. */
@ApiTags('health')
@Controller(['metrics', apiPath('metrics')])
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  /** Technical numbers in Prometheus' text format. */
  @Get()
  @Public('a scraper has no account, and no number here is personal')
  @Replies(200, 'text/plain', [], 'Prometheus text format')
  async text(@Res() reply: FastifyReply) {
    const { contentType, body } = await this.metrics.text();
    return reply.header('Cache-Control', 'no-store').type(contentType).send(body);
  }
}
