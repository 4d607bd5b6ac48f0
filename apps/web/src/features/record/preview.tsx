import { Stack, Text } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import type { BrowserSession } from '../../recorder/create-recorder-session';
import type { RecorderSnapshot } from '../../recorder/recorder-snapshot';
import { formatDuration } from '../../shared/format';
import { IconCamera } from '../../shared/icons';
import classes from './record.module.css';
import { recordTexts } from './record.texts';
import { useElapsed } from './use-elapsed';

interface PreviewProps {
  session: BrowserSession | null;
  snapshot: RecorderSnapshot;
  /** What lies over the picture without being recorded. */
  children?: ReactNode;
}

/** The composed picture as prospects will see it, with countdown and recorded time over it. */
export function Preview({ session, snapshot, children }: PreviewProps) {
  const video = useRef<HTMLVideoElement>(null);
  const elapsedMs = useElapsed(session, snapshot.phase);
  useEffect(() => {
    // Without the sound: nobody wants to hear themselves late.
    if (video.current && session)
      video.current.srcObject = new MediaStream(session.stage.stream.getVideoTracks());
  }, [session]);
  const { phase } = snapshot;
  const isCounting = phase === 'countdown' && snapshot.secondsLeft > 0;
  return (
    <div className={classes.frame}>
      <video
        ref={video}
        className={classes.picture}
        aria-label={recordTexts.preview}
        hidden={phase === 'idle'}
        autoPlay
        muted
        playsInline
      />
      {children}
      {phase === 'idle' && (
        <div className={classes.overlay}>
          <Stack align="center" gap="xs">
            <IconCamera size={40} stroke={1.2} aria-hidden />
            <Text>{snapshot.isOpening ? recordTexts.opening : recordTexts.previewEmpty}</Text>
          </Stack>
        </div>
      )}
      {isCounting && (
        <div className={`${classes.overlay} ${classes.countdown}`} aria-hidden>
          {snapshot.secondsLeft}
        </div>
      )}
      {(phase === 'recording' || phase === 'paused' || phase === 'stopping') && (
        <div className={classes.badge}>
          <span className={classes.dot} data-live={phase === 'recording' || undefined} aria-hidden />
          <span role="timer" aria-label={recordTexts.elapsed}>
            {formatDuration(Math.floor(elapsedMs / 1000) * 1000)}
          </span>
          {phase === 'paused' && recordTexts.paused}
          {phase === 'stopping' && recordTexts.stopping}
        </div>
      )}
    </div>
  );
}
