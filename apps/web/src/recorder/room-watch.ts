/** Watches how much this device can still take, so that a full disk is a warning first and never a loss. */
import type { Waiter } from './back-off';
import type { RecorderSnapshot } from './recorder-snapshot';

/** Below this the rep is warned: about ten minutes of recording. */
const lowBytes = 200_000_000;
/** Below this the recording ends: what is on its way still fits. */
const fullBytes = 30_000_000;
/** With less than this a recording does not begin in the journal: it would end at once. */
export const leastBytesToBegin = 60_000_000;
const lookMs = 5000;

/**
 * An estimate: current Chromiums answer with a roomy figure whatever is left, so there the write that fails is what ends
 * the recording (`RecordingUpload`).
 * @returns bytes that this origin may still store; Infinity where the browser does not tell
 */
export async function roomBytes(): Promise<number> {
  const told = await navigator.storage?.estimate?.().catch(() => undefined);
  const { quota, usage } = told ?? {};
  return quota === undefined || usage === undefined ? Infinity : quota - usage;
}

let hasAskedToStay = false;

/**
 * Asks the browser once not to throw recordings away when it tidies up. The answer changes nothing for the rep: without
 * it they are kept as long as there is room.
 */
export function askToStay(): void {
  if (hasAskedToStay) return;
  hasAskedToStay = true;
  void navigator.storage?.persist?.().catch(() => false);
}

/** What `room` says at so many bytes. */
export function roomOf(bytes: number): RecorderSnapshot['room'] {
  if (bytes < fullBytes) return 'full';
  return bytes < lowBytes ? 'low' : 'enough';
}

/**
 * Looks every few seconds until the device is full.
 * @param room bytes that are left
 * @param isWatching answers false when nothing is written any more
 * @param tell called with every change
 */
export async function watchRoom(
  room: () => Promise<number>,
  waiter: Waiter,
  isWatching: () => boolean,
  tell: (room: RecorderSnapshot['room']) => void,
): Promise<void> {
  let last: RecorderSnapshot['room'] = 'enough';
  while (isWatching() && last !== 'full') {
    // oxlint-disable-next-line no-await-in-loop
    const now = roomOf(await room());
    if (now !== last && isWatching()) tell(now);
    last = now;
    // oxlint-disable-next-line no-await-in-loop
    await waiter.wait(lookMs);
  }
}
