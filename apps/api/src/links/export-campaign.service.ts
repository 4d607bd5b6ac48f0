import { type JoinedLink, LinkRepository, linkStateAt, resolvePage } from '@app/database';
import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Caller } from '../http/caller.js';
import { csvDownload } from '../http/csv-download.js';
import { CampaignsService } from './campaigns.service.js';
import { addressesOf } from './link.presenter.js';
import { makeSnippet } from './snippet.js';

const header = ['email', 'firstName', 'lastName', 'company', 'url', 'previewUrl', 'snippet'];
/** Links read at a time. */
const pageSize = 1000;

/** The links of a campaign as CSV, to merge in any mailer. */
@Injectable()
export class ExportCampaignService {
  constructor(
    private readonly links: LinkRepository,
    private readonly campaigns: CampaignsService,
  ) {}

  /** Personal links that open, or will when the campaign goes on; read while they are sent. @throws not-found */
  async export(caller: Caller, id: string, origin: string): Promise<StreamableFile> {
    await this.campaigns.find(caller, id);
    return csvDownload('campaign-links.csv', header, this.rows(caller.workspaceId, id, origin));
  }

  private async *rows(workspaceId: string, campaignId: string, origin: string) {
    let beforeId: string | undefined;
    do {
      const filter = { workspaceId, campaignId, reach: 'all' as const, beforeId, limit: pageSize };
      // oxlint-disable-next-line no-await-in-loop -- the next page begins where this one ends
      const page = await this.links.list(filter);
      yield* page.flatMap((link) => rowOf(link, origin));
      beforeId = page.length === pageSize ? page.at(-1)?.id : undefined;
    } while (beforeId);
  }
}

function rowOf(link: JoinedLink, origin: string): string[][] {
  const { slug, prospect, video, campaign = null } = link;
  const state = linkStateAt(link, campaign, new Date());
  if (!prospect || (state !== 'live' && state !== 'paused')) return [];
  const { url, previewUrl } = addressesOf(slug, origin);
  const snippet = makeSnippet({ slug, videoTitle: video.title, page: resolvePage(link), prospect }, origin);
  const { email, firstName, lastName, company } = prospect;
  return [[email, firstName ?? '', lastName ?? '', company ?? '', url, previewUrl, snippet.text]];
}
