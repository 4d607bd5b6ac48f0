import {
  describeTranscriptionFailure,
  describeVideoFailure,
  jobNameSchema,
  type OperatorView,
  type ServerFigures,
} from '@app/contracts';
import {
  type FailedVideo,
  type FailureCount,
  findFailedVideos,
  findFailureCounts,
  findRollUpStanding,
  findVideoCounts,
  findWaitingJobs,
  MemberRepository,
  type VideoCount,
  WorkerProcessRepository,
} from '@app/database';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Caller } from '../http/caller.js';
import { FreeSpace } from '../uploads/free-space.js';
import { QueueDepths } from './queue-depths.service.js';

/** Failed videos that are listed. */
const latestFailures = 10;

/**
 * The work behind the videos, as far as the caller may see it. Who runs the server is whoever set it up: the admins of the
 * first workspace. Everybody else sees their own workspace, and the operator no titles but their own workspace's.
 */
@Injectable()
export class OperatorService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly members: MemberRepository,
    private readonly workers: WorkerProcessRepository,
    private readonly queue: QueueDepths,
    private readonly space: FreeSpace,
  ) {}

  /** @param caller an admin */
  async view({ workspaceId }: Caller): Promise<OperatorView> {
    const isOperator = (await this.members.findFirstWorkspaceId()) === workspaceId;
    const scope = isOperator ? null : workspaceId;
    const [counts, reasons, failed, server] = await Promise.all([
      findVideoCounts(this.dataSource, scope),
      findFailureCounts(this.dataSource, scope),
      findFailedVideos(this.dataSource, scope, latestFailures),
      isOperator ? this.server() : null,
    ]);
    return {
      ...videosOf(counts),
      failures: {
        lastDay: reasons.map(reasonOf),
        latest: failed.map((video) => failureOf(video, workspaceId)),
      },
      server,
    };
  }

  private async server(): Promise<ServerFigures> {
    const [{ workers: workerCount }, disk, depths, waiting, standing] = await Promise.all([
      this.workers.count(),
      this.space.sizes(),
      this.queue.ask(),
      findWaitingJobs(this.dataSource),
      findRollUpStanding(this.dataSource),
    ]);
    const jobs = waiting.map(({ job, pending, waitingSince }) => ({
      job: jobNameSchema.parse(job),
      depth: depths?.get(job) ?? null,
      pending,
      waitingSince: waitingSince?.toISOString() ?? null,
    }));
    const rollUps = { ...standing, checkedAt: standing.checkedAt?.toISOString() ?? null };
    return { workerCount, disk, jobs, rollUps };
  }
}

function videosOf(counts: readonly VideoCount[]): Pick<OperatorView, 'videos' | 'waiting'> {
  const videos = { uploading: 0, processing: 0, ready: 0, failed: 0 };
  for (const { state, count } of counts) videos[state] = count;
  const processing = counts.find(({ state }) => state === 'processing');
  const since = processing?.waitingSince?.toISOString() ?? null;
  return { videos, waiting: { count: processing?.unbegun ?? 0, since } };
}

function reasonOf({ job, code, count }: FailureCount) {
  const describe = job === 'transcode-video' ? describeVideoFailure : describeTranscriptionFailure;
  return { job, code, message: describe(code).message, count };
}

function failureOf({ id, title, code, failedAt, workspaceId }: FailedVideo, ownWorkspaceId: string) {
  return {
    videoId: id,
    title: workspaceId === ownWorkspaceId ? title : null,
    code,
    message: describeVideoFailure(code).message,
    failedAt: failedAt.toISOString(),
  };
}
