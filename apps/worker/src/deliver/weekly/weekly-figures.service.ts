import type { Member, WeekSubject } from '@app/database';
import {
  type Deeds,
  type FiguresScope,
  type KeenProspect,
  catchUp,
  deeds,
  isClickable,
  keenestProspects,
  overview,
} from '@app/tracking';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';

/** Prospects that are named. */
const namedProspects = 3;

/** Figures of one week. */
export interface WeekFigures extends Omit<Deeds, 'clicks'> {
  readonly sent: number;
  readonly views: number;
  /** Visits with a click; null where no page has anything to click. */
  readonly clicks: number | null;
}

/** What a summary tells: a week, the week before, and who watched most keenly. */
export interface WeekNews {
  readonly week: WeekFigures;
  readonly before: WeekFigures;
  readonly prospects: readonly KeenProspect[];
}

/** The figures of a member's weekly summary: the same queries as on the screens, over the same links as there. */
@Injectable()
export class WeeklyFigures {
  constructor(private readonly pool: Pool) {}

  async of(member: Member, subject: WeekSubject): Promise<WeekNews> {
    const [from, to] = [new Date(subject.from), new Date(subject.to)];
    const timeZone = await catchUp(this.pool, member.workspaceId);
    const whose = { workspaceId: member.workspaceId, timeZone, ...whoseLinks(member) };
    const before = new Date(from.getTime() - (to.getTime() - from.getTime()));
    return {
      week: await this.figuresOf({ ...whose, from, to }),
      before: await this.figuresOf({ ...whose, from: before, to: from }),
      prospects: await keenestProspects(this.pool, { ...whose, from, to }, namedProspects),
    };
  }

  private async figuresOf(scope: FiguresScope): Promise<WeekFigures> {
    const { funnel, viewCount } = await overview(this.pool, scope);
    const sent = funnel.find(({ step }) => step === 'sent')?.count ?? 0;
    const done = await deeds(this.pool, scope);
    const canClick = done.clicks > 0 || (await isClickable(this.pool, scope, 'all'));
    return { ...done, sent, views: viewCount, clicks: canClick ? done.clicks : null };
  }
}

/** A rep is told of their own links, a manager of the team's, an admin of everybody's (7-trust, "Who may do what"). */
export function whoseLinks({ id, role, teamId }: Pick<Member, 'id' | 'role' | 'teamId'>) {
  if (role === 'admin') return {};
  return role === 'manager' && teamId ? { teamId } : { memberId: id };
}
