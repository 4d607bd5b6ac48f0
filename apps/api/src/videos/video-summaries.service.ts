import { findVideoSummaries, type VideoSummary } from '@app/database';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RollUps } from '../visits/roll-ups.service.js';

/** What lists show beside the video's own row. */
@Injectable()
export class VideoSummaries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rollUps: RollUps,
  ) {}

  /** By video id. @param videos of one workspace */
  async of(videos: readonly { id: string; workspaceId: string }[]): Promise<Map<string, VideoSummary>> {
    const [first] = videos;
    if (!first) return new Map();
    await this.rollUps.catchUp(first.workspaceId);
    const ids = videos.map(({ id }) => id);
    const summaries = await findVideoSummaries(this.dataSource, ids);
    return new Map(summaries.map((summary) => [summary.videoId, summary]));
  }
}
