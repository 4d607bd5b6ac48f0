import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { BrowserSession } from '../../recorder/create-recorder-session';
import { LiveCaptions, type LiveCaptionsState } from '../../recorder/live-captions';
import { browserRecogniser } from '../../recorder/speech-recogniser';
import { api } from '../../shared/api-client';

const noSubscription = () => () => undefined;
const off: LiveCaptionsState = { isOn: false, latest: '', isRefused: false, saving: 'none' };
const noSnapshot = () => off;

/** Live captions that follow a session; null where the browser has no speech recognition. */
export function useLiveCaptions(session: BrowserSession | null): LiveCaptions | null {
  const live = useMemo(() => {
    const createRecogniser = browserRecogniser();
    if (!session || !createRecogniser) return null;
    return new LiveCaptions({
      session,
      createRecogniser,
      save: (videoId, language, cues) =>
        api.put(`/videos/${videoId}/captions/${encodeURIComponent(language)}`, { source: 'live', cues }),
      setTimer: (act, ms) => setTimeout(act, ms),
    });
  }, [session]);
  useEffect(() => () => live?.close(), [live]);
  return live;
}

/** The state of live captions, rendered anew with every change. */
export function useLiveCaptionsState(live: LiveCaptions | null): LiveCaptionsState {
  return useSyncExternalStore(live?.subscribe ?? noSubscription, live?.snapshot ?? noSnapshot);
}
