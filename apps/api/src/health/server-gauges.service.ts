import { findRollUpStanding, findWaitingJobs, WorkerProcessRepository } from '@app/database';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { QueueDepths } from '../operator/queue-depths.service.js';
import { FreeSpace } from '../uploads/free-space.js';

/** A number for each combination of labels. */
type Sample = readonly [labels: Record<string, string>, value: number];

/** A gauge, and where its numbers come from when somebody asks. */
export interface GaugeReader {
  name: string;
  help: string;
  labels: readonly string[];
  read: () => Promise<readonly Sample[]>;
}

/** The numbers of the operator's page for Prometheus. What cannot be known now is left out and never a zero. */
@Injectable()
export class ServerGauges {
  constructor(
    private readonly dataSource: DataSource,
    private readonly workers: WorkerProcessRepository,
    private readonly queue: QueueDepths,
    private readonly space: FreeSpace,
  ) {}

  readers(): GaugeReader[] {
    return [
      {
        name: 'outreel_queue_jobs',
        help: 'Jobs in the queue by kind and state',
        labels: ['job', 'state'],
        read: () => this.depths(),
      },
      {
        name: 'outreel_oldest_waiting_seconds',
        help: 'How long the oldest job of a kind has been waiting',
        labels: ['job'],
        read: () => this.ages(),
      },
      {
        name: 'outreel_figures',
        help: 'Figures against raw rows: rows that differed when last compared, seconds since the oldest comparison, changes not taken up yet',
        labels: ['what'],
        read: () => this.rollUps(),
      },
      {
        name: 'outreel_workers',
        help: 'Worker processes that are there',
        labels: [],
        read: async () => [[{}, (await this.workers.count()).workers]],
      },
      {
        name: 'outreel_disk_free_bytes',
        help: 'Free space where DATA_DIR lies',
        labels: [],
        read: async () => [[{}, (await this.space.sizes()).freeBytes]],
      },
    ];
  }

  private async depths(): Promise<Sample[]> {
    const depths = [...((await this.queue.ask()) ?? [])];
    return depths.flatMap(([job, depth]) =>
      Object.entries(depth).map(([state, count]): Sample => [{ job, state }, count]),
    );
  }

  private async rollUps(): Promise<Sample[]> {
    const { checkedAt, differenceCount, waitingCount } = await findRollUpStanding(this.dataSource);
    return [
      [{ what: 'differences' }, differenceCount],
      [{ what: 'waiting' }, waitingCount],
      ...(checkedAt
        ? [[{ what: 'check_age_seconds' }, (Date.now() - checkedAt.getTime()) / 1000] satisfies Sample]
        : []),
    ];
  }

  private async ages(): Promise<Sample[]> {
    const jobs = await findWaitingJobs(this.dataSource);
    return jobs.flatMap(({ job, waitingSince }): Sample[] =>
      waitingSince ? [[{ job }, Math.max(0, Date.now() - waitingSince.getTime()) / 1000]] : [],
    );
  }
}
