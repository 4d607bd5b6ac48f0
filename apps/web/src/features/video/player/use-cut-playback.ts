import { playedDurationMs, toSourceMs } from '@app/contracts';
import { useEffect } from 'react';
import { type CutFile, clockMsOf, fileMsOf, skipFrom } from './skip-cut';
import { usePlayback } from './use-playback';

interface CutPlayback extends CutFile {
  /** How long the file plays, milliseconds; 0 when not known. */
  fileMs: number;
}

/** Playback of a file through a cut: positions are those of the source, and what was cut is jumped over. */
export function useCutPlayback({ fileKept, shown, fileMs }: CutPlayback) {
  const playback = usePlayback(fileMs);
  const { isPlaying, seek, toggle, videoProps, observe } = playback;
  useEffect(() => {
    if (!isPlaying) return undefined;
    let frame = 0;
    const follow = () => {
      const video = videoProps.ref.current;
      const to =
        video && !video.seeking ? skipFrom({ fileKept, shown }, video.currentTime * 1000) : undefined;
      if (to === null) video?.pause();
      else if (to !== undefined && video) video.currentTime = to / 1000;
      observe();
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [isPlaying, fileKept, shown, videoProps.ref, observe]);
  const sourceMs = toSourceMs(fileKept, playback.positionMs);
  return {
    ...playback,
    /** Where it stands, source milliseconds. */
    sourceMs,
    /** Where it stands in what is played, and how long that is. */
    clockMs: clockMsOf(shown, sourceMs),
    clockLengthMs: playedDurationMs(shown, playback.durationMs),
    seekSource: (toMs: number) => seek(fileMsOf(fileKept, toMs)),
    toggle: () => {
      if (!isPlaying && skipFrom({ fileKept, shown }, playback.positionMs) === null)
        seek(fileMsOf(fileKept, shown?.[0]?.fromMs ?? 0));
      toggle();
    },
  };
}
