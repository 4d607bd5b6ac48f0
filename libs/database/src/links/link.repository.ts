import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { type Reach, reachParameter } from '../members/reach.js';
import { newId } from '../new-id.js';
import { Prospect } from '../prospects/prospect.entity.js';
import { Video } from '../videos/video.entity.js';
import { Campaign } from './campaign.entity.js';
import { Link } from './link.entity.js';
import { newSlug } from './new-slug.js';
import type { JoinedLink, WatchLink } from './watch-link.js';
import { WatchLinkQuery } from './watch-link.query.js';

/** What a member chooses about a new link. */
export type NewLink = Pick<Link, 'workspaceId' | 'videoId' | 'memberId' | 'teamId'> &
  Partial<Pick<Link, 'prospectId' | 'page' | 'passwordHash' | 'expiresAt' | 'isDefault'>>;

/** Which links a list shows: of the members within reach, newest first, those before `beforeId`. */
export interface LinkFilter {
  workspaceId: string;
  reach: Reach;
  videoId?: string;
  prospectId?: string;
  campaignId?: string;
  beforeId?: string;
  limit: number;
}

/** Views of one link: a view is a human visit that counts (4-tracking, "A view"). */
export interface LinkViews {
  viewCount: number;
  bestWatchedShare: number | null;
  lastViewedAt: Date | null;
}

const noViews: LinkViews = { viewCount: 0, bestWatchedShare: null, lastViewedAt: null };

/** Links: tracked addresses of videos. */
@Injectable()
export class LinkRepository {
  private watchLinks: WatchLinkQuery | undefined;

  constructor(private readonly dataSource: DataSource) {}

  /** A link with everything its page needs, in one query, live or not (see `linkStateAt`); null when there is no such slug. */
  findForWatch(slug: string): Promise<WatchLink | null> {
    this.watchLinks ??= new WatchLinkQuery(this.dataSource);
    return this.watchLinks.find(slug);
  }

  /** A link of the workspace with its video, prospect and campaign, or null. */
  findInWorkspace(id: string, workspaceId: string): Promise<JoinedLink | null> {
    return this.joined()
      .where('link.id = :id and link.workspaceId = :workspaceId', { id, workspaceId })
      .getOne();
  }

  /** Links by id, in no order; ids of other workspaces are left out. */
  findByIds(ids: readonly string[], workspaceId: string): Promise<JoinedLink[]> {
    return this.joined()
      .where('link.id = any(:ids) and link.workspaceId = :workspaceId', { ids, workspaceId })
      .getMany();
  }

  /** A page of links, newest first. */
  async list(filter: LinkFilter): Promise<JoinedLink[]> {
    const query = this.joined()
      .where('link.workspaceId = :workspaceId', { workspaceId: filter.workspaceId })
      .andWhere('(cast(:reach as uuid[]) is null or link.memberId = any(:reach))', {
        reach: reachParameter(filter.reach),
      });
    if (filter.videoId) query.andWhere('link.videoId = :videoId', { videoId: filter.videoId });
    if (filter.prospectId) query.andWhere('link.prospectId = :prospectId', { prospectId: filter.prospectId });
    if (filter.campaignId) query.andWhere('link.campaignId = :campaignId', { campaignId: filter.campaignId });
    if (filter.beforeId) query.andWhere('link.id < :beforeId', { beforeId: filter.beforeId });
    return query.orderBy('link.id', 'DESC').limit(filter.limit).getMany();
  }

  /** The default links of videos, by video id. */
  async findDefaults(videoIds: readonly string[]): Promise<Map<string, Link>> {
    const links = await this.dataSource.manager
      .createQueryBuilder(Link, 'link')
      .where('link.isDefault and link.videoId = any(:videoIds)', { videoIds })
      .getMany();
    return new Map(links.map((link) => [link.videoId, link]));
  }

  /**
   * Makes a link.
   * @param manager of the transaction it belongs to, e.g. the one that makes the video
   */
  async create(link: NewLink, manager = this.dataSource.manager): Promise<Link> {
    return manager.save(manager.create(Link, { id: newId(), slug: newSlug(), ...link }));
  }

  async update(
    id: string,
    change: Partial<Pick<Link, 'page' | 'passwordHash' | 'expiresAt'>>,
  ): Promise<void> {
    // TypeORM's partial entity type forbids the free texts of a page.
    if (Object.keys(change).length > 0) await this.dataSource.manager.update(Link, { id }, change as object);
  }

  /** From now on the link answers as if it had never been. Once revoked, it stays so since that moment. */
  async revoke(id: string): Promise<void> {
    await this.dataSource.query(`update links set revoked_at = now() where id = $1 and revoked_at is null`, [
      id,
    ]);
  }

  /** The link was handed to its prospect; the first time counts. */
  async markSent(id: string): Promise<void> {
    await this.dataSource.query(`update links set sent_at = now() where id = $1 and sent_at is null`, [id]);
  }

  /** Views of each link, in one query; a link without views has none. The roll-ups must be caught up before. */
  async viewsOf(linkIds: readonly string[]): Promise<(linkId: string) => LinkViews> {
    const rows = await this.dataSource.query<(LinkViews & { linkId: string })[]>(
      `select link_id as "linkId", views as "viewCount", best_share as "bestWatchedShare", last_viewed_at as "lastViewedAt"
         from link_states where link_id = any($1)`,
      [linkIds],
    );
    const byLink = new Map(rows.map((row) => [row.linkId, row]));
    return (linkId) => byLink.get(linkId) ?? noViews;
  }

  private joined(): SelectQueryBuilder<JoinedLink> {
    return this.dataSource.manager
      .createQueryBuilder(Link, 'link')
      .innerJoinAndMapOne('link.video', Video, 'video', 'video.id = link.videoId')
      .leftJoinAndMapOne('link.prospect', Prospect, 'prospect', 'prospect.id = link.prospectId')
      .leftJoinAndMapOne(
        'link.campaign',
        Campaign,
        'campaign',
        'campaign.id = link.campaignId',
      ) as SelectQueryBuilder<JoinedLink>;
  }
}
