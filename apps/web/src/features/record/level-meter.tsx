import { Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { BrowserSession } from '../../recorder/create-recorder-session';
import classes from './record.module.css';
import { recordTexts } from './record.texts';

/** Below this a microphone delivers nothing but its own noise. */
const audibleLevel = 0.12;
const silenceMs = 6000;

/** The microphone's level as a bar; says so when nothing comes in for a while. */
export function LevelMeter({ session }: { session: BrowserSession }) {
  const bar = useRef<HTMLDivElement>(null);
  const meter = useRef<HTMLMeterElement>(null);
  const [isSilent, setIsSilent] = useState(false);
  useEffect(() => {
    let heardAt = performance.now();
    return session.stage.watchLevel(({ level, peak }) => {
      const now = performance.now();
      if (level > audibleLevel) heardAt = now;
      setIsSilent(now - heardAt > silenceMs);
      // Written past React: thirty renders a second for a bar would cost the recording.
      bar.current?.style.setProperty('--level', level.toFixed(3));
      bar.current?.style.setProperty('--peak', peak.toFixed(3));
      if (meter.current) meter.current.value = level;
    });
  }, [session]);
  return (
    <div>
      <VisuallyHidden>
        <meter ref={meter} aria-label={recordTexts.level} />
      </VisuallyHidden>
      <div ref={bar} className={classes.level} aria-hidden>
        <div className={classes.levelBar} />
        <div className={classes.levelPeak} />
      </div>
      <Text size="xs" c="dimmed" mt={6} mih={isSilent ? undefined : 0}>
        {isSilent && recordTexts.levelSilent}
      </Text>
    </div>
  );
}
