import '@fontsource-variable/caveat/index.css';
import type { Prospect } from '@app/contracts';
import { useEffect, useMemo, useState } from 'react';
import { drawCard, type Card } from '../../../recorder/card-image';
import type { BrowserSession } from '../../../recorder/create-recorder-session';
import type { RecorderPhase } from '../../../recorder/recorder-state';
import { personName } from '../../../shared/person-name';
import { rememberedOpening, rememberOpening, type Opening } from './opening-store';

/** What a recording opens with, and the way to change it. */
export interface OpeningControl {
  opening: Opening;
  change: (change: Partial<Opening>) => void;
  /** null = it opens with the picture: nothing was chosen, or there is nothing to write. */
  card: Card | null;
}

interface OpeningParts {
  session: BrowserSession | null;
  phase: RecorderPhase;
  prospect: Prospect | null;
}

/** The card of a recording: on the picture from the countdown on, gone after its seconds of recorded time. */
export function useOpening({ session, phase, prospect }: OpeningParts): OpeningControl {
  const [opening, setOpening] = useState(() => rememberedOpening(localStorage));
  const change = (changed: Partial<Opening>): void => {
    const next = { ...opening, ...changed };
    rememberOpening(localStorage, next);
    setOpening(next);
  };
  const card = useMemo(() => cardOf(opening, prospect), [opening, prospect]);
  useCountdownCard(session, phase, card);
  useCardEnd(session, phase, opening.seconds * 1000);
  return { opening, change, card };
}

function cardOf({ kind, text }: Opening, prospect: Prospect | null): Card | null {
  if (kind === 'none') return null;
  const written = kind === 'title' ? text : prospect && personName(prospect);
  if (!written?.trim()) return null;
  // The deepest shade of the app's one accent: white text stays readable on it.
  const accent = getComputedStyle(document.documentElement).getPropertyValue('--mantine-color-accent-8');
  return { kind, text: written, accent };
}

function useCountdownCard(session: BrowserSession | null, phase: RecorderPhase, card: Card | null): void {
  useEffect(() => {
    if (!session || !card || phase !== 'countdown') return;
    let isWanted = true;
    void drawCard(card, session.stage.picture).then((image) => {
      if (isWanted) session.stage.setCard(image);
      else image.close();
    });
    return () => {
      isWanted = false;
    };
  }, [session, card, phase]);
}

/** By recorded time: a pause within the card's seconds keeps it. */
function useCardEnd(session: BrowserSession | null, phase: RecorderPhase, shownMs: number): void {
  useEffect(() => {
    if (!session || phase === 'countdown' || phase === 'paused') return;
    if (phase !== 'recording') return session.stage.setCard(null);
    const leftMs = Math.max(0, shownMs - session.elapsedMs());
    const timer = setTimeout(() => session.stage.setCard(null), leftMs);
    return () => clearTimeout(timer);
  }, [session, phase, shownMs]);
}
