import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { OperatorModule } from '../operator/operator.module.js';
import { UploadsModule } from '../uploads/uploads.module.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.service.js';
import { ServerGauges } from './server-gauges.service.js';

/** What an orchestrator and Prometheus ask. */
@Module({
  imports: [OperatorModule, UploadsModule],
  controllers: [HealthController, MetricsController],
  providers: [ServerGauges, Metrics],
})
export class HealthModule implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    fastify.addHook('onResponse', async (request, reply) => {
      this.metrics.observe(
        request.routeOptions.url ?? 'none',
        request.method,
        reply.statusCode,
        reply.elapsedTime / 1000,
      );
    });
  }
}
