import { useEffect, useState } from 'react';
import type { BrowserSession } from '../../recorder/create-recorder-session';
import type { RecorderPhase } from '../../recorder/recorder-state';

/** Recorded milliseconds, four times a second while recording. */
export function useElapsed(session: BrowserSession | null, phase: RecorderPhase): number {
  const [elapsedMs, setElapsedMs] = useState(0);
  useEffect(() => {
    const read = () => setElapsedMs(session?.elapsedMs() ?? 0);
    read();
    if (phase !== 'recording') return;
    const timer = setInterval(read, 250);
    return () => clearInterval(timer);
  }, [session, phase]);
  return elapsedMs;
}
