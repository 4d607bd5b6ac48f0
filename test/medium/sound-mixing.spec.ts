import { launchChromium, type TestBrowser } from '../support/chromium.js';
import { serveModules } from '../support/browser-modules.js';

jest.setTimeout(120_000);

let browser: TestBrowser;
/** Runs a text in the page; `limiter` and `mixer` are the modules of the recorder. */
let inPage: <Result>(text: string) => Promise<Result>;

beforeAll(async () => {
  browser = await launchChromium();
  const page = await browser.context.newPage();
  const modules = await serveModules(page);
  inPage = (text) =>
    page.evaluate(`(async () => {
      const limiter = await import('${modules}/recorder/sound-limiter');
      const mixer = await import('${modules}/recorder/sound-mixer');
      ${text}
    })()`);
});
afterAll(() => browser?.close());

/** Sines through the limiter, all from the same moment on, rendered as fast as the computer can. */
const rendered = (sines: readonly { hertz: number; gain: number }[], beginSeconds = 0.1) => `
  const rate = 48000;
  const context = new OfflineAudioContext({ length: rate, sampleRate: rate, numberOfChannels: 1 });
  const { input, output } = limiter.createSoundLimiter(context);
  output.connect(context.destination);
  for (const { hertz, gain } of ${JSON.stringify(sines)}) {
    const sine = new OscillatorNode(context, { frequency: hertz });
    sine.connect(new GainNode(context, { gain })).connect(input);
    sine.start(${beginSeconds});
  }
  const samples = (await context.startRendering()).getChannelData(0);
  const peakOf = (from, to) => samples.subarray(from * rate, to * rate).reduce((peak, x) => Math.max(peak, Math.abs(x)), 0);
`;

describe('the sound limiter in a real browser', () => {
  it.each([
    [
      'two voices at full scale in one tone',
      [
        { hertz: 440, gain: 1 },
        { hertz: 440, gain: 1 },
      ],
    ],
    [
      'two voices at full scale in two tones',
      [
        { hertz: 300, gain: 1 },
        { hertz: 1700, gain: 1 },
      ],
    ],
    ['four times full scale', [{ hertz: 90, gain: 4 }]],
  ])('%s stay below full scale, from the first sample on', async (_name, sines) => {
    const { begin, settled } = await inPage<{ begin: number; settled: number }>(`
      ${rendered(sines)}
      return { begin: peakOf(0.1, 0.2), settled: peakOf(0.5, 1) };`);
    expect(begin).toBeLessThanOrEqual(0.95 + 1e-6);
    // Once it has settled it works without the curve's distortion, and it does not swallow what it limits.
    expect(settled).toBeLessThanOrEqual(0.86);
    expect(settled).toBeGreaterThan(0.5);
  });

  it('lets quiet sound through as it came, 6 ms late', async () => {
    const { peak, lateMs } = await inPage<{ peak: number; lateMs: number }>(`
      ${rendered([{ hertz: 440, gain: 0.25 }])}
      const first = samples.findIndex((x) => Math.abs(x) > 0.001);
      return { peak: peakOf(0.5, 1), lateMs: (first / rate - 0.1) * 1000 };`);
    expect(20 * Math.log10(peak / 0.25)).toBeCloseTo(0, 1);
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThan(7);
  });
});

describe('the mixer in a real browser', () => {
  it('mixes microphone and tab at full scale without a clipped sample, and hears both before mixing', async () => {
    const heard = await inPage<{
      seconds: number;
      peak: number;
      flat: number;
      readings: { peak: number }[];
    }>(`
      const context = new AudioContext({ sampleRate: 48000 });
      const voice = (frequency) => {
        const output = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
        const sine = new OscillatorNode(context, { frequency });
        sine.connect(output);
        sine.start();
        return output.stream.getAudioTracks()[0];
      };
      const sound = new mixer.SoundMixer();
      sound.setSource('microphone', voice(440));
      sound.setSource('screen', voice(440));
      await sound.resume();
      const reader = new MediaStreamTrackProcessor({ track: sound.track }).readable.getReader();
      const result = { seconds: 0, peak: 0, flat: 0 };
      while (result.seconds < 1) {
        const { value } = await reader.read();
        const samples = new Float32Array(value.numberOfFrames);
        value.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
        for (const x of samples) {
          result.peak = Math.max(result.peak, Math.abs(x));
          if (Math.abs(x) >= 1) result.flat += 1;
        }
        // Silence comes first, until both sources flow.
        if (result.peak > 0.1) result.seconds += value.duration / 1e6;
        value.close();
      }
      const readings = [sound.read('microphone'), sound.read('screen')];
      await sound.close();
      return { ...result, readings };`);
    expect(heard.flat).toBe(0);
    expect(heard.peak).toBeLessThanOrEqual(0.951);
    expect(heard.peak).toBeGreaterThan(0.5);
    for (const { peak } of heard.readings) expect(peak).toBeGreaterThan(0.9);
  });

  it('goes on when the browser never wakes its sound and never says so', async () => {
    const state = await inPage<string>(`
      const Real = AudioContext;
      globalThis.AudioContext = class extends Real {
        get state() { return 'suspended'; }
        resume() { return new Promise(() => undefined); }
      };
      const sound = new mixer.SoundMixer();
      globalThis.AudioContext = Real;
      await sound.resume();
      return sound.track.readyState;`);
    expect(state).toBe('live');
  });
});
