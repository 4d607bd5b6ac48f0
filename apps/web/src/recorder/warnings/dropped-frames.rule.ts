import { lastOf, type WarningRule } from './warning-rule';

const windowMs = 4000;
/** 22 of 30 pictures a second: from here on movement stutters visibly. */
const stutteringBelow = 0.75;
const smoothFrom = 0.85;

/** Composing or encoding cannot keep up: pictures are left out. */
export const droppedFramesRule: WarningRule = {
  warning: 'dropped-frames',
  onAfterMs: 4000,
  offAfterMs: 5000,
  judge(_now, past) {
    const window = lastOf(past, windowMs);
    // Pictures are late at every start and pause; a window that holds one says nothing.
    if (window.length === 0 || window.some(({ isRecording }) => !isRecording)) return 'unknown';
    const sum = { due: 0, arrived: 0 };
    for (const { pictures } of window) {
      sum.due += pictures.due;
      sum.arrived += Math.min(pictures.made, pictures.written ?? pictures.made);
    }
    if (sum.due === 0) return 'unknown';
    const share = sum.arrived / sum.due;
    if (share < stutteringBelow) return 'bad';
    return share >= smoothFrom ? 'good' : 'unknown';
  },
};
