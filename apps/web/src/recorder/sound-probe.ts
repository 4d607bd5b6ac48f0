/** What a sound source delivered lately. */
export interface SoundReading {
  /** Largest sample, 0 = silence, 1 = full scale. */
  peak: number;
  /** Share of samples that stand flat at full scale, 0–1. */
  clippedShare: number;
}

/** Samples at least this large, … */
const fullScale = 0.985;
/** … this many in a row, are a top that was cut off. */
const flatSamples = 3;

/** Reads peak and clipping. @param samples −1…1; beyond only where somebody mixed too loud */
export function readSound(samples: Float32Array): SoundReading {
  let peak = 0;
  let clipped = 0;
  let inARow = 0;
  for (const sample of samples) {
    const size = Math.abs(sample);
    if (size > peak) peak = size;
    inARow = size >= fullScale ? inARow + 1 : 0;
    if (inARow === flatSamples) clipped += flatSamples;
    else if (inARow > flatSamples) clipped += 1;
  }
  return { peak, clippedShare: samples.length === 0 ? 0 : clipped / samples.length };
}

/** Looks at a source by WebAudio; asked twice a second it misses nothing, because it sees the last 0.68 s. */
export class SoundProbe {
  private readonly analyser: AnalyserNode;
  private readonly samples: Float32Array<ArrayBuffer>;

  /** @param context of 48 kHz */
  constructor(context: BaseAudioContext) {
    this.analyser = new AnalyserNode(context, { fftSize: 32_768 });
    this.samples = new Float32Array(this.analyser.fftSize);
  }

  /** Where the source is connected. */
  get input(): AudioNode {
    return this.analyser;
  }

  /** The last 0.68 s. */
  read(): SoundReading {
    this.analyser.getFloatTimeDomainData(this.samples);
    return readSound(this.samples);
  }
}
