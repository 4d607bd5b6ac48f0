/** Cameras, microphones and screens: listing and opening them, with a reason whenever that fails. */
import { CaptureError, refusalOf } from './capture-error';
import { landscape } from './layout';
import { framesPerSecond } from './picture-composer';

/** One camera or microphone; names are empty until the browser's permission was given once. */
export interface Device {
  id: string;
  name: string;
}

export interface Devices {
  cameras: Device[];
  microphones: Device[];
}

/** A shared screen, window or tab; `sound` only where the browser and the person offered it. */
export interface ScreenTracks {
  picture: MediaStreamTrack;
  sound: MediaStreamTrack | null;
}

/** Everything that is plugged in. Empty where the browser has no media devices (no https). */
export async function listDevices(): Promise<Devices> {
  const found = (await mediaDevices()?.enumerateDevices()) ?? [];
  const ofKind = (kind: MediaDeviceKind): Device[] =>
    found
      .filter((device) => device.kind === kind && device.deviceId !== 'communications')
      .map((device) => ({ id: device.deviceId, name: device.label }));
  return { cameras: ofKind('videoinput'), microphones: ofKind('audioinput') };
}

/** @returns whether a camera or microphone with this id can be opened now */
export async function isPluggedIn(id: string): Promise<boolean> {
  const { cameras, microphones } = await listDevices();
  return [...cameras, ...microphones].some((device) => device.id === id);
}

/** Calls `changed` whenever something is plugged in or out. @returns a function that ends it */
export function watchDevices(changed: () => void): () => void {
  const devices = mediaDevices();
  devices?.addEventListener('devicechange', changed);
  return () => devices?.removeEventListener('devicechange', changed);
}

/** @returns whether this browser can share a screen at all (phones cannot) */
export function canShareScreen(): boolean {
  return typeof mediaDevices()?.getDisplayMedia === 'function';
}

/**
 * @param id a device's id; null, or one that is not plugged in any more = the browser's default
 * @throws CaptureError
 */
export async function openCamera(id: string | null): Promise<MediaStreamTrack> {
  const video: MediaTrackConstraints = {
    width: { ideal: landscape.width },
    height: { ideal: landscape.height },
    frameRate: { ideal: framesPerSecond },
    ...(id ? { deviceId: { ideal: id } } : { facingMode: 'user' }),
  };
  return openUserTrack('camera', { video });
}

/**
 * @param id a device's id; null, or one that is not plugged in any more = the browser's default
 * @param isRaw switches echo cancellation, noise suppression and gain control off (for measuring tones)
 * @throws CaptureError
 */
export async function openMicrophone(id: string | null, isRaw = false): Promise<MediaStreamTrack> {
  const audio: MediaTrackConstraints = {
    echoCancellation: !isRaw,
    noiseSuppression: !isRaw,
    autoGainControl: !isRaw,
    ...(id && { deviceId: { ideal: id } }),
  };
  return openUserTrack('microphone', { audio });
}

/**
 * Lets the person choose a screen, window or tab. Must run in a click or key handler.
 * @throws CaptureError `refused` also when the picker was closed
 */
export async function openScreen(): Promise<ScreenTracks> {
  try {
    const stream = await mediaDevices()?.getDisplayMedia({
      video: { frameRate: { ideal: framesPerSecond } },
      audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    });
    const picture = stream?.getVideoTracks()[0];
    if (!picture) throw new CaptureError('screen', 'unsupported');
    return { picture, sound: stream.getAudioTracks()[0] ?? null };
  } catch (error) {
    throw error instanceof CaptureError ? error : new CaptureError('screen', refusalOf(error), error);
  }
}

async function openUserTrack(
  source: 'camera' | 'microphone',
  constraints: MediaStreamConstraints,
): Promise<MediaStreamTrack> {
  try {
    const track = (await mediaDevices()?.getUserMedia(constraints))?.getTracks()[0];
    if (!track) throw new CaptureError(source, 'unsupported');
    return track;
  } catch (error) {
    throw error instanceof CaptureError ? error : new CaptureError(source, refusalOf(error), error);
  }
}

/** Undefined on pages without https, against the DOM library's types. */
function mediaDevices(): MediaDevices | undefined {
  return globalThis.navigator?.mediaDevices;
}
