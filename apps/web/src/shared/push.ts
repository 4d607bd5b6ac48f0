import type { CreatePushSubscription } from '@app/contracts';
import { api } from './api-client';

/** Why notifications cannot be shown in this browser. */
export type PushObstacle = 'unsupported' | 'denied';

const workerAddress = '/push-worker.js';
/** Whose notifications this browser was asked to show: after another sign-in it goes on, for nobody else. */
const keptFor = 'outreel-push-for';

/** What stands in the way here; null when nothing does. */
export function pushObstacle(): PushObstacle | null {
  const isSupported = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  if (!isSupported) return 'unsupported';
  return Notification.permission === 'denied' ? 'denied' : null;
}

/**
 * Makes this browser show notifications; asks for the permission, so call it from a click.
 * @param publicKey of the server, base64url
 * @returns what stood in the way; null when it works
 * @throws ApiError, or the browser's error when its push service cannot be reached
 */
export async function startPush(publicKey: string, memberId: string): Promise<PushObstacle | null> {
  const obstacle = pushObstacle();
  if (obstacle) return obstacle;
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const { pushManager } = await readyWorker();
  const known = await pushManager.getSubscription();
  const isOfThisServer = known && keyOf(known) === publicKey;
  if (known && !isOfThisServer) await known.unsubscribe();
  const subscription = isOfThisServer
    ? known
    : await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
  await tell(subscription);
  localStorage.setItem(keptFor, memberId);
  return null;
}

/** Ends the notifications of this browser, as far as the browser goes. */
export async function stopPush(): Promise<void> {
  localStorage.removeItem(keptFor);
  await (await subscriptionHere())?.unsubscribe();
}

/** Tells the server again where this browser takes notifications: a subscription ends with its session, and may be renewed. */
export async function keepPush(memberId: string): Promise<void> {
  if (pushObstacle() || localStorage.getItem(keptFor) !== memberId) return;
  const subscription = await subscriptionHere();
  if (subscription) await tell(subscription);
}

async function readyWorker(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register(workerAddress);
  return navigator.serviceWorker.ready;
}

async function subscriptionHere(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

const tell = (subscription: PushSubscription) =>
  api.post('/push-subscriptions', subscription.toJSON() as CreatePushSubscription);

function keyOf({ options }: PushSubscription): string {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
