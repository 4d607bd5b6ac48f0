import { useEffect, useRef, useState } from 'react';
import type { BrowserSession } from '../../recorder/create-recorder-session';
import { watchDevices } from '../../recorder/devices';
import type { LostSource, StageChoice } from '../../recorder/stage';
import { rememberDevices, rememberedDevices } from './remembered-devices';

/** The chosen sources and the ways to change them. */
export interface SourceControl {
  choice: StageChoice;
  /** Opens what is chosen and remembers its devices. Must run in a click or key handler. */
  choose(next: StageChoice): Promise<void>;
  /** Decides against a source for this time; the next recording asks for it again. */
  goOnWithout(source: LostSource): void;
}

/** A screen is chosen anew every time, because browsers want a click for it. */
function firstChoice(): StageChoice {
  const { camera, microphone } = rememberedDevices();
  return { sources: 'camera', cameraId: camera?.id ?? null, microphoneId: microphone?.id ?? null };
}

/** What was chosen by hand; a name is only known while its device is the one that is open. */
function remember({ stage }: BrowserSession, { cameraId, microphoneId }: StageChoice): void {
  const before = rememberedDevices();
  const named = (source: 'camera' | 'microphone', id: string | null) => {
    if (id === null) return null;
    const isOpen = stage.deviceIdOf(source) === id;
    const known = before[source]?.id === id ? before[source].name : '';
    return { id, name: (isOpen && stage.trackOf(source)?.label) || known };
  };
  rememberDevices({ camera: named('camera', cameraId), microphone: named('microphone', microphoneId) });
}

function without(source: LostSource, choice: StageChoice): StageChoice {
  if (source === 'microphone') return { ...choice, microphoneId: 'none' };
  return { ...choice, sources: source === 'camera' ? 'screen' : 'camera' };
}

/** The chosen sources: opens the camera at once, and whatever is chosen afterwards. */
export function useSources(
  session: BrowserSession | null,
  lostSources: readonly LostSource[],
): SourceControl {
  const [chosen, setChosen] = useState<StageChoice>(firstChoice);

  const open = async (next: StageChoice): Promise<boolean> => {
    await session?.open(next);
    // A closed screen picker leaves everything as it was.
    if (session?.snapshot().refusal?.source === 'screen' && !session.stage.hasScreen) return false;
    setChosen(next);
    return true;
  };

  useEffect(() => {
    void session?.open(firstChoice());
  }, [session]);

  const isScreenGone = lostSources.includes('screen') && chosen.sources === 'screen-and-camera';
  const choice: StageChoice = isScreenGone ? { ...chosen, sources: 'camera' } : chosen;
  useReturningDevices(session, choice);
  return {
    choice,
    choose: async (next) => {
      if ((await open(next)) && session) remember(session, next);
    },
    goOnWithout: (source) => void open(without(source, choice)),
  };
}

/**
 * Before a recording, what is plugged in is taken at once: a device that was missing, or the one that was chosen in
 * place of its stand-in. While recording nothing changes by itself.
 */
function useReturningDevices(session: BrowserSession | null, choice: StageChoice): void {
  const wanted = useRef(choice);
  useEffect(() => {
    wanted.current = choice;
  });
  useEffect(() => {
    if (!session) return;
    return watchDevices(() => {
      const { phase, refusal, isOpening } = session.snapshot();
      const canChange = (phase === 'idle' || phase === 'ready') && !isOpening;
      const isRefused = refusal !== null && refusal.refusal !== 'missing';
      // A screen is only shared after a click.
      const needsClick = wanted.current.sources !== 'camera' && !session.stage.hasScreen;
      if (canChange && !isRefused && !needsClick) void session.open(wanted.current);
    });
  }, [session]);
}
