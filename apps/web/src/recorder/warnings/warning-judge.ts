import { blackCameraRule, blackScreenRule } from './black-picture.rule';
import { clippingMicrophoneRule } from './clipping-microphone.rule';
import { droppedFramesRule } from './dropped-frames.rule';
import { frozenCameraRule, frozenScreenRule } from './frozen-picture.rule';
import type { Measurement, WarningKind } from './measurement';
import { silentMicrophoneRule } from './silent-microphone.rule';
import { slowUploadRule } from './slow-upload.rule';
import { stalledRecordingRule } from './stalled-recording.rule';
import { memoryMs, type Verdict, type WarningRule } from './warning-rule';

/** Everything that is watched, in the order in which it is shown. */
export const warningRules: readonly WarningRule[] = [
  stalledRecordingRule,
  silentMicrophoneRule,
  clippingMicrophoneRule,
  frozenCameraRule,
  blackCameraRule,
  frozenScreenRule,
  blackScreenRule,
  droppedFramesRule,
  slowUploadRule,
];

/** Nothing was measured for this long: the computer slept, and what was before says nothing of now. */
const gapMs = 5000;

/** Whether a warning stands, and since when its rule has said the opposite without a break. */
interface Standing {
  isOn: boolean;
  turningSinceMs: number | null;
}

/** Lets every rule judge every measurement, and changes its mind only when a rule is sure. */
export class WarningJudge {
  private past: Measurement[] = [];
  private readonly standings = new Map<WarningRule, Standing>();

  constructor(private readonly rules: readonly WarningRule[] = warningRules) {}

  /**
   * Takes the next measurement; their times grow.
   * @returns the warnings that stand now, in the order of the rules
   */
  take(now: Measurement): WarningKind[] {
    const isGap = now.atMs - (this.past.at(-1)?.atMs ?? now.atMs) > gapMs;
    this.past = isGap ? [now] : [...this.past.filter(({ atMs }) => atMs >= now.atMs - memoryMs), now];
    return this.rules.filter((rule) => this.judge(rule, now, isGap)).map(({ warning }) => warning);
  }

  private judge(rule: WarningRule, now: Measurement, isGap: boolean): boolean {
    const before = this.standings.get(rule) ?? { isOn: false, turningSinceMs: null };
    const said = rule.judge(now, this.past);
    // What is wrong during a pause is not recorded; what is mended meanwhile counts.
    const verdict = said === 'bad' && !now.isRecording ? 'unknown' : said;
    const since = isGap ? null : before.turningSinceMs;
    const standing = next({ isOn: before.isOn, turningSinceMs: since }, verdict, now.atMs, rule);
    this.standings.set(rule, standing);
    return standing.isOn;
  }
}

function next(
  { isOn, turningSinceMs }: Standing,
  verdict: Verdict,
  atMs: number,
  rule: WarningRule,
): Standing {
  const isTurning = verdict === (isOn ? 'good' : 'bad');
  if (!isTurning) return { isOn, turningSinceMs: null };
  const sinceMs = turningSinceMs ?? atMs;
  const isSure = atMs - sinceMs >= (isOn ? rule.offAfterMs : rule.onAfterMs);
  return isSure ? { isOn: !isOn, turningSinceMs: null } : { isOn, turningSinceMs: sinceMs };
}
