import type { PushSubscription, VapidKeys } from '@app/database';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { isIP } from 'node:net';
import { type SendOutcome, plainAnswer } from '../send-outcome.js';
import { PrivateAddressError, checkedLookup, isPublicAddress } from './public-address.js';

/** What a browser is to show; encrypted for it alone (RFC 8291). */
export interface OutgoingPush {
  readonly payload: string;
  /** For how long the push service keeps it for a browser that is away, seconds. */
  readonly ttlSeconds: number;
  readonly keys: VapidKeys;
  /** Whom a push service may complain to (RFC 8292): `mailto:` or `https:`. */
  readonly contact: string;
}

/** Where pushes may go, and whom to believe; the product's own are the public internet and its authorities. */
export interface PushNetwork {
  readonly isAllowed: (address: string) => boolean;
  /** Certificate of another authority, PEM. */
  readonly ca?: string;
}

const patienceMs = 20_000;

/**
 * Hands pushes to the services of browsers (RFC 8030). The addresses come from browsers, so they are nobody's word: only TLS,
 * only public addresses, checked at the connection, and no redirect is followed.
 */
export class PushSender {
  constructor(private readonly network: PushNetwork = { isAllowed: isPublicAddress }) {}

  /** Never throws for what the service or the network does. @throws when the browser's keys are no keys */
  async send(
    { endpoint, p256dh, auth }: Pick<PushSubscription, 'endpoint' | 'p256dh' | 'auth'>,
    { payload, ttlSeconds, keys, contact }: OutgoingPush,
  ): Promise<SendOutcome> {
    // It comes with the first push: a worker that sends none does not carry it.
    const { default: webPush } = await import('web-push');
    const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      TTL: ttlSeconds,
      vapidDetails: { subject: contact, ...keys },
    });
    return this.post(new URL(endpoint), { method: 'POST', headers: headers as Record<string, string> }, body);
  }

  private async post(url: URL, options: RequestOptions, body: Buffer | null): Promise<SendOutcome> {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (url.protocol !== 'https:' || (isIP(host) !== 0 && !this.network.isAllowed(host)))
      return { result: 'refused', isTemporary: false, code: 'push-refused' };
    let isBegun = false;
    const { isAllowed, ca } = this.network;
    const sending = request(url, {
      ...options,
      ...(ca === undefined ? {} : { ca }),
      agent: false,
      lookup: checkedLookup(isAllowed),
      signal: AbortSignal.timeout(patienceMs),
    });
    sending.once('socket', (socket) => socket.once('secureConnect', () => (isBegun = true)));
    sending.end(body ?? undefined);
    try {
      const [{ statusCode = 0 }] = (await once(sending, 'response')) as [IncomingMessage];
      return outcomeOf(statusCode);
    } catch (error) {
      return outcomeOfError(error as Error, isBegun);
    } finally {
      // What it says beside its status is of no use, and might have no end.
      sending.destroy();
    }
  }
}

/** RFC 8030, 5: any success is a promise to deliver; 404 and 410 say that the browser is gone. */
function outcomeOf(status: number): SendOutcome {
  const answer = `HTTP ${status}`;
  if (status >= 200 && status < 300) return { result: 'sent' };
  if (status === 404 || status === 410)
    return { result: 'refused', isTemporary: false, code: 'push-gone', answer };
  if (status === 429 || status >= 500)
    return { result: 'refused', isTemporary: true, code: 'push-busy', answer };
  return { result: 'refused', isTemporary: false, code: 'push-refused', answer };
}

/** Before the connection was secure nothing of the push has left. */
function outcomeOfError(error: Error, isBegun: boolean): SendOutcome {
  const answer = plainAnswer(error.message);
  if (error instanceof PrivateAddressError)
    return { result: 'refused', isTemporary: false, code: 'push-refused', answer };
  if (isBegun) return { result: 'unknown', code: 'connection-lost', answer };
  return { result: 'refused', isTemporary: true, code: 'push-unreachable', answer };
}
