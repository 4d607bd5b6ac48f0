import type { Pool } from 'pg';

/** What a selection of links comes to; `shares` in whole billionths. */
export interface ModelDay {
  opens: number;
  views: number;
  halves: number;
  clicks: number;
  replies: number;
  bookings: number;
  excluded: number;
  shares: number;
}

interface Visit {
  id: string;
  link_id: string;
  video_id: string;
  member_id: string;
  prospect_id: string | null;
  class: string;
  key: string | null;
  opened_at: Date;
  last_seen_at: Date;
  viewed_at: Date | null;
  watched_ms: number;
  duration_ms: number;
}
interface Hit {
  link_id: string;
  class: string;
  kind: string;
  key: string | null;
  occurred_at: Date;
}
interface Action {
  visit_id: string;
  link_id: string;
  kind: string;
  occurred_at: Date;
}
interface Link {
  id: string;
  team_id: string | null;
  member_id: string;
  campaign_id: string | null;
  prospect_id: string | null;
  video_id: string;
  sent_at: Date | null;
  page: { callsToAction?: unknown[] } | null;
}
type Campaign = Pick<Link, 'id' | 'page'>;

/** A selection as the figures' routes know it. */
export interface Selection {
  teamId?: string | undefined;
  memberId?: string | undefined;
  campaignId?: string | undefined;
  videoId?: string | undefined;
}

const emptyDay = (): ModelDay => ({
  opens: 0,
  views: 0,
  halves: 0,
  clicks: 0,
  replies: 0,
  bookings: 0,
  excluded: 0,
  shares: 0,
});
const shareOf = (visit: Visit) => visit.watched_ms / visit.duration_ms;
const isHalf = (visit: Visit) => isView(visit) && shareOf(visit) >= 0.5;
const isHuman = (visit: Visit) => visit.class === 'human';
const isView = (visit: Visit) => isHuman(visit) && visit.viewed_at !== null;
const measureOf: Record<string, keyof ModelDay> = { click: 'clicks', reply: 'replies', booking: 'bookings' };

/** All figures once more, from the raw rows of a workspace, one by one in plain code: it shares nothing with the product's SQL. */
export class FiguresModel {
  private readonly day: (at: Date) => string;

  private constructor(
    private readonly visits: readonly Visit[],
    private readonly hits: readonly Hit[],
    private readonly actions: readonly Action[],
    private readonly links: readonly Link[],
    private readonly campaigns: readonly Campaign[],
    zone: string,
  ) {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
    this.day = (at) => format.format(at);
  }

  /** Reads everything there is. */
  static async read(pool: Pool, workspaceId: string, zone: string): Promise<FiguresModel> {
    const rows = async <Row>(sql: string) =>
      (await pool.query(`${sql} where workspace_id = $1`, [workspaceId])).rows as Row[];
    return new FiguresModel(
      await rows(`select *, encode(visitor_key, 'hex') as key from visits`),
      await rows(`select *, encode(visitor_key, 'hex') as key from hits`),
      await rows(`select * from visit_actions`),
      await rows(`select * from links`),
      await rows(`select * from campaigns`),
      zone,
    );
  }

  /** Sums by day of what happened on the selected links. */
  days(selection: Selection): Map<string, ModelDay> {
    const days = new Map<string, ModelDay>();
    const add = (at: Date, what: keyof ModelDay, by = 1) => {
      const day = days.get(this.day(at)) ?? emptyDay();
      day[what] += by;
      days.set(this.day(at), day);
    };
    const isIn = this.isIn(selection);
    for (const visit of this.visits.filter(isIn)) {
      add(visit.opened_at, isHuman(visit) ? 'opens' : 'excluded');
      if (isView(visit)) add(visit.viewed_at!, 'views');
      if (isView(visit)) add(visit.viewed_at!, 'shares', Math.round(shareOf(visit) * 1e9));
      if (isHalf(visit)) add(visit.viewed_at!, 'halves');
    }
    for (const action of this.actions) {
      const visit = this.visits.find(({ id }) => id === action.visit_id)!;
      const measure = measureOf[action.kind];
      if (isHuman(visit) && isIn(visit) && measure) add(action.occurred_at, measure);
    }
    for (const hit of this.hits)
      if (this.isExcluded(hit) && isIn(hit as Hit & Visit)) add(hit.occurred_at, 'excluded');
    return days;
  }

