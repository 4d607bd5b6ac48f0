/**
 * Keeps a mix below full scale, whatever is mixed. Two steps: a compressor with look-ahead holds loud passages at
 * −3 dB without anybody hearing it work, and a curve rounds the few samples that are faster than it. Quiet sound
 * leaves as it came; everything is late by the compressor's look-ahead of 6 ms.
 */

const thresholdDecibels = -3;
const ratio = 20;

/** The curve takes sums of up to four voices at full scale; beyond, it stays at its end. */
const curveRange = 4;
const curvePoints = 8193;
/** Below the knee the curve changes nothing; it ends at the ceiling (−0.45 dB), which leaves room for encoding. */
const curveKnee = 0.85;
const curveCeiling = 0.95;

/** What a compressor adds by itself (Web Audio, 1.19: the full-range gain to the power of −0.6). */
function makeUpGain(): number {
  const fullRangeDecibels = thresholdDecibels - thresholdDecibels / ratio;
  return 10 ** ((-0.6 * fullRangeDecibels) / 20);
}

/** Straight up to the knee, then bent towards the ceiling, which it never passes. @param level ≥ 0 */
export function limitedLevel(level: number): number {
  if (level <= curveKnee) return level;
  const room = curveCeiling - curveKnee;
  return curveKnee + room * Math.tanh((level - curveKnee) / room);
}

function limitingCurve(): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: curvePoints }, (_, index) => {
    const level = ((2 * index) / (curvePoints - 1) - 1) * curveRange;
    return Math.sign(level) * limitedLevel(Math.abs(level));
  });
}

/** Connects the limiter. @returns its two ends */
export function createSoundLimiter(context: BaseAudioContext): { input: AudioNode; output: AudioNode } {
  const input = new DynamicsCompressorNode(context, {
    threshold: thresholdDecibels,
    knee: 0,
    ratio,
    attack: 0.003,
    release: 0.25,
  });
  // One gain for both: takes the make-up away and brings the sum into the curve's range of −1…1.
  const scale = new GainNode(context, { gain: 1 / (makeUpGain() * curveRange) });
  const output = new WaveShaperNode(context, { curve: limitingCurve(), oversample: 'none' });
  input.connect(scale).connect(output);
  return { input, output };
}
