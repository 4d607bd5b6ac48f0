/** What is measured twice a second while recording. Plain data, so that a test can make it up. */

/** The microphone since the measurement before. */
export interface MicrophoneReading {
  /** The system or the browser holds its sound back. */
  isMuted: boolean;
  /** Largest sample, 0 = silence, 1 = full scale. */
  peak: number;
  /** Share of samples that stand flat at full scale, 0–1. */
  clippedShare: number;
}

/** A camera or a shared screen since the measurement before. */
export interface PictureReading {
  /** The track delivers no pictures for the time being. */
  isMuted: boolean;
  /** Pictures it delivered; null where the browser does not tell. */
  frames: number | null;
  /** How bright its brightest parts are, 0–255; null before its first picture. */
  brightness: number | null;
}

/** Composed pictures since the measurement before. */
export interface PictureFlow {
  /** How many there should be. */
  due: number;
  /** How many were handed to the encoder. */
  made: number;
  /** How many it wrote; null where the engine does not tell. */
  written: number | null;
}

/** How far recording and upload are. */
export interface UploadReading {
  recordedMs: number;
  /** What the encoder has delivered. */
  recordedBytes: number;
  /** Durable on the server up to here. */
  acknowledgedMs: number;
  /** Whether requests get through at all. */
  isConnected: boolean;
}

/** One look at everything. */
export interface Measurement {
  /** Monotonic milliseconds. */
  atMs: number;
  /** Running, not paused. */
  isRecording: boolean;
  /** null while there is none. */
  microphone: MicrophoneReading | null;
  /** Largest sample of the shared screen's sound, 0–1; null while there is none. */
  screenSoundPeak: number | null;
  camera: PictureReading | null;
  screen: PictureReading | null;
  pictures: PictureFlow;
  upload: UploadReading;
}

/** What may be wrong. */
export type WarningKind =
  | 'stalled-recording'
  | 'silent-microphone'
  | 'clipping-microphone'
  | 'black-camera'
  | 'black-screen'
  | 'frozen-camera'
  | 'frozen-screen'
  | 'dropped-frames'
  | 'slow-upload';
