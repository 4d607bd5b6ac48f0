import {
  type HistoryEntry,
  toPlayedSpans,
  type Visit,
  type VisitAction,
  type WatchedRange,
} from '@app/contracts';
import { formatDuration, formatShare } from '../../../shared/format';
import { prospectsTexts } from '../prospects.texts';

/** One thing that happened with a prospect, as the timeline tells it. */
export interface TimelineEvent {
  id: string;
  at: string;
  type: 'added' | 'made' | 'sent' | 'revoked' | 'opened' | 'viewed' | 'forwarded' | 'excluded';
  sentence: string;
  /** What was watched, in the time of what was played; null where nothing could be. */
  watched: { ranges: WatchedRange[]; durationMs: number; share: number } | null;
  actions: readonly { id: string; type: VisitAction['type']; sentence: string }[];
}

const texts = prospectsTexts.person;
const bare = { watched: null, actions: [] };

/**
 * The event that an entry of the history is.
 *
 * @param name of the prospect, as sentences begin with it
 */
export function eventOf(entry: HistoryEntry, name: string): TimelineEvent {
  if (entry.kind === 'ledger') return visitEvent(entry, name);
  const { id, at, kind } = entry;
  const sentence = entry.kind === 'added' ? texts.added(name) : texts[entry.kind](name, entry.videoTitle);
  return { id, at, type: kind, sentence, ...bare };
}

function visitEvent(entry: Extract<HistoryEntry, { kind: 'ledger' }>, name: string): TimelineEvent {
  const { id, at, videoTitle, visit } = entry;
  const type = typeOf(visit);
  const who = type === 'forwarded' ? texts.somebodyNew : name;
  const did = visit.isView
    ? texts.viewed(who, formatShare(visit.watchedShare), videoTitle)
    : texts.opened(who, videoTitle);
  const sentence = {
    viewed: did,
    opened: did,
    forwarded: `${did}: ${texts.forwarded}`,
    excluded: texts.excluded(videoTitle, visit.explanation),
  }[type];
  return { id, at, type, sentence, watched: watchedOf(visit), actions: visit.actions.map(actionOf) };
}

function typeOf({ class: visitClass, isView, isLikelyForwarded }: Visit) {
  if (visitClass !== 'human') return 'excluded';
  if (isLikelyForwarded) return 'forwarded';
  return isView ? 'viewed' : 'opened';
}

function watchedOf({ durationMs, kept, watchedRanges, watchedShare }: Visit): TimelineEvent['watched'] {
  if (durationMs === null || watchedRanges.length === 0) return null;
  // Ranges are kept in the time of the source; what was cut from this version is not on its bar.
  const ranges = watchedRanges.flatMap((range) => toPlayedSpans(kept, range));
  return { ranges, durationMs, share: watchedShare };
}

function actionOf({ id, type, label, text, atMs }: VisitAction) {
  const words = texts.actions[type]((type === 'click' ? label : text) ?? '');
  return { id, type, sentence: atMs === null ? words : `${words} ${texts.actions.at(formatDuration(atMs))}` };
}
