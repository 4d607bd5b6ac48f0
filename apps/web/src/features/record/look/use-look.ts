import { useEffect, useState } from 'react';
import type { BrowserSession } from '../../../recorder/create-recorder-session';
import type { Look } from '../../../recorder/look';
import { rememberedLook, rememberLook } from './look-store';

/** The look of the camera and the ways to change it. */
export interface LookControl {
  look: Look;
  change: (look: Look) => void;
  /** Screen and camera are both in the picture: the camera has a bubble, or covers the screen. */
  hasBoth: boolean;
  /** Lets the camera fill the picture, or gives the screen back. */
  toggleCameraFull: () => void;
}

/** The look of the camera: remembered, and in the picture as soon as it changes. */
export function useLook(session: BrowserSession | null): LookControl {
  const [look, setLook] = useState(() => rememberedLook(localStorage));
  useEffect(() => session?.stage.setLook(look), [session, look]);
  const change = (next: Look): void => {
    rememberLook(localStorage, next);
    setLook(next);
  };
  const hasBoth = (session?.stage.hasScreen && session.stage.hasCamera) ?? false;
  const toggleCameraFull = () => {
    if (hasBoth) change({ ...look, isCameraFull: !look.isCameraFull });
  };
  return { look, change, hasBoth, toggleCameraFull };
}
