import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import type { BrowserSession } from '../../../recorder/create-recorder-session';
import type { RecorderPhase } from '../../../recorder/recorder-state';
import { readOn, scrolledPx } from './script-pace';

interface ScrollOptions {
  session: BrowserSession | null;
  phase: RecorderPhase;
  wordCount: number;
  wordsPerMinute: number;
  /** Height of a line in pixels. */
  lineStepPx: number;
}

/** Where the text was put last, to tell our own scrolling from the rep's. */
interface Reading {
  share: number;
  putPx: number;
}

/**
 * Moves a text along with the recording: from its beginning with every take, still in a pause. Scrolling by wheel,
 * finger or keys takes the reading there. @returns what goes on the scrolling element, and the way back to the top
 */
export function useScroll(options: ScrollOptions) {
  const area = useRef<HTMLElement>(null);
  const { session, phase, wordCount, wordsPerMinute, lineStepPx } = options;
  const isCalm = useReducedMotion();
  const reading = useRef<Reading>({ share: 0, putPx: 0 });
  const isNew = phase === 'ready' || phase === 'countdown';

  const toStart = () => {
    reading.current = { share: 0, putPx: 0 };
    if (area.current) area.current.scrollTop = 0;
  };
  useEffect(() => {
    if (!isNew) return;
    reading.current = { share: 0, putPx: 0 };
    if (area.current) area.current.scrollTop = 0;
  }, [isNew]);

  useEffect(() => {
    if (phase !== 'recording' || !session) return;
    let elapsedMs = session.elapsedMs();
    let request = 0;
    const move = () => {
      const element = area.current;
      const nowMs = session.elapsedMs();
      if (element) {
        const share = readOn(reading.current.share, nowMs - elapsedMs, wordCount, wordsPerMinute);
        const putPx = scrolledPx(share, wayOf(element), isCalm ? lineStepPx : null);
        reading.current = { share, putPx };
        element.scrollTop = putPx;
      }
      elapsedMs = nowMs;
      request = requestAnimationFrame(move);
    };
    request = requestAnimationFrame(move);
    return () => cancelAnimationFrame(request);
  }, [session, phase, wordCount, wordsPerMinute, lineStepPx, isCalm]);

  const onScroll = () => {
    const element = area.current;
    // Browsers round what we put; further away than a line is somebody's hand.
    if (!element || Math.abs(element.scrollTop - reading.current.putPx) < lineStepPx / 2) return;
    const share = Math.min(1, element.scrollTop / Math.max(1, wayOf(element)));
    reading.current = { share, putPx: element.scrollTop };
  };
  return { area, onScroll, toStart };
}

function wayOf(element: HTMLElement): number {
  return element.scrollHeight - element.clientHeight;
}
