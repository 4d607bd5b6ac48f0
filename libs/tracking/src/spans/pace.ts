/** How fast media may be accepted for a visit. */
export interface PaceLimits {
  /** Media milliseconds per millisecond of server time. */
  readonly factor: number;
  /** Media milliseconds granted at the first beacon. */
  readonly allowanceMs: number;
}

/** The pace of 4-tracking.md, "On the server", 3. */
export const defaultPaceLimits: PaceLimits = { factor: 4, allowanceMs: 30_000 };

/**
 * Media milliseconds that a visit may have had accepted by `nowMs`, re-watching included.
 *
 * @param firstBeaconAtMs when the visit's first beacon arrived, server time; a later value than `nowMs` counts as equal
 * @param nowMs when the beacon being judged arrived, server time
 */
export function mediaAllowedMs(
  firstBeaconAtMs: number,
  nowMs: number,
  limits: PaceLimits = defaultPaceLimits,
): number {
  return Math.max(0, nowMs - firstBeaconAtMs) * limits.factor + limits.allowanceMs;
}
