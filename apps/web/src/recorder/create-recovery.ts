import { TimerWaiter } from './back-off';
import { FetchTusTransport } from './fetch-tus-transport';
import type { Owner } from './journal/journal';
import { openJournal } from './journal/open-journal';
import { FetchRecordingsApi } from './recordings-api';
import { Recovery } from './recovery';
import { roomBytes } from './room-watch';
import { createGrowingSha256 } from './sha256';

const recoveries = new Map<string, Recovery>();

/** The recovery of a member in this tab: the same for every screen, so that what is being sent goes on behind them. */
export function recoveryFor(owner: Owner): Recovery {
  const known = recoveries.get(owner.memberId);
  if (known) return known;
  const api = new FetchRecordingsApi();
  const recovery = new Recovery({
    api,
    createTransport: (uploadUrl) => new FetchTusTransport(uploadUrl),
    createHash: createGrowingSha256,
    createWaiter: () => new TimerWaiter(),
    now: () => performance.now(),
    openJournal: () => openJournal(owner),
    isSameMember: async () => (await api.signedInMember()) === owner.memberId,
    roomBytes,
    wallClock: () => Date.now(),
  });
  recoveries.set(owner.memberId, recovery);
  return recovery;
}
