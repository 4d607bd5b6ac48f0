import { useEffect, useState } from 'react';
import type { BrowserSession } from '../../../recorder/create-recorder-session';
import type { RecorderPhase } from '../../../recorder/recorder-state';
import type { WarningKind } from '../../../recorder/warnings/measurement';
import { watchForWarnings } from '../../../recorder/warnings/warning-monitor';
import { noticeTexts, warningTexts } from './warnings.texts';

/** What is wrong right now. */
export interface StandingWarnings {
  /** Without those that the person has hidden. */
  shown: readonly WarningKind[];
  /** What a screen reader says of a warning that has gone away by itself; empty at first. */
  mended: string;
  /** Hides a warning until it has gone and come again. */
  hide(warning: WarningKind): void;
}

interface Watched {
  standing: readonly WarningKind[];
  hidden: readonly WarningKind[];
  mended: string;
}

const nothing: Watched = { standing: [], hidden: [], mended: '' };

/** The warnings that stood and do not stand any more are mended. */
function next(before: Watched, standing: readonly WarningKind[]): Watched {
  const [mended] = before.standing.filter((warning) => !standing.includes(warning));
  return {
    standing,
    hidden: before.hidden.filter((warning) => standing.includes(warning)),
    mended: mended ? noticeTexts.mended(warningTexts[mended].title) : before.mended,
  };
}

/** Watches from the first recorded moment to the last. The title of the tab tells what is wrong to who looks elsewhere. */
export function useWarnings(session: BrowserSession | null, phase: RecorderPhase): StandingWarnings {
  const [watched, setWatched] = useState(nothing);
  const isWatching = phase === 'recording' || phase === 'paused';
  useEffect(() => {
    if (!session || !isWatching) return;
    const end = watchForWarnings(session, (standing) => setWatched((before) => next(before, standing)));
    return () => {
      end();
      setWatched(nothing);
    };
  }, [session, isWatching]);
  const shown = watched.standing.filter((warning) => !watched.hidden.includes(warning));
  useTabTitle(shown[0]);
  const hide = (warning: WarningKind) =>
    setWatched((before) => ({ ...before, hidden: [...before.hidden, warning] }));
  return { shown, mended: watched.mended, hide };
}

function useTabTitle(warning: WarningKind | undefined): void {
  useEffect(() => {
    if (!warning) return;
    const before = document.title;
    document.title = noticeTexts.tabTitle(warningTexts[warning].title);
    return () => {
      document.title = before;
    };
  }, [warning]);
}
