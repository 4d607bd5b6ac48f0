import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Reach, reachParameter } from '../members/reach.js';
import { newId } from '../new-id.js';
import { Campaign } from './campaign.entity.js';
import { newSlug } from './new-slug.js';

/** A campaign with what lists show of it. */
export interface CampaignOverview extends Campaign {
  videoTitle: string;
  linkCount: number;
  sentCount: number;
  /** Links that at least one person viewed. */
  viewedCount: number;
}

/** Which campaigns a list shows. */
export interface CampaignFilter {
  workspaceId: string;
  reach: Reach;
  id?: string;
  beforeId?: string;
  limit: number;
}

/** Campaigns: one video, many prospects, one page. */
@Injectable()
export class CampaignRepository {
  constructor(private readonly dataSource: DataSource) {}

  findInWorkspace(id: string, workspaceId: string): Promise<Campaign | null> {
    return this.dataSource.manager.findOneBy(Campaign, { id, workspaceId });
  }

  /** Newest first, with the counts of their links, in one query. The roll-ups must be caught up before. */
  list({ workspaceId, reach, id, beforeId, limit }: CampaignFilter): Promise<CampaignOverview[]> {
    return this.dataSource.query(
      `select c.id, c.workspace_id as "workspaceId", c.member_id as "memberId", c.video_id as "videoId", c.name, c.page,
              c.paused_at as "pausedAt", c.expires_at as "expiresAt", c.created_at as "createdAt", v.title as "videoTitle", counts.*
         from campaigns c join videos v on v.id = c.video_id
         cross join lateral (
           select coalesce(sum(links), 0)::int as "linkCount", coalesce(sum(viewed), 0)::int as "viewedCount",
                  coalesce(sum(links) filter (where sent_day < 'infinity'), 0)::int as "sentCount"
             from scope_cohorts where workspace_id = c.workspace_id and scope = roll_up_scope(null, null, c.id, null)
         ) counts
        where c.workspace_id = $1 and (cast($2 as uuid[]) is null or c.member_id = any($2))
          and (cast($3 as uuid) is null or c.id = $3) and (cast($4 as uuid) is null or c.id < $4)
        order by c.id desc limit $5`,
      [workspaceId, reachParameter(reach), id ?? null, beforeId ?? null, limit],
    );
  }

  /** Makes a campaign with one personal link for every prospect. @returns its id */
  create(
    campaign: Pick<Campaign, 'workspaceId' | 'memberId' | 'videoId' | 'name' | 'page' | 'expiresAt'>,
    teamId: string | null,
    prospectIds: readonly string[],
  ): Promise<string> {
    return this.dataSource.transaction(async (manager) => {
      const made = await manager.save(manager.create(Campaign, { id: newId(), ...campaign }));
      await addLinks(manager, made, teamId, prospectIds);
      return made.id;
    });
  }

  /** Changes the campaign, and adds links for prospects who have none in it yet. */
  async update(
    campaign: Campaign,
    change: Partial<Pick<Campaign, 'name' | 'page' | 'pausedAt' | 'expiresAt'>>,
    teamId: string | null,
    prospectIds: readonly string[],
  ): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      // TypeORM's partial entity type forbids the free texts of a page.
      if (Object.keys(change).length > 0)
        await manager.update(Campaign, { id: campaign.id }, change as object);
      await addLinks(manager, campaign, teamId, prospectIds);
    });
  }
}

/** All in one statement: some 200,000 rows a second, where single inserts make 3,000. */
async function addLinks(
  manager: EntityManager,
  { id, workspaceId, videoId, memberId }: Campaign,
  teamId: string | null,
  prospectIds: readonly string[],
): Promise<void> {
  if (prospectIds.length === 0) return;
  await manager.query(
    `insert into links (id, workspace_id, video_id, member_id, team_id, campaign_id, prospect_id, slug)
     select new.id, $4, $5, $6, $7, $8, new.prospect_id, new.slug
       from unnest($1::uuid[], $2::uuid[], $3::text[]) as new (id, prospect_id, slug)
     on conflict (campaign_id, prospect_id) where campaign_id is not null and prospect_id is not null do nothing`,
    [
      prospectIds.map(() => newId()),
      prospectIds,
      prospectIds.map(() => newSlug()),
      workspaceId,
      videoId,
      memberId,
      teamId,
      id,
    ],
  );
}
