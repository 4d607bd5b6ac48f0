import { useEffect, useState } from 'react';
import type { BrowserSession } from '../../../recorder/create-recorder-session';
import type { BlurState } from '../../../recorder/blur/soft-camera';
import type { Look } from '../../../recorder/look';
import { rememberedLook, rememberLook } from './look-store';

/** The look of the camera and the ways to change it. */
export interface LookControl {
  look: Look;
  change: (look: Look) => void;
  /** Whether the background is out of focus as wanted. */
  blur: BlurState;
  /** Screen and camera are both in the picture: the camera has a bubble, or covers the screen. */
  hasBoth: boolean;
  /** Lets the camera fill the picture, or gives the screen back. */
  toggleCameraFull: () => void;
}

/** The look of the camera: remembered, and in the picture as soon as it changes. */
export function useLook(session: BrowserSession | null): LookControl {
  const [look, setLook] = useState(() => rememberedLook(localStorage));
  const [blur, setBlur] = useState<BlurState>('off');
  // Before the look is set: its first change is news already.
  useEffect(() => session?.stage.watchBlur(setBlur), [session]);
  useEffect(() => session?.stage.setLook(look), [session, look]);
  const change = (next: Look): void => {
    rememberLook(localStorage, next);
    setLook(next);
  };
  const hasBoth = (session?.stage.hasScreen && session.stage.hasCamera) ?? false;
  const toggleCameraFull = () => {
    if (hasBoth) change({ ...look, isCameraFull: !look.isCameraFull });
  };
  return { look, change, blur, hasBoth, toggleCameraFull };
}
