import { BeaconBatcher, type IncomingBeacon, IngestOverloadedError, signVisitToken } from '@app/tracking';
import { BeaconsService } from './beacons.service.js';

const keys = [{ id: '1', secret: 'the secret of the test' }];
const claims = { visitId: 'visit', linkId: 'l', videoId: 'v', videoVersion: 1, durationMs: 1000, load: 1 };
const token = signVisitToken({ ...claims, issuedAtMs: Date.now() }, keys);

/** A batcher that keeps what it is given, or refuses it. */
class FakeBatcher extends BeaconBatcher {
  readonly taken: IncomingBeacon[] = [];

  constructor(private readonly refusal?: Error) {
    super({
      connect: () => Promise.reject(new Error('none')),
      query: () => Promise.reject(new Error('none')),
    });
  }

  override submit(beacon: IncomingBeacon) {
    if (this.refusal) return Promise.reject(this.refusal);
    this.taken.push(beacon);
    return Promise.resolve({ result: 'stored' as const, acceptedSpans: 0 });
  }
}

describe('taking in a beacon', () => {
  it('reads text and JSON alike', async () => {
    const batcher = new FakeBatcher();
    const service = new BeaconsService(batcher, keys);
    await service.receive(JSON.stringify({ token, seq: 1 }));
    await service.receive({ token, seq: 2, spans: [{ from: 0, to: 5, elapsed: 5 }] });
    expect(batcher.taken).toMatchObject([
      { claims: { visitId: 'visit' }, seq: 1, spans: [], events: [] },
      {
        claims: { visitId: 'visit' },
        seq: 2,
        spans: [{ from: 0, to: 5, rate: 1, muted: false, elapsed: 5 }],
      },
    ]);
  });

  it('hands a bad token over as one, so that it is counted', async () => {
    const batcher = new FakeBatcher();
    await new BeaconsService(batcher, keys).receive({ token: 'forged', seq: 0 });
    expect(batcher.taken).toMatchObject([{ claims: null, seq: 0 }]);
  });

  it('asks to come back when too many wait, and lets no other failure pass for success', async () => {
    const busy = new BeaconsService(new FakeBatcher(new IngestOverloadedError(5000)), keys);
    await expect(busy.receive({ token, seq: 0 })).rejects.toMatchObject({
      code: 'overloaded',
      status: 503,
      details: { retryAfterSeconds: 5 },
    });
    const broken = new BeaconsService(new FakeBatcher(new Error('connection lost')), keys);
    await expect(broken.receive({ token, seq: 0 })).rejects.toThrow('connection lost');
  });

  it('limits each visit by itself', async () => {
    const service = new BeaconsService(new FakeBatcher(), keys);
    const other = signVisitToken({ ...claims, visitId: 'other', issuedAtMs: Date.now() }, keys);
    for (let seq = 0; seq < 5; seq++) await service.receive({ token, seq });
    await expect(service.receive({ token, seq: 5 })).rejects.toMatchObject({ code: 'too-many-requests' });
    await expect(service.receive({ token: other, seq: 5 })).resolves.toBeUndefined();
  });
});
