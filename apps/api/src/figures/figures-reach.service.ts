import { AppError, type FiguresQuery } from '@app/contracts';
import { CampaignRepository, MemberRepository, TeamRepository } from '@app/database';
import type { FiguresScope } from '@app/tracking';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../http/caller.js';
import { AccessService } from '../members/access.service.js';
import { RollUps } from '../visits/roll-ups.service.js';
import { periodOf } from './period.js';

/** Decides whose figures a caller may ask for (7-trust, "Who may do what"). */
@Injectable()
export class FiguresReach {
  constructor(
    private readonly members: MemberRepository,
    private readonly teams: TeamRepository,
    private readonly campaigns: CampaignRepository,
    private readonly access: AccessService,
    private readonly rollUps: RollUps,
  ) {}

  /**
   * A rep sees their own figures whatever they ask for, a manager their team's, an admin everybody's.
   * The roll-ups are caught up on the way.
   * @throws invalid-request, not-found for a member, team or campaign out of reach
   */
  async scopeOf(caller: Caller, query: FiguresQuery): Promise<FiguresScope> {
    const { workspaceId } = caller;
    const whose = await this.whose(caller, query);
    if (query.campaignId) await this.assertCampaign(caller, query.campaignId);
    const timeZone = await this.rollUps.catchUp(workspaceId);
    return {
      workspaceId,
      timeZone,
      ...periodOf(query, Date.now(), timeZone),
      ...whose,
      campaignId: query.campaignId,
    };
  }

  /** The same for figures without a period. @throws not-found for a member or team out of reach */
  async whoseOf(caller: Caller, query: Pick<FiguresQuery, 'teamId' | 'memberId'>) {
    return { workspaceId: caller.workspaceId, ...(await this.whose(caller, query)) };
  }

  private async whose(caller: Caller, { teamId, memberId }: FiguresQuery) {
    const isAlone = caller.role === 'rep' || (caller.role === 'manager' && !caller.teamId);
    if (isAlone) return { memberId: caller.memberId };
    if (memberId) await this.assertMember(caller, memberId);
    if (teamId) await this.assertTeam(caller, teamId);
    // What a member sent before joining the team is not the team's.
    return { memberId, teamId: caller.role === 'admin' ? teamId : (caller.teamId ?? undefined) };
  }

  private async assertMember(caller: Caller, memberId: string): Promise<void> {
    const member = await this.members.findInWorkspace(memberId, caller.workspaceId);
    await this.access.assertWithinReach(
      caller,
      member && { workspaceId: member.workspaceId, memberId: member.id },
    );
  }

  private async assertCampaign(caller: Caller, campaignId: string): Promise<void> {
    const campaign = await this.campaigns.findInWorkspace(campaignId, caller.workspaceId);
    await this.access.assertWithinReach(caller, campaign);
  }

  private async assertTeam(caller: Caller, teamId: string): Promise<void> {
    if (caller.role === 'manager' && teamId !== caller.teamId) throw new AppError('not-found');
    const team = await this.teams.findInWorkspace(teamId, caller.workspaceId);
    if (!team) throw new AppError('not-found');
  }
}
