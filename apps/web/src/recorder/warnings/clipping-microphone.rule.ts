import type { Measurement } from './measurement';
import { lastOf, type WarningRule } from './warning-rule';

/** Below this share of flat samples nobody hears it. */
const audibleShare = 0.002;
const windowMs = 6000;
/** A laugh or a bump clips once; a level that is too high does it again and again. */
const leastOften = 3;

const isClipped = (one: Measurement): boolean => (one.microphone?.clippedShare ?? 0) >= audibleShare;

/** The microphone's level is too high: its sound is cut off at full scale. */
export const clippingMicrophoneRule: WarningRule = {
  warning: 'clipping-microphone',
  onAfterMs: 0,
  offAfterMs: 0,
  judge({ microphone }, past) {
    if (!microphone) return 'good';
    const recent = lastOf(past, windowMs);
    const seen = recent.length > 0 ? recent : past;
    const often = seen.filter(isClipped).length;
    if (often >= leastOften) return 'bad';
    return often === 0 && recent.length > 0 ? 'good' : 'unknown';
  },
};
