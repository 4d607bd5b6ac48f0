import type { Beacon } from '@app/contracts';
import { sleep } from './visit.js';

/** Least time between two beacons, milliseconds: the server takes one every two seconds (4-tracking, "On the server" 7). */
const paceMs = 2100;
const longestWaitMs = 60_000;

/**
 * Sends beacons one by one, each until the server has confirmed it; a repeat under the same `seq` changes nothing.
 * What is new is collected by `next` until a beacon can leave, so quick seeking makes one beacon and not twenty.
 */
export class BeaconSender {
  private readonly unconfirmed: Beacon[] = [];
  private isWorking = false;

  /** @param next makes a beacon of all that is new, or nothing when there is nothing new */
  constructor(private readonly next: () => Beacon | undefined) {}

  /** There may be something new to send. */
  wake(): void {
    if (!this.isWorking) void this.work();
  }

  /**
   * The page may go away: hand everything that is not confirmed to the browser. It stays in line as well,
   * because nobody says whether such a beacon arrived.
   */
  handOver(): void {
    const fresh = this.next();
    if (fresh) this.unconfirmed.push(fresh);
    for (const beacon of this.unconfirmed) navigator.sendBeacon('/api/v1/beacons', JSON.stringify(beacon));
    this.wake();
  }

  private async work(): Promise<void> {
    this.isWorking = true;
    for (let failures = 0; ;) {
      const beacon = this.unconfirmed[0] ?? this.next();
      if (!beacon) break;
      if (this.unconfirmed[0] !== beacon) this.unconfirmed.push(beacon);
      const waitMs = await post(beacon).catch(() => -1);
      if (waitMs === 0) this.unconfirmed.shift();
      failures = waitMs === 0 ? 0 : failures + 1;
      await sleep(
        waitMs > 0 ? waitMs : failures === 0 ? paceMs : Math.min(longestWaitMs, 1000 * 2 ** failures),
      );
    }
    this.isWorking = false;
  }
}

/** 0: done (or not worth repeating); above 0: try again after so many milliseconds; −1: try again later. */
async function post(beacon: Beacon): Promise<number> {
  const reply = await fetch('/api/v1/beacons', {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify(beacon),
    keepalive: true,
  });
  if (reply.status !== 429 && reply.status < 500) return 0;
  return Number(reply.headers.get('retry-after')) * 1000 || -1;
}
