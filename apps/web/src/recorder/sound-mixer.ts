/**
 * One sound track that never changes: microphone and the shared tab's sound, mixed and limited. Sources come and
 * go behind it; without any it carries silence.
 */
import { nextLevel, type SoundLevel } from './sound-level';
import { createSoundLimiter } from './sound-limiter';
import { SoundProbe, type SoundReading } from './sound-probe';

type Channel = 'microphone' | 'screen';

/** Where nothing can play sound, Firefox never wakes it and never says so; the warning of silence then does. */
const longestWakingMs = 3000;

/** Mixes by WebAudio. */
export class SoundMixer {
  private readonly context = new AudioContext({ sampleRate: 48_000, latencyHint: 'interactive' });
  private readonly bus = new GainNode(this.context, { channelCount: 2, channelCountMode: 'explicit' });
  private readonly analyser = new AnalyserNode(this.context, { fftSize: 1024 });
  private readonly output = new MediaStreamAudioDestinationNode(this.context, { channelCount: 2 });
  private readonly sources: Record<Channel, MediaStreamAudioSourceNode | null> = {
    microphone: null,
    screen: null,
  };

  private readonly probes: Record<Channel, SoundProbe> = {
    microphone: new SoundProbe(this.context),
    screen: new SoundProbe(this.context),
  };

  constructor() {
    const limiter = createSoundLimiter(this.context);
    this.bus.connect(limiter.input);
    limiter.output.connect(this.output);
    // Keeps samples flowing while no source is connected.
    const silence = new ConstantSourceNode(this.context, { offset: 0 });
    silence.connect(this.bus);
    silence.start();
  }

  /** The mixed sound; lives as long as the mixer. */
  get track(): MediaStreamTrack {
    const [track] = this.output.stream.getAudioTracks();
    if (!track) throw new Error('The mixer has no output.');
    return track;
  }

  /** Puts another track on a channel; null takes it away. */
  setSource(channel: Channel, track: MediaStreamTrack | null): void {
    this.sources[channel]?.disconnect();
    const node = track
      ? new MediaStreamAudioSourceNode(this.context, { mediaStream: new MediaStream([track]) })
      : null;
    node?.connect(this.bus);
    node?.connect(this.probes[channel].input);
    if (channel === 'microphone') node?.connect(this.analyser);
    this.sources[channel] = node;
  }

  /** What a source delivered in the last 0.68 s, before mixing; null while there is none. */
  read(channel: Channel): SoundReading | null {
    return this.sources[channel] && this.probes[channel].read();
  }

  /** Starts the sound after a click or key: browsers keep it silent before. */
  async resume(): Promise<void> {
    if (this.context.state !== 'suspended') return;
    const wait = new Promise((resolve) => setTimeout(resolve, longestWakingMs));
    await Promise.race([this.context.resume(), wait]);
  }

  /**
   * Reports the microphone's level on every painted frame, so nothing is measured while nobody can see it.
   * @returns a function that ends the reports
   */
  watchLevel(report: (level: SoundLevel) => void): () => void {
    const samples = new Float32Array(this.analyser.fftSize);
    let reading: SoundLevel = { level: 0, peak: 0 };
    let request = 0;
    const measure = (): void => {
      if (this.sources.microphone) this.analyser.getFloatTimeDomainData(samples);
      else samples.fill(0);
      reading = nextLevel(reading, samples);
      report(reading);
      request = requestAnimationFrame(measure);
    };
    measure();
    return () => cancelAnimationFrame(request);
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}
