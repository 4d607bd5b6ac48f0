import {
  AppendOnlyStreamTarget,
  AudioSample,
  AudioSampleSource,
  canEncodeAudio,
  canEncodeVideo,
  Mp4OutputFormat,
  Output,
  VideoSample,
  VideoSampleSource,
} from 'mediabunny';
import { framesPerSecond } from './picture-composer';
import type { RecordingClock } from './recording-clock';
import type { RunRecorder, RunSink } from './run-recorder';
import { SoundLine } from './sound-line';
import { SoundTiming } from './sound-timing';
import { TrackPump } from './track-pump';

const videoBitsPerSecond = 2_500_000;
const audioBitsPerSecond = 128_000;
/** A part can only begin with a key frame, so both come once a second. */
const partSeconds = 1;
/** Pictures wait for nobody; sound waits up to half a minute (pieces of 10 ms) for a busy computer. */
const bufferedPictures = 2;
const bufferedSounds = 3000;
/** Enough pieces of sound to find its place on the page's clock. */
const piecesForTiming = 12;
/**
 * How much later sound comes out of WebAudio than the picture out of the canvas: 21–48 ms in Chromium, measured with
 * flashes and beeps on several days, and the same throughout each recording of twenty seconds. Early sound is noticed
 * sooner than late (ITU-R BT.1359): so rather too little than too much is taken off.
 */
const soundDelayMs = 30;
/** A track that delivers nothing for this long will deliver nothing more. */
const idleTimeoutMs = 3000;

/** Registers the AAC encoder (wasm, 261 KB) once, where the browser has none. @returns whether AAC can be written */
async function ensureAac(): Promise<boolean> {
  if (await canEncodeAudio('aac')) return true;
  const { registerAacEncoder } = await import('@mediabunny/aac-encoder');
  registerAacEncoder();
  return canEncodeAudio('aac');
}

/** Whether this browser can write H.264 + AAC by WebCodecs. Firefox is left out: it hung with sound. */
export async function canUseWebCodecs(): Promise<boolean> {
  if (typeof VideoEncoder !== 'function' || typeof MediaStreamTrackProcessor !== 'function') return false;
  return (await canEncodeVideo('avc', { width: 1280, height: 720 })) && ensureAac();
}

/** Fragmented MP4 with H.264 and AAC, a part every second (`5-media.md`, Recording). */
export class WebCodecsRecorder implements RunRecorder {
  private readonly picture = new VideoSampleSource({
    codec: 'avc',
    bitrate: videoBitsPerSecond,
    keyFrameInterval: partSeconds,
    latencyMode: 'realtime',
  });
  private readonly sound = new AudioSampleSource({ codec: 'aac', bitrate: audioBitsPerSecond });
  private readonly timing = new SoundTiming(soundDelayMs);
  private readonly output: Output;
  /** Known with the first piece of sound, which tells rate and channels. */
  private line: SoundLine | null = null;
  private written = 0;
  private readonly pumps: readonly [TrackPump<VideoFrame>, TrackPump<AudioData>];

  /**
   * @param stream one video and one audio track; the video's timestamps are moments of the page's clock
   * @param sink where the file goes
   * @param clock decides which moments are recorded
   */
  constructor(
    stream: MediaStream,
    sink: RunSink,
    private readonly clock: RecordingClock,
  ) {
    const [video] = stream.getVideoTracks();
    const [audio] = stream.getAudioTracks();
    if (!video || !audio) throw new Error('The stream needs a picture and a sound.');
    const failed = (error: unknown): void => sink.fail(error);
    this.output = new Output({ format: partsOf(sink), target: targetOf(sink) });
    this.output.addVideoTrack(this.picture, { frameRate: framesPerSecond });
    this.output.addAudioTrack(this.sound);
    this.pumps = [
      new TrackPump<VideoFrame>(video, bufferedPictures, (frame) => this.writePicture(frame), failed),
      new TrackPump<AudioData>(audio, bufferedSounds, (piece) => this.writeSound(piece), failed),
    ];
  }

  async start(): Promise<void> {
    await this.output.start();
    const deadlineMs = performance.now() + idleTimeoutMs;
    while (this.timing.pieces < piecesForTiming && performance.now() < deadlineMs)
      await new Promise((resolve) => setTimeout(resolve, 10));
    this.timing.freeze();
  }

  /** The clock decides what is recorded: a pause needs nothing else. */
  pause(): void {}

  /** See {@link pause}. */
  resume(): void {}

  async stop(): Promise<void> {
    const endMs = performance.now();
    await Promise.all(this.pumps.map((pump) => pump.reach(endMs, idleTimeoutMs)));
    await this.stopPumps();
    await this.line?.flush();
    await this.output.finalize();
  }

  pictures(): number {
    return this.written;
  }

  async cancel(): Promise<void> {
    await this.stopPumps();
    await this.output.cancel();
  }

  private async stopPumps(): Promise<void> {
    await Promise.all(this.pumps.map((pump) => pump.stop()));
  }

  private async writePicture(frame: VideoFrame): Promise<number> {
    const pageMs = frame.timestamp / 1000;
    const mediaMs = this.clock.mediaMsOf(pageMs);
    if (mediaMs === null) frame.close();
    else {
      const sample = new VideoSample(frame, { timestamp: mediaMs / 1000, duration: 1 / framesPerSecond });
      await this.picture.add(sample).finally(() => sample.close());
      this.written += 1;
    }
    return pageMs;
  }

  private async writeSound(piece: AudioData): Promise<number> {
    const { timestamp, duration, numberOfFrames, numberOfChannels, sampleRate } = piece;
    const pageMs = this.timing.place(timestamp / 1000, duration / 1000, performance.now());
    const mediaMs = this.clock.mediaMsOf(pageMs);
    this.line ??= new SoundLine(sampleRate, numberOfChannels, (planes, begin) =>
      this.writeBlock(planes, begin),
    );
    if (mediaMs !== null)
      await this.line.add(mediaMs, numberOfFrames, (planeIndex, to) =>
        piece.copyTo(to, { planeIndex, format: 'f32-planar' }),
      );
    piece.close();
    return pageMs + duration / 1000;
  }

  private async writeBlock(planes: Float32Array<ArrayBuffer>[], timestamp: number): Promise<void> {
    const frames = planes[0]?.length ?? 0;
    const data = new Float32Array(frames * planes.length);
    for (const [channel, plane] of planes.entries()) data.set(plane, channel * frames);
    const sample = new AudioSample({
      format: 'f32-planar',
      data,
      numberOfChannels: planes.length,
      sampleRate: this.line?.sampleRate ?? 0,
      timestamp,
    });
    await this.sound.add(sample).finally(() => sample.close());
  }
}

function partsOf(sink: RunSink): Mp4OutputFormat {
  return new Mp4OutputFormat({
    fastStart: 'fragmented',
    minimumFragmentDuration: partSeconds,
    // A part that begins at this time proves that everything before it was written.
    onMoof: (_bytes, _position, beginSeconds) => sink.mark(Math.round(beginSeconds * 1000)),
  });
}

function targetOf(sink: RunSink): AppendOnlyStreamTarget {
  return new AppendOnlyStreamTarget(new WritableStream<Uint8Array>({ write: (bytes) => sink.write(bytes) }));
}