  /** Links that were sent on the days `from` to `to` (both included): how many took each step, and it and the one before. */
  sentFunnel(selection: Selection, from: string, to: string): number[][] {
    const rows = this.selected(selection).flatMap((link) => {
      const { steps, sentAt } = this.stepsOf(link);
      return sentAt && this.day(sentAt) >= from && this.day(sentAt) <= to
        ? [steps.map(({ length }) => length > 0)]
        : [];
    });
    return countsOf(rows);
  }

  /** People by what they did on the days `from` to `to`. */
  eventFunnel(selection: Selection, from: string, to: string): number[][] {
    const people = new Map<string, boolean[]>();
    for (const link of this.selected(selection)) {
      const person = link.prospect_id ?? link.id;
      const before = people.get(person) ?? Array.from({ length: 7 }, () => false);
      const did = this.stepsOf(link).steps.map((moments) =>
        moments.some((at) => this.day(at) >= from && this.day(at) <= to),
      );
      people.set(
        person,
        before.map((step, index) => step || did[index]!),
      );
    }
    return countsOf([...people.values()]);
  }

  /** Whether a page of the selected links, or of those sent on the days given, has anything to click, or was clicked. */
  canClick(selection: Selection, sent?: readonly [from: string, to: string]): boolean {
    return this.selected(selection).some((link) => {
      const { steps, sentAt } = this.stepsOf(link);
      const isMeant = !sent || (sentAt && this.day(sentAt) >= sent[0] && this.day(sentAt) <= sent[1]);
      const page = link.page ?? this.campaigns.find(({ id }) => id === link.campaign_id)?.page;
      return isMeant && (steps[4]!.length > 0 || (page?.callsToAction ?? []).length > 0);
    });
  }

  /** Views of a link, video or prospect: opens, views, sum of shares. */
  sums(of: 'link_id' | 'video_id' | 'prospect_id', id: string): [number, number, number] {
    const visits = this.visits.filter((visit) => visit[of] === id && isHuman(visit));
    const views = visits.filter(isView);
    return [visits.length, views.length, views.reduce((sum, visit) => sum + shareOf(visit), 0)];
  }

  private stepsOf(link: Link): { steps: Date[][]; sentAt: Date | null } {
    const visits = this.visits.filter((visit) => visit.link_id === link.id && isHuman(visit));
    const opened = visits.map(({ opened_at }) => opened_at);
    const first = opened.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
    const sentAt = link.sent_at ?? first;
    const did = (kind: string) =>
      this.actions
        .filter((action) => action.kind === kind && visits.some(({ id }) => id === action.visit_id))
        .map(({ occurred_at }) => occurred_at);
    const views = visits.filter(isView);
    return {
      sentAt,
      steps: [
        sentAt ? [sentAt] : [],
        opened,
        views.map(({ viewed_at }) => viewed_at!),
        views.filter(isHalf).map(({ viewed_at }) => viewed_at!),
        did('click'),
        did('reply'),
        did('booking'),
      ],
    };
  }

  private selected(selection: Selection): Link[] {
    return this.links.filter(
      (link) =>
        (!selection.teamId || link.team_id === selection.teamId) &&
        (!selection.memberId || link.member_id === selection.memberId) &&
        (!selection.campaignId || link.campaign_id === selection.campaignId),
    );
  }

  /** A link that is gone keeps its member and its video. */
  private isIn({ teamId, memberId, campaignId, videoId }: Selection) {
    return (row: { link_id: string; member_id?: string; video_id?: string }) => {
      const link = this.links.find(({ id }) => id === row.link_id);
      return (
        (!teamId || link?.team_id === teamId) &&
        (!memberId || row.member_id === memberId) &&
        (!campaignId || link?.campaign_id === campaignId) &&
        (!videoId || row.video_id === videoId)
      );
    };
  }

  private isExcluded(hit: Hit): boolean {
    if (hit.class === 'human' || !['page', 'honeypot', 'pixel'].includes(hit.kind)) return false;
    const at = hit.occurred_at.getTime();
    return !this.visits.some(
      (visit) =>
        visit.link_id === hit.link_id &&
        visit.key !== null &&
        visit.key === hit.key &&
        visit.last_seen_at.getTime() >= at &&
        visit.opened_at.getTime() <= at + 120_000,
    );
  }
}

/** For each step: how many took it, how many of them the one before too, and how many the one before that. */
function countsOf(rows: readonly boolean[][]): number[][] {
  return Array.from({ length: 7 }, (_, step) => [
    rows.filter((row) => row[step]).length,
    rows.filter((row) => row[step] && (step === 0 || row[step - 1])).length,
    rows.filter((row) => row[step] && row[step - 2]).length,
  ]);
}
