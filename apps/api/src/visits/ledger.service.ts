import { AppError, type PageQuery, type Visit } from '@app/contracts';
import { LinkRepository } from '@app/database';
import { linkLedger, markInternal } from '@app/tracking';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { Caller } from '../http/caller.js';
import { csvDownload } from '../http/csv-download.js';
import { AccessService } from '../members/access.service.js';
import { pageByTime, placeOf } from './time-cursor.js';

/** The graded ledger of a link: every visit and hit, with its class and why it counts or not. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly pool: Pool,
    private readonly links: LinkRepository,
    private readonly access: AccessService,
  ) {}

  /** Newest first. @throws not-found, invalid-request for a cursor that is none */
  async list(caller: Caller, linkId: string, { limit, cursor }: PageQuery) {
    const { workspaceId } = await this.findLink(caller, linkId);
    const place = placeOf(cursor);
    const after = place && { startedAt: place.at, id: place.id };
    const rows = await linkLedger(this.pool, { workspaceId, linkId, limit: limit + 1, after });
    return pageByTime(rows, limit, ({ startedAt, id }) => ({ at: startedAt, id }));
  }

  /** The whole ledger as CSV. @throws not-found */
  async download(caller: Caller, linkId: string) {
    const { workspaceId } = await this.findLink(caller, linkId);
    return csvDownload('visits.csv', Object.keys(columns), this.rows(workspaceId, linkId));
  }

  /** "That was me", or taken back. @throws not-found */
  async markInternal(caller: Caller, visitId: string, isInternal: boolean): Promise<void> {
    const { rows } = await this.pool.query<{ workspaceId: string; memberId: string }>(
      `select workspace_id as "workspaceId", member_id as "memberId" from visits where id = $1`,
      [visitId],
    );
    const { workspaceId } = await this.access.assertWithinReach(caller, rows[0] ?? null);
    const isFound = await markInternal(this.pool, { workspaceId, visitId, isInternal, nowMs: Date.now() });
    if (!isFound) throw new AppError('not-found');
  }

  private async *rows(workspaceId: string, linkId: string): AsyncGenerator<string[]> {
    const limit = 200;
    for (let last: Visit | undefined; ;) {
      const after = last && { startedAt: last.startedAt, id: last.id };
      // Pages follow one another: each begins where the one before ended.
      // oxlint-disable-next-line no-await-in-loop
      const visits = await linkLedger(this.pool, { workspaceId, linkId, limit, after });
      for (const visit of visits) yield Object.values(columns).map((cell) => cell(visit));
      last = visits.at(-1);
      if (visits.length < limit) return;
    }
  }

  private async findLink(caller: Caller, linkId: string) {
    return this.access.assertWithinReach(
      caller,
      await this.links.findInWorkspace(linkId, caller.workspaceId),
    );
  }
}

const said = (visit: Visit, type: Visit['actions'][number]['type']) =>
  visit.actions
    .filter((action) => action.type === type)
    .map(({ label, text }) => (type === 'click' ? label : text) ?? '')
    .join(' | ');

/** Columns of the download, in order. Shares 0–1, lengths in milliseconds. */
const columns: Readonly<Record<string, (visit: Visit) => string>> = {
  startedAt: ({ startedAt }) => startedAt,
  kind: ({ kind }) => kind,
  class: (visit) => visit.class,
  explanation: ({ explanation }) => explanation,
  isView: ({ isView }) => String(isView),
  isCompleted: ({ isCompleted }) => String(isCompleted),
  isLikelyForwarded: ({ isLikelyForwarded }) => String(isLikelyForwarded),
  watchedShare: ({ watchedShare }) => watchedShare.toFixed(3),
  durationMs: ({ durationMs }) => String(durationMs ?? ''),
  browser: ({ browser }) => browser ?? '',
  prospectId: ({ prospectId }) => prospectId ?? '',
  clicks: (visit) => said(visit, 'click'),
  replies: (visit) => said(visit, 'reply'),
  reactions: (visit) => said(visit, 'reaction'),
  visitId: ({ id }) => id,
};
