import type { Prospect } from '@app/contracts';
import { useCallback, useState } from 'react';
import type { BrowserSession } from '../../recorder/create-recorder-session';
import type { RecorderSnapshot } from '../../recorder/recorder-snapshot';
import { copyText } from '../../shared/copy';
import { useLook } from './look/use-look';
import { useOpening } from './opening/use-opening';
import { recordTexts } from './record.texts';
import { useScript } from './script/use-script';
import { trialKey } from './trial/trial.texts';
import { useTrial } from './trial/use-trial';
import { useKey } from './use-key';
import { useFreshDevices, usePermission } from './use-permission';
import { useRecordKeys } from './use-record-keys';
import { useSources } from './use-sources';
import { useWarnings } from './warnings/use-warnings';

interface Recording {
  session: BrowserSession | null;
  snapshot: RecorderSnapshot;
  /** For whom it is recorded; null = nobody in particular. */
  prospect: Prospect | null;
}

/** Everything that can be set, pressed or told before *Stop*, with its keys. */
export function useRecorderControls({ session, snapshot, prospect }: Recording) {
  const { phase, refusal } = snapshot;
  const sources = useSources(session, snapshot.lostSources);
  const { title, setTitle } = useTitle(snapshot);
  const start = useCallback(() => void session?.start(title), [session, title]);
  const stop = useCallback(() => {
    // Now, while the click still counts: browsers refuse the clipboard later.
    const url = session?.snapshot().video?.link.url;
    if (url) void copyText(url);
    void session?.stop();
  }, [session]);
  const look = useLook(session);
  useRecordKeys(session, { start, stop, toggleCameraFull: look.toggleCameraFull });
  const trial = useTrial(session, phase);
  useKey(trialKey.toLowerCase(), trial.start);
  const retryCapture = () =>
    void (refusal?.source === 'screen' ? session?.chooseScreen() : sources.choose(sources.choice));
  useFreshDevices();
  return {
    sources,
    title,
    setTitle,
    start,
    stop,
    look,
    script: useScript(),
    opening: useOpening({ session, phase, prospect }),
    trial,
    warnings: useWarnings(session, phase),
    retryCapture,
    permission: usePermission(refusal, retryCapture),
  };
}

/** What {@link useRecorderControls} gives. */
export type RecorderControls = ReturnType<typeof useRecorderControls>;

/** What was typed, or the title of the recording that is gone on with, or today's. */
function useTitle({ continued }: RecorderSnapshot) {
  const [today] = useState(() => recordTexts.defaultTitle(new Date()));
  const [typed, setTitle] = useState<string | null>(null);
  return { title: typed ?? continued?.title ?? today, setTitle };
}
