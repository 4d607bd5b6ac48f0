import type { WarningRule } from './warning-rule';

/** −60 dB: a quiet room is louder, even after the browser has suppressed its noise. */
const quietPeak = 0.001;
/** −100 dB: no living microphone is that silent. */
const deadPeak = 0.000_01;

/**
 * No sound for five seconds. Somebody who lets a shared tab speak may be quiet meanwhile; a microphone that gives
 * nothing at all is switched off, whatever else is heard.
 */
export const silentMicrophoneRule: WarningRule = {
  warning: 'silent-microphone',
  onAfterMs: 5000,
  offAfterMs: 300,
  judge({ microphone, screenSoundPeak }) {
    if (!microphone) return 'good';
    if (microphone.isMuted || microphone.peak < deadPeak) return 'bad';
    if (microphone.peak >= quietPeak) return 'good';
    return (screenSoundPeak ?? 0) >= quietPeak ? 'unknown' : 'bad';
  },
};
