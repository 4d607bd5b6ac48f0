import { type Kept, toSourceSpans } from '@app/contracts';
import { checkSpan, type ReportedSpan } from './check-span.js';
import type { DropReason } from './drop-reason.js';
import { mediaAllowedMs } from './pace.js';
import { clampRange, type MediaRange, unionOf } from './ranges.js';

/** What a visit has played so far. All times are server time, milliseconds since 1970. */
export interface PlayedState {
  /** How long plays what the visit watches, milliseconds. */
  readonly durationMs: number;
  /** The pieces of the source that are played; null: the whole. Spans come in played time and are kept in source time. */
  readonly kept: Kept;
  readonly firstBeaconAtMs: number | null;
  readonly lastBeaconAtMs: number | null;
  readonly beaconCount: number;
  /** Media accepted so far, re-watching included, milliseconds. */
  readonly acceptedMediaMs: number;
  /** Union of what was watched, source time. */
  readonly watched: readonly MediaRange[];
  readonly hasInput: boolean;
  readonly isStartedByGesture: boolean;
  readonly wasUnmuted: boolean;
}

/** Something the page saw happen; only `played` and `input` with `isTrusted` change the decision. */
export interface ReportedEvent {
  readonly type: string;
  readonly isTrusted: boolean;
  readonly at?: number | null | undefined;
}

/** A beacon whose token was good and whose `(visit, seq)` is new. `receivedAtMs`: when it arrived, server time. */
export interface PlayedBeacon {
  readonly receivedAtMs: number;
  readonly spans: readonly ReportedSpan[];
  readonly events: readonly ReportedEvent[];
}

/** What one beacon adds: the next state, the accepted ranges in source time (overlaps kept, they are the heat) and the dropped spans by index. */
export interface AppliedBeacon {
  readonly state: PlayedState;
  readonly ranges: readonly MediaRange[];
  readonly drops: readonly { readonly span: number; readonly reason: DropReason }[];
}

/** A watched set of more pieces than this is no person's; it bounds the row. */
export const maxWatchedPieces = 5_000;

/** The state of a visit before its first beacon. @param durationMs how long plays what it watches */
export function nothingPlayed(durationMs: number, kept: Kept = null): PlayedState {
  return {
    durationMs,
    kept,
    firstBeaconAtMs: null,
    lastBeaconAtMs: null,
    beaconCount: 0,
    acceptedMediaMs: 0,
    watched: [],
    hasInput: false,
    isStartedByGesture: false,
    wasUnmuted: false,
  };
}

/**
 * Adds one beacon to a visit: checks of each span, pacing, clamp, union (4-tracking.md, "On the server", 1–4). Pure.
 * A span is accepted or dropped as a whole, so each drop has one name.
 */
export function applyBeacon(state: PlayedState, beacon: PlayedBeacon): AppliedBeacon {
  const firstBeaconAtMs = Math.min(state.firstBeaconAtMs ?? beacon.receivedAtMs, beacon.receivedAtMs);
  const lastBeaconAtMs = Math.max(state.lastBeaconAtMs ?? beacon.receivedAtMs, beacon.receivedAtMs);
  // Beacons may be committed in another order than they arrived in: now is the latest moment that was seen.
  const allowedMs = mediaAllowedMs(firstBeaconAtMs, lastBeaconAtMs);
  const ranges: MediaRange[] = [];
  const drops: { span: number; reason: DropReason }[] = [];
  let { acceptedMediaMs, wasUnmuted } = state;
  beacon.spans.forEach((span, index) => {
    const verdict = judge(span, allowedMs - acceptedMediaMs, state);
    if (typeof verdict === 'string') drops.push({ span: index, reason: verdict });
    else {
      ranges.push(...inSource(state.kept, verdict));
      acceptedMediaMs += Math.round(span.to) - Math.round(span.from);
      wasUnmuted ||= !span.muted;
    }
  });
  const isTrusted = (type: string) =>
    beacon.events.some((event) => event.type === type && event.isTrusted === true);
  const isStartedByGesture = state.isStartedByGesture || isTrusted('played');
  return {
    ranges,
    drops,
    state: {
      durationMs: state.durationMs,
      kept: state.kept,
      firstBeaconAtMs,
      lastBeaconAtMs,
      beaconCount: state.beaconCount + 1,
      acceptedMediaMs,
      watched: unionOf([...state.watched, ...ranges]),
      // A trusted start of playback is itself something a person did.
      hasInput: state.hasInput || isStartedByGesture || isTrusted('input'),
      isStartedByGesture,
      wasUnmuted,
    },
  };
}

/** What a played range shows of the source. Everything is judged in played time before. */
function inSource(kept: Kept, [fromMs, toMs]: MediaRange): MediaRange[] {
  return toSourceSpans(kept, { fromMs, toMs }).map((span): MediaRange => [span.fromMs, span.toMs]);
}

function judge(span: ReportedSpan, leftMs: number, state: PlayedState): MediaRange | DropReason {
  const reason = checkSpan(span);
  if (reason) return reason;
  const range: MediaRange = [Math.round(span.from), Math.round(span.to)];
  if (range[1] <= range[0]) return 'bad_span';
  if (range[1] - range[0] > leftMs) return 'over_pace';
  if (state.watched.length >= maxWatchedPieces) return 'too_many';
  const clamped = clampRange(range, state.durationMs);
  return clamped[1] > clamped[0] ? clamped : 'out_of_video';
}
