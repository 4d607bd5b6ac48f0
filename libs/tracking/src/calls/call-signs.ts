import type { CallSignKind } from '@app/contracts';
import type { TrackingClass } from '../classify/visit-facts.js';
import type { ActionKind } from '../ingest/record-action.js';

/** A visit as far as calling is concerned. Server time, milliseconds since 1970. */
export interface CallVisit {
  readonly class: TrackingClass;
  /** Null: not a view. */
  readonly viewedAtMs: number | null;
  /** 0–1. */
  readonly watchedShare: number;
  /** How many times its length was played, re-watching included. */
  readonly timesPlayed: number;
  /** By somebody new, whom the link does not name. */
  readonly isLikelyForwarded: boolean;
  readonly actions: readonly {
    readonly kind: ActionKind;
    readonly atMs: number;
    readonly text: string | null;
  }[];
}

/** A sign of interest, with what it is worth when it is fresh. */
export interface FreshSign {
  readonly kind: CallSignKind;
  readonly atMs: number;
  readonly freshPoints: number;
  readonly watchedShare: number | null;
  readonly text: string | null;
}

/** Watching this long after the time before is coming back late. Milliseconds. */
export const lateReturnMs = 7 * 24 * 60 * 60 * 1000;

/** What a first view is worth, by the share that was watched: the milestones, so that the score moves when one is reached. */
const viewPoints: readonly (readonly [share: number, points: number])[] = [
  [0.9, 16],
  [0.75, 14],
  [0.5, 12],
  [0.25, 9],
  [0, 6],
];

/** What a fresh sign is worth; {@link viewPoints} for a first view. */
const points: Readonly<Record<Exclude<CallSignKind, 'viewed'>, number>> = {
  rewatched: 14,
  replayed: 8,
  'late-return': 24,
  'second-person': 25,
  click: 25,
  reaction: 12,
  reply: 40,
  question: 45,
};

/**
 * The signs of interest in a prospect's visits. Pure. Only what a person did is one: bots, scanners, colleagues and suspects
 * leave none, nor does an opened page that was not watched. A booking is no reason to call: they have called.
 *
 * @param visits those that name the prospect, and those likely forwarded from the prospect's links; in any order
 */
export function signsOf(visits: readonly CallVisit[]): FreshSign[] {
  const human = visits.filter((visit) => visit.class === 'human');
  const views = human.flatMap((visit) =>
    visit.viewedAtMs === null ? [] : [{ ...visit, atMs: visit.viewedAtMs }],
  );
  const own = views.filter((view) => !view.isLikelyForwarded).toSorted((a, b) => a.atMs - b.atMs);
  return [
    ...own.flatMap((view, index) => signsOfView(view, own[index - 1])),
    ...views
      .filter((view) => view.isLikelyForwarded)
      .map(({ atMs, watchedShare }) => sign('second-person', atMs, { watchedShare })),
    ...human.flatMap(({ actions }) => actions.flatMap(signsOfAction)),
  ];
}

type View = CallVisit & { readonly atMs: number };

function signsOfView(view: View, before: View | undefined): FreshSign[] {
  const { atMs, watchedShare, timesPlayed } = view;
  const replayed = timesPlayed >= 2 ? [sign('replayed', atMs, { watchedShare })] : [];
  if (!before) return [firstView(view), ...replayed];
  const kind = atMs - before.atMs >= lateReturnMs ? 'late-return' : 'rewatched';
  return [sign(kind, atMs, { watchedShare }), ...replayed];
}

function firstView({ atMs, watchedShare }: View): FreshSign {
  const freshPoints = viewPoints.find(([share]) => watchedShare >= share)?.[1] ?? 0;
  return { kind: 'viewed', atMs, freshPoints, watchedShare, text: null };
}

function signsOfAction({ kind, atMs, text }: CallVisit['actions'][number]): FreshSign[] {
  if (kind === 'booking') return [];
  return [sign(kind === 'reply' && text?.includes('?') ? 'question' : kind, atMs, { text })];
}

const sign = (
  kind: Exclude<CallSignKind, 'viewed'>,
  atMs: number,
  { watchedShare = null, text = null }: { watchedShare?: number | null; text?: string | null },
): FreshSign => ({ kind, atMs, freshPoints: points[kind], watchedShare, text });
