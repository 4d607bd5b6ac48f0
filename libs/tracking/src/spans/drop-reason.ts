/**
 * Why something that arrived was not counted, in the order of the checks (4-tracking.md, "On the server"). Every drop is counted by its name.
 *
 * Of a whole beacon: `bad_token`, `unknown_visit` (its row is gone: erased or past retention), `too_late` (more than 24 h after opening), `duplicate`, `too_many` (more beacons than a visit can have).
 * Of one span: `bad_span`, `too_long`, `faster_than_time`, `over_pace`, `out_of_video`, and `too_many` (a watched set of absurdly many pieces).
 */
export const dropReasons = [
  'bad_token',
  'unknown_visit',
  'too_late',
  'duplicate',
  'too_many',
  'bad_span',
  'too_long',
  'faster_than_time',
  'over_pace',
  'out_of_video',
] as const;

/** One of {@link dropReasons}. */
export type DropReason = (typeof dropReasons)[number];
