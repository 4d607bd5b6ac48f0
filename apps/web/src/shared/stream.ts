import { streamEventSchema } from '@app/contracts';
import type { StreamEvent, StreamEventType } from '@app/contracts';
import { apiAddress } from './api-client';

/** An event about a person's visit: all but `video.state`. */
export type VisitEvent = Exclude<StreamEvent, { type: 'video.state' }>;

/** Somebody who watches, or watched within the last {@link presenceMs}. */
export interface Presence {
  visitId: string;
  linkId: string;
  videoId: string;
  videoTitle: string;
  prospectId: string | null;
  prospectName: string | null;
  /** Known once the visit counts as a view; a milestone raises it. */
  watchedShare: number | null;
  /** Time of this browser, milliseconds, of the last sign of life. */
  seenAt: number;
}

/** What the stream has told since the app was opened, newest first. */
export interface LiveState {
  presences: readonly Presence[];
  recent: readonly VisitEvent[];
}

/** How long after its last event a visit is shown as present. */
export const presenceMs = 90_000;
const keptEvents = 100;

export const emptyLiveState: LiveState = { presences: [], recent: [] };

/** State after one event. @param now milliseconds of this browser's clock */
export function reduceLive(state: LiveState, event: VisitEvent, now: number): LiveState {
  const before = state.presences.find((presence) => presence.visitId === event.data.visitId);
  const { visitId, linkId, videoId, videoTitle, prospectId, prospectName } = event.data;
  const presence: Presence = {
    visitId,
    linkId,
    videoId,
    videoTitle,
    prospectId,
    prospectName,
    watchedShare: shareAfter(before?.watchedShare ?? null, event),
    seenAt: now,
  };
  const others = state.presences.filter((other) => other.visitId !== visitId);
  return {
    presences: [presence, ...others],
    recent: [event, ...state.recent].slice(0, keptEvents),
  };
}

/** State without those who have shown no sign of life for {@link presenceMs}; the same object if none left. */
export function forgetAbsent(state: LiveState, now: number): LiveState {
  const presences = state.presences.filter((presence) => now - presence.seenAt < presenceMs);
  return presences.length === state.presences.length ? state : { ...state, presences };
}

function shareAfter(before: number | null, event: VisitEvent): number | null {
  if (event.type === 'view.counted') return Math.max(before ?? 0, event.data.watchedShare);
  if (event.type === 'milestone.reached') return Math.max(before ?? 0, event.data.milestone / 100);
  return before;
}

/** First words of the query keys that an event makes stale. */
export function staleAfter(event: StreamEvent): readonly (readonly string[])[] {
  if (event.type === 'video.state') return [['videos'], ['video', event.data.videoId]];
  const visit = [['links'], ['visits', event.data.linkId], ['history']];
  if (event.type === 'visit.started') return visit;
  const counted = [
    ...visit,
    ['videos'],
    ['video', event.data.videoId],
    ['prospects'],
    ['prospect'],
    ['figures'],
  ];
  return event.type === 'reply.received' ? [...counted, ['replies']] : [...counted, ['campaigns']];
}

const eventTypes: readonly StreamEventType[] = [
  'visit.started',
  'view.counted',
  'milestone.reached',
  'action.clicked',
  'reply.received',
  'booking.made',
  'video.state',
];

/**
 * Opens the one stream of the app; the browser connects again by itself.
 * @param onEvent every event that fits the contract
 * @param onReopen after a gap, when events may have been missed
 * @returns closes the stream
 */
export function openStream(onEvent: (event: StreamEvent) => void, onReopen: () => void): () => void {
  const source = new EventSource(apiAddress('/stream'));
  let wasOpen = false;
  source.addEventListener('open', () => {
    if (wasOpen) onReopen();
    wasOpen = true;
  });
  for (const type of eventTypes)
    source.addEventListener(type, (message: MessageEvent<string>) => {
      const parsed = streamEventSchema.safeParse({ type, data: JSON.parse(message.data) as unknown });
      if (parsed.success) onEvent(parsed.data);
    });
  return () => source.close();
}
