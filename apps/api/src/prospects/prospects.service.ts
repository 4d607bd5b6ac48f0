import {
  AppError,
  type Prospect as ProspectReply,
  type ProspectQuery,
  type SaveProspect,
  type UpdateProspect,
} from '@app/contracts';
import { type Prospect, ProspectExistsError, ProspectRepository } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../http/caller.js';
import { idOfCursor, pageOf } from '../http/paging.js';
import { AccessService } from '../members/access.service.js';
import { presentProspect } from './prospect.presenter.js';
import { SuppressionHash } from './suppression-hash.js';

/** Prospects of members: a rep's own, a manager's team, an admin's workspace. */
@Injectable()
export class ProspectsService {
  constructor(
    private readonly prospects: ProspectRepository,
    private readonly suppression: SuppressionHash,
    private readonly access: AccessService,
  ) {}

  /**
   * Adds a prospect, or updates the one with this external id, else with this mail address; absent fields stay.
   * @throws suppressed, prospect-taken, prospect-exists
   */
  async save(caller: Caller, change: SaveProspect): Promise<ProspectReply> {
    const { workspaceId, memberId } = caller;
    const hashOf = await this.suppression.hasher();
    const owner = { workspaceId, memberId, reach: await this.access.reachOf(caller) };
    const [saved] = await this.prospects.save(owner, [{ change, emailHash: hashOf(change.email) }]);
    if (!saved || !('id' in saved)) throw new AppError(saved?.outcome ?? 'internal');
    return this.get(caller, saved.id);
  }

  /** Newest first, within reach. @throws invalid-request for a cursor that is none */
  async list(caller: Caller, { limit, cursor, search }: ProspectQuery) {
    const rows = await this.prospects.list({
      workspaceId: caller.workspaceId,
      reach: await this.access.reachOf(caller),
      search,
      beforeId: idOfCursor(cursor),
      limit: limit + 1,
    });
    const { shown, nextCursor } = pageOf(rows, limit);
    return { items: shown.map(presentProspect), nextCursor };
  }

  /** @throws not-found */
  async get(caller: Caller, id: string): Promise<ProspectReply> {
    const { workspaceId } = caller;
    const reach = await this.access.reachOf(caller);
    const [found] = await this.prospects.list({ workspaceId, reach, id, limit: 1 });
    if (!found) throw new AppError('not-found');
    return presentProspect(found);
  }

  /** Changes what is given; `fields` takes the place of all free fields. @throws not-found, suppressed, prospect-exists */
  async update(caller: Caller, id: string, change: UpdateProspect): Promise<ProspectReply> {
    const { workspaceId } = caller;
    await this.find(caller, id);
    if (change.email) {
      const hashOf = await this.suppression.hasher();
      if (await this.prospects.isSuppressed(workspaceId, hashOf(change.email)))
        throw new AppError('suppressed');
    }
    await this.prospects.update({ id, workspaceId }, change).catch((error: unknown) => {
      throw error instanceof ProspectExistsError ? new AppError('prospect-exists') : error;
    });
    return this.get(caller, id);
  }

  /** Forgets a person for good: links answer 410, what was tracked becomes anonymous. @throws not-found */
  async erase(caller: Caller, id: string): Promise<void> {
    const prospect = await this.find(caller, id);
    const hashOf = await this.suppression.hasher();
    await this.prospects.erase(prospect, hashOf(prospect.email));
  }

  private async find(caller: Caller, id: string): Promise<Prospect> {
    const found = await this.prospects.findInWorkspace(id, caller.workspaceId);
    return this.access.assertWithinReach(caller, found);
  }
}
