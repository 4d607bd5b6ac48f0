import {
  AppError,
  type Campaign as CampaignReply,
  type CreateCampaign,
  type PageQuery,
  type UpdateCampaign,
} from '@app/contracts';
import {
  type Campaign,
  type CampaignOverview,
  CampaignRepository,
  campaignStateAt,
  ProspectRepository,
  VideoRepository,
} from '@app/database';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../http/caller.js';
import { idOfCursor, pageOf } from '../http/paging.js';
import { AccessService } from '../members/access.service.js';
import { RollUps } from '../visits/roll-ups.service.js';

/** Campaigns of members: a rep's own, a manager's team, an admin's workspace. */
@Injectable()
export class CampaignsService {
  constructor(
    private readonly campaigns: CampaignRepository,
    private readonly videos: VideoRepository,
    private readonly prospects: ProspectRepository,
    private readonly access: AccessService,
    private readonly rollUps: RollUps,
  ) {}

  /** Makes one personal link for every prospect. @throws not-found when the video or a prospect is not within reach */
  async create(caller: Caller, body: CreateCampaign): Promise<CampaignReply> {
    const { name, videoId, prospectIds, page, expiresAt } = body;
    const { workspaceId, memberId, teamId } = caller;
    await this.access.assertWithinReach(caller, await this.videos.find(videoId));
    const ids = await this.assertProspects(caller, prospectIds);
    const shown = { page: page ?? { callsToAction: [] }, expiresAt: dateOf(expiresAt) };
    const campaign = { workspaceId, memberId, videoId, name, ...shown };
    return this.get(caller, await this.campaigns.create(campaign, teamId, ids));
  }

  /** Newest first, within reach. @throws invalid-request for a cursor that is none */
  async list(caller: Caller, { limit, cursor }: PageQuery) {
    await this.rollUps.catchUp(caller.workspaceId);
    const rows = await this.campaigns.list({
      workspaceId: caller.workspaceId,
      reach: await this.access.reachOf(caller),
      beforeId: idOfCursor(cursor),
      limit: limit + 1,
    });
    const { shown, nextCursor } = pageOf(rows, limit);
    return { items: shown.map(presentCampaign), nextCursor };
  }

  /** @throws not-found */
  async get(caller: Caller, id: string): Promise<CampaignReply> {
    const { workspaceId } = caller;
    await this.rollUps.catchUp(workspaceId);
    const reach = await this.access.reachOf(caller);
    const [found] = await this.campaigns.list({ workspaceId, reach, id, limit: 1 });
    if (!found) throw new AppError('not-found');
    return presentCampaign(found);
  }

  /** Changes it, pauses it or goes on, and adds prospects; those who have a link keep it. @throws not-found */
  async update(caller: Caller, id: string, body: UpdateCampaign): Promise<CampaignReply> {
    const campaign = await this.find(caller, id);
    const ids = await this.assertProspects(caller, body.prospectIds ?? []);
    await this.campaigns.update(campaign, changeOf(campaign, body), caller.teamId, ids);
    return this.get(caller, id);
  }

  /** @throws not-found */
  async find(caller: Caller, id: string): Promise<Campaign> {
    const found = await this.campaigns.findInWorkspace(id, caller.workspaceId);
    return this.access.assertWithinReach(caller, found);
  }

  private async assertProspects(caller: Caller, prospectIds: readonly string[]): Promise<string[]> {
    const wanted = [...new Set(prospectIds)];
    const reach = await this.access.reachOf(caller);
    const found = await this.prospects.findIdsWithinReach(wanted, caller.workspaceId, reach);
    const missing = wanted.filter((id) => !found.has(id));
    if (missing.length > 0) throw new AppError('not-found', { prospectIds: missing.slice(0, 50) });
    return wanted;
  }
}

const dateOf = (time: string | null | undefined) => (time ? new Date(time) : null);

/** Fields that are absent stay. Pausing what is paused changes nothing. */
function changeOf({ pausedAt }: Campaign, { name, page, isPaused, expiresAt }: UpdateCampaign) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(page === undefined ? {} : { page: page ?? { callsToAction: [] } }),
    ...(isPaused === undefined ? {} : { pausedAt: isPaused ? (pausedAt ?? new Date()) : null }),
    ...(expiresAt === undefined ? {} : { expiresAt: dateOf(expiresAt) }),
  };
}

function presentCampaign(campaign: CampaignOverview): CampaignReply {
  const { createdAt, pausedAt, expiresAt, ...fields } = campaign;
  return {
    ...fields,
    state: campaignStateAt(campaign, new Date()),
    pausedAt: pausedAt?.toISOString() ?? null,
    expiresAt: expiresAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
