import { TimerWaiter } from './back-off';
import { openJournal } from './journal/open-journal';
import type { Owner } from './journal/journal';
import { createRunRecorder, findFormat } from './create-run-recorder';
import { FetchTusTransport } from './fetch-tus-transport';
import { RecorderSession } from './recorder-session';
import type { RecordingsApi } from './recordings-api';
import { askToStay, roomBytes } from './room-watch';
import { createGrowingSha256 } from './sha256';
import { Stage } from './stage';

/** The session on a real browser: its stage is a {@link Stage}. */
export type BrowserSession = RecorderSession<Stage>;

/**
 * Puts the recorder together for this browser.
 * @param api the app's API
 * @param owner who records
 */
export function createRecorderSession(api: RecordingsApi, owner: Owner): BrowserSession {
  return new RecorderSession({
    api,
    createStage: (sourceLost) => new Stage(sourceLost),
    findFormat,
    createRecorder: createRunRecorder,
    createTransport: (uploadUrl) => new FetchTusTransport(uploadUrl),
    createHash: createGrowingSha256,
    createWaiter: () => new TimerWaiter(),
    now: () => performance.now(),
    openJournal: () => {
      askToStay();
      return openJournal(owner);
    },
    isSameMember: async () => (await api.signedInMember()) === owner.memberId,
    roomBytes,
  });
}
