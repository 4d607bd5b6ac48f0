import { AppError, type CallsQuery, idSchema } from '@app/contracts';
import { CampaignRepository } from '@app/database';
import { type CallPlace, type CallsRequest, prospectsToCall, refreshCalls } from '@app/tracking';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import { z } from 'zod';
import type { Caller } from '../http/caller.js';
import { csvDownload } from '../http/csv-download.js';
import { AccessService } from '../members/access.service.js';
import { FiguresReach } from './figures-reach.service.js';

type Filter = Pick<CallsQuery, 'teamId' | 'memberId' | 'campaignId'>;

const placeSchema = z.tuple([z.coerce.number(), idSchema]);
/** Rows of the download read at a time, and in all: the rest has cooled down. */
const rowsAtOnce = 200;
const mostRows = 5_000;

/** Who to call now, within the caller's reach. */
@Injectable()
export class CallsService {
  constructor(
    private readonly pool: Pool,
    private readonly campaigns: CampaignRepository,
    private readonly reach: FiguresReach,
    private readonly access: AccessService,
  ) {}

  /** A page, warmest first. @throws invalid-request for a cursor that is none, not-found for what is out of reach */
  async list(caller: Caller, { limit, cursor, ...filter }: CallsQuery) {
    const scope = await this.scopeOf(caller, filter);
    const lines = await prospectsToCall(this.pool, { ...scope, limit: limit + 1, after: placeOf(cursor) });
    const items = lines.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: lines.length > limit && last ? cursorAfter(last.place) : null };
  }

  /** The list as CSV. @throws not-found for what is out of reach */
  async download(caller: Caller, filter: Filter) {
    return csvDownload('calls.csv', columns, this.rows(await this.scopeOf(caller, filter)));
  }

  private async scopeOf(caller: Caller, filter: Filter): Promise<Omit<CallsRequest, 'limit'>> {
    const { campaignId } = filter;
    const whose = await this.reach.whoseOf(caller, filter);
    if (campaignId) {
      const campaign = await this.campaigns.findInWorkspace(campaignId, caller.workspaceId);
      await this.access.assertWithinReach(caller, campaign);
    }
    await refreshCalls(this.pool, caller.workspaceId);
    return { ...whose, campaignId, nowMs: Date.now() };
  }

  private async *rows(scope: Omit<CallsRequest, 'limit'>): AsyncGenerator<string[]> {
    let after: CallPlace | undefined;
    for (let read = 0; read < mostRows; read += rowsAtOnce) {
      // oxlint-disable-next-line no-await-in-loop -- the next page begins where this one ends
      const lines = await prospectsToCall(this.pool, { ...scope, limit: rowsAtOnce, after });
      for (const { name, email, company, score, because, lastSignAt, prospectId, memberId } of lines)
        yield [name, email, company ?? '', score.toFixed(1), because, lastSignAt, prospectId, memberId];
      after = lines.at(-1)?.place;
      if (lines.length < rowsAtOnce) return;
    }
  }
}

/** Columns of the download, in order. */
const columns = ['name', 'email', 'company', 'score', 'because', 'lastSignAt', 'prospectId', 'memberId'];

const cursorAfter = ({ heat, prospectId }: CallPlace) =>
  Buffer.from(`${heat} ${prospectId}`).toString('base64url');

function placeOf(cursor: string | undefined): CallPlace | undefined {
  if (cursor === undefined) return undefined;
  const parsed = placeSchema.safeParse(Buffer.from(cursor, 'base64url').toString().split(' '));
  if (!parsed.success)
    throw new AppError('invalid-request', [{ path: 'cursor', message: 'Not a cursor of this list' }]);
  const [heat, prospectId] = parsed.data;
  return { heat, prospectId };
}
