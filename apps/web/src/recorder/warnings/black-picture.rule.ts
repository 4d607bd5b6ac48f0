import type { WarningRule } from './warning-rule';

/** A covered lens and a protected film lie below 20, the darkest themes of screens above 60. */
const blackBelow = 30;
const visibleFrom = 40;

function blackRule(source: 'camera' | 'screen'): WarningRule {
  return {
    warning: `black-${source}`,
    onAfterMs: 3000,
    offAfterMs: 500,
    judge({ [source]: picture }) {
      if (!picture) return 'good';
      if (picture.brightness === null) return 'unknown';
      if (picture.brightness < blackBelow) return 'bad';
      return picture.brightness >= visibleFrom ? 'good' : 'unknown';
    },
  };
}

/** The lens is covered, or the camera sends darkness. */
export const blackCameraRule = blackRule('camera');

/** What is shared cannot be filmed (protected, or the system forbids it) or is black. */
export const blackScreenRule = blackRule('screen');
