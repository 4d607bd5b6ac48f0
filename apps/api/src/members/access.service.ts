import { AppError } from '@app/contracts';
import { MemberRepository, type Reach } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../http/caller.js';

export type { Reach };

/**
 * Whose things a caller may see and change (7-trust, "Who may do what"): a rep their own, a manager their team's, an admin all.
 * Only ever within the caller's workspace: queries filter by `workspaceId` as well.
 */
@Injectable()
export class AccessService {
  constructor(private readonly members: MemberRepository) {}

  /** Members within the caller's reach. */
  async reachOf(caller: Caller): Promise<Reach> {
    if (caller.role === 'admin') return 'all';
    if (caller.role === 'rep' || !caller.teamId) return [caller.memberId];
    return [...new Set([caller.memberId, ...(await this.members.findIdsOfTeam(caller.teamId))])];
  }

  /** @throws not-found when the thing does not exist, is another workspace's, or is out of reach: always the same answer */
  async assertWithinReach<Thing extends { workspaceId: string; memberId: string }>(
    caller: Caller,
    thing: Thing | null,
  ): Promise<Thing> {
    if (!thing || thing.workspaceId !== caller.workspaceId) throw new AppError('not-found');
    const reach = await this.reachOf(caller);
    if (reach !== 'all' && !reach.includes(thing.memberId)) throw new AppError('not-found');
    return thing;
  }

  /** For changes that only the owner and admins may make, such as editing a video. @throws not-found, not-allowed */
  async assertMayEdit<Thing extends { workspaceId: string; memberId: string }>(
    caller: Caller,
    thing: Thing | null,
  ): Promise<Thing> {
    const found = await this.assertWithinReach(caller, thing);
    if (found.memberId !== caller.memberId && caller.role !== 'admin') throw new AppError('not-allowed');
    return found;
  }
}
