import { AppError, type Beacon, beaconSchema } from '@app/contracts';
import {
  BeaconBatcher,
  IngestOverloadedError,
  RateLimiter,
  type TokenKeyRing,
  trackingLimits,
  verifyVisitToken,
} from '@app/tracking';
import { Inject, Injectable } from '@nestjs/common';
import { tooMany } from './intake-guard.js';
import { VISIT_TOKEN_KEYS } from './visit-token-keys.js';

/** Takes in beacons: what a page has played. */
@Injectable()
export class BeaconsService {
  /** A refused beacon takes nothing from the bucket, so repeating it costs the visit nothing. */
  private readonly visits = new RateLimiter(trackingLimits.beacons);

  constructor(
    private readonly batcher: BeaconBatcher,
    @Inject(VISIT_TOKEN_KEYS) private readonly keys: TokenKeyRing,
  ) {}

  /**
   * Returns once the beacon is committed, or dropped for a reason that was counted; a bad token is such a reason.
   * @param body text (as `sendBeacon` sends it) or what JSON was parsed to
   * @throws invalid-request, too-many-requests, overloaded
   */
  async receive(body: unknown): Promise<void> {
    const { token, ...played } = parseBeacon(body);
    const receivedAtMs = Date.now();
    const claims = verifyVisitToken(token, this.keys, receivedAtMs);
    if (claims) this.limit(claims.visitId);
    await this.batcher.submit({ claims, ...played, receivedAtMs }).catch((error: unknown) => {
      if (error instanceof IngestOverloadedError)
        throw new AppError('overloaded', { retryAfterSeconds: error.retryAfterSeconds });
      throw error;
    });
  }

  private limit(visitId: string): void {
    const { isAllowed, retryAfterMs } = this.visits.take(visitId);
    if (!isAllowed) throw tooMany(retryAfterMs);
  }
}

/** @throws invalid-request */
export function parseBeacon(body: unknown): Beacon {
  const parsed = beaconSchema.safeParse(typeof body === 'string' ? parseJson(body) : body);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, 50);
  throw new AppError(
    'invalid-request',
    issues.map(({ path, message }) => ({ path: path.join('.'), message })),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AppError('invalid-request', [{ path: '', message: 'The beacon is not JSON' }]);
  }
}
