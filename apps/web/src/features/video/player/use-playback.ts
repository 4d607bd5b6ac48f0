import { useCallback, useRef, useState } from 'react';

/** State and verbs of one `<video>`, fed by the handlers in `videoProps`. @param knownDurationMs 0 when not known */
export function usePlayback(knownDurationMs: number) {
  const ref = useRef<HTMLVideoElement>(null);
  const [positionMs, setPositionMs] = useState(0);
  const [durationMs, setDurationMs] = useState(knownDurationMs);
  const [isPlaying, setIsPlaying] = useState(false);
  const [isMuted, setIsMuted] = useState(false);
  const observe = useCallback(() => setPositionMs((ref.current?.currentTime ?? 0) * 1000), []);
  return {
    /** Reads the position now; the element itself tells it four times a second. */
    observe,
    positionMs,
    durationMs: durationMs || knownDurationMs,
    isPlaying,
    isMuted,
    toggle: () =>
      void (ref.current?.paused ? ref.current.play().catch(() => setIsPlaying(false)) : ref.current?.pause()),
    toggleSound: () => {
      if (ref.current) ref.current.muted = !ref.current.muted;
    },
    openFullScreen: () => void ref.current?.requestFullscreen?.(),
    seek: (toMs: number) => {
      setPositionMs(toMs);
      if (ref.current) ref.current.currentTime = toMs / 1000;
    },
    videoProps: {
      ref,
      onPlay: () => setIsPlaying(true),
      onPause: () => setIsPlaying(false),
      onVolumeChange: () => setIsMuted(ref.current?.muted ?? false),
      onTimeUpdate: observe,
      onDurationChange: () => {
        const seconds = ref.current?.duration ?? 0;
        if (Number.isFinite(seconds) && seconds > 0) setDurationMs(Math.round(seconds * 1000));
      },
    },
  };
}
