import type { LostSource } from '../../../recorder/stage';
import type { WarningKind } from '../../../recorder/warnings/measurement';

/** What happened, and what to do about it. */
interface NoticeText {
  title: string;
  text: string;
}

/** Texts of what can be wrong while recording. */
export const warningTexts: Record<WarningKind, NoticeText> = {
  'stalled-recording': {
    title: 'Nothing is being recorded',
    text: 'The browser’s encoder delivers nothing any more. Stop now, what was recorded before is kept, and record again. If it happens again, close other programs or use another browser.',
  },
  'silent-microphone': {
    title: 'No sound from the microphone',
    text: 'Nothing has been heard for a few seconds. Switch it on at the device, or choose another one.',
  },
  'clipping-microphone': {
    title: 'The microphone is too loud',
    text: 'Loud parts are distorted. Move away from it a little, or lower its level in the system settings.',
  },
  'black-camera': {
    title: 'The camera shows black',
    text: 'Open the cover of its lens or switch on a light, or choose another camera.',
  },
  'black-screen': {
    title: 'The shared screen is black',
    text: 'Protected films and some windows cannot be recorded. Share another window or the whole screen.',
  },
  'frozen-camera': {
    title: 'The camera stands still',
    text: 'It has stopped sending pictures. Another program may have taken it: close that, or choose another camera.',
  },
  'frozen-screen': {
    title: 'The shared screen sends no picture',
    text: 'The window may be minimised. Bring it back, or share another one.',
  },
  'dropped-frames': {
    title: 'This computer cannot keep up',
    text: 'Movement in the recording may stutter. Close other programs and tabs, or record the camera or the screen alone.',
  },
  'slow-upload': {
    title: 'The connection is slower than the recording',
    text: 'Nothing is lost: what is not sent yet waits here and follows after Stop. Pausing other uploads or video calls helps.',
  },
};

/** What goes on without a source. */
type WithoutIt = 'before' | 'going-on' | 'paused';

const camera = 'The camera was unplugged or taken away.';
const microphone = 'The microphone was unplugged or taken away.';
const screen = 'Sharing of the screen has ended.';

/** Texts of sources that ended by themselves: before a recording, while it goes on, and when nothing is left to see. */
export const lostTexts: Record<LostSource, { title: string } & Record<WithoutIt, string>> = {
  camera: {
    title: 'The camera is gone',
    before: `${camera} Choose another one.`,
    'going-on': `${camera} The recording goes on with your screen.`,
    paused: `${camera} The recording is paused. Choose another one, then resume, or stop.`,
  },
  microphone: {
    title: 'The microphone is gone',
    before: `${microphone} Choose another one, or record without sound.`,
    'going-on': `${microphone} There is no sound until you choose another one.`,
    paused: `${microphone} There is no sound until you choose another one.`,
  },
  screen: {
    title: 'The screen is not shared any more',
    before: `${screen} Share it again, or record your camera.`,
    'going-on': `${screen} The recording goes on with your camera.`,
    paused: `${screen} The recording is paused. Share a screen again, then resume, or stop.`,
  },
};

/** Buttons of the notices. */
export const noticeTexts = {
  use: (device: string) => `Use ${device}`,
  tryAgain: 'Try again',
  shareScreen: 'Share a screen',
  goOnWithout: 'Go on without',
  hide: 'Hide this notice',
  mended: (title: string) => `Solved: ${title}`,
  tabTitle: (title: string) => `⚠ ${title}`,
} as const;
