/** What a level meter shows; both 0–1 over a range of 60 dB. */
export interface SoundLevel {
  level: number;
  peak: number;
}

const floorDecibels = -60;
/** The peak mark falls by this much per measurement (about 30 a second). */
const peakFall = 0.012;

/** Loudness of samples on the meter's scale: silence 0, full scale 1. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-12);
  return Math.min(1, Math.max(0, 1 - decibels / floorDecibels));
}

/** The next reading: the level as it is, the peak held and slowly falling. */
export function nextLevel(previous: SoundLevel, samples: Float32Array): SoundLevel {
  const level = loudness(samples);
  return { level, peak: Math.max(level, previous.peak - peakFall) };
}
