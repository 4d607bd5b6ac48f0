import type { WarningRule } from './warning-rule';

/** The camera is on and sends no new pictures; the slowest camera in the dark sends several a second. */
export const frozenCameraRule: WarningRule = {
  warning: 'frozen-camera',
  onAfterMs: 3000,
  offAfterMs: 800,
  judge({ camera }) {
    if (!camera) return 'good';
    if (camera.isMuted) return 'bad';
    if (camera.frames === null) return 'unknown';
    return camera.frames === 0 ? 'bad' : 'good';
  },
};

/**
 * The shared screen sends nothing. Pictures of a screen come only when it changes, so their number says nothing: it
 * is frozen when the browser says so, or when not even the first picture came.
 */
export const frozenScreenRule: WarningRule = {
  warning: 'frozen-screen',
  onAfterMs: 3000,
  offAfterMs: 800,
  judge({ screen }) {
    if (!screen) return 'good';
    return screen.isMuted || screen.brightness === null ? 'bad' : 'good';
  },
};
