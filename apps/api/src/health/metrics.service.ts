import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { type GaugeReader, ServerGauges } from './server-gauges.service.js';

/** Gauges read from the database when somebody asks: name, what it tells, and the query of one number per label. */
const databaseGauges = [
  {
    name: 'outreel_videos',
    help: 'Videos by state',
    label: 'state',
    sql: 'select state as label, count(*)::int as value from videos group by state',
  },
  {
    name: 'outreel_outbox_pending',
    help: 'Jobs that wait for being handed to the queue',
    label: 'topic',
    sql: `select topic as label, count(*)::int as value from outbox where dispatched_at is null and topic like '%-%' group by topic`,
  },
  {
    name: 'outreel_failed_videos_last_day',
    help: 'Videos that failed in the last 24 hours, by reason',
    label: 'reason',
    sql: `select failure_code as label, count(*)::int as value from videos where state = 'failed' and failed_at > now() - interval '1 day' group by failure_code`,
  },
  {
    name: 'outreel_tracking_dropped_today',
    help: 'Beacons and spans dropped today (UTC), by reason',
    label: 'reason',
    sql: `select reason as label, sum(count)::int as value from drop_counts where day = (now() at time zone 'UTC')::date group by reason`,
  },
] as const;

/** Numbers for Prometheus: this process, its requests, and what waits in the database. Nothing in them is personal. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'outreel_http_request_seconds',
    help: 'Duration of HTTP requests by route, method and status',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.2, 1, 5],
    registers: [this.registry],
  });

  constructor(dataSource: DataSource, server: ServerGauges) {
    collectDefaultMetrics({ register: this.registry });
    for (const { name, help, label, sql } of databaseGauges)
      this.addGauge({
        name,
        help,
        labels: [label],
        read: async () => {
          const rows = await dataSource.query<{ label: string; value: number }[]>(sql);
          return rows.map((row) => [{ [label]: row.label }, row.value]);
        },
      });
    for (const reader of server.readers()) this.addGauge(reader);
  }

  /** Counts one answered request. @param seconds how long it took */
  observe(route: string, method: string, status: number, seconds: number): void {
    this.requests.observe({ route, method, status }, seconds);
  }

  /** Everything in Prometheus' text format. */
  async text(): Promise<{ contentType: string; body: string }> {
    return { contentType: this.registry.contentType, body: await this.registry.metrics() };
  }

  private addGauge({ name, help, labels, read }: GaugeReader): void {
    const gauge = new Gauge({
      name,
      help,
      labelNames: [...labels],
      registers: [this.registry],
      async collect() {
        const samples = await read();
        gauge.reset();
        for (const [labelled, value] of samples) gauge.set(labelled, value);
      },
    });
  }
}
