import { BeaconBatcher, type IncomingBeacon, IngestOverloadedError, type SqlPool } from '@app/tracking';
import * as fc from 'fast-check';
import { type ModelBeacon, playOut } from '../support/playback-model.js';
import {
  beacon,
  createLink,
  createTrackingWorld,
  dropCounts,
  noon,
  open,
  person,
  played,
  span,
  topicsOf,
  type TrackingWorld,
  visitRow,
  type WorldVisit,
} from '../support/tracking-world.js';

const durationMs = 60_000;
let world: TrackingWorld;
let opened = 0;
beforeAll(async () => {
  world = await createTrackingWorld();
});
afterAll(() => world.close());

/** A visit of its own visitor on its own link. */
async function newVisit(): Promise<WorldVisit> {
  opened += 1;
  const caller = { ...person, address: `10.${Math.floor(opened / 250)}.${opened % 250}.1` };
  return open(world, await createLink(world, { isPersonal: false }), { caller });
}
const incoming = (visit: WorldVisit, each: ModelBeacon): IncomingBeacon => ({
  claims: visit.claims,
  seq: each.seq,
  spans: each.spans,
  events: each.hasGesture ? [played] : [],
  receivedAtMs: each.atMs,
});

const anySpan = fc
  .record({
    from: fc.integer({ min: -1, max: 64_000 }),
    length: fc.oneof(fc.integer({ min: 1, max: 12_000 }), fc.integer({ min: -5, max: 130_000 })),
    rate: fc.constantFrom(0.5, 1, 1, 1, 2, 4, 4.5),
    muted: fc.boolean(),
    honesty: fc.constantFrom(1, 1, 1, 0.3),
  })
  .map(({ from, length, rate, muted, honesty }) => {
    const elapsed = Math.max(0, Math.round((length / rate) * honesty));
    return { from, to: from + length, rate, muted, elapsed };
  });
/** Beacons in order of arrival, with repeats of a seq and one that comes a day late now and then. */
const sequence = fc
  .array(
    fc.record({
      seq: fc.nat(12),
      // Two in one millisecond are put into an order of their own, if they come in one batch.
      waitMs: fc.integer({ min: 1, max: 15_000 }),
      isLate: fc.constantFrom(...Array.from({ length: 19 }, () => false), true),
      spans: fc.array(anySpan, { maxLength: 5 }),
      hasGesture: fc.boolean(),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((list) => {
    let atMs = noon;
    return list.map(({ waitMs, isLate, ...rest }) => {
      atMs += isLate ? 24 * 3_600_000 : waitMs;
      return { ...rest, atMs };
    });
  });

describe('a sequence of beacons', () => {
  it('comes to what the plain model says, however it falls into batches', async () => {
    await fc.assert(
      fc.asyncProperty(sequence, fc.integer({ min: 1, max: 8 }), async (beacons, maxBatch) => {
        const visit = await newVisit();
        const before = await dropCounts(world);
        const batcher = new BeaconBatcher(world.pool, { maxBatch });
        const outcomes = await Promise.all(beacons.map((each) => batcher.submit(incoming(visit, each))));
        const expected = playOut(durationMs, noon, beacons);
        expect(await visitRow(world, visit.id)).toMatchObject({
          watched_ms: expected.watchedMs,
          accepted: expected.acceptedMs,
          beacon_count: expected.beaconCount,
          is_viewed: expected.isViewed,
          is_completed: expected.isCompleted,
          milestones: expected.milestones,
        });
        expect(outcomes.filter(({ result }) => result === 'stored')).toHaveLength(expected.beaconCount);
        expect(difference(await dropCounts(world), before)).toEqual(expected.drops);
        const topics = ['visit.started', ...(expected.isViewed ? ['view.counted'] : [])];
        const told = expected.milestones.map((milestone) => `milestone.reached ${milestone}`);
        expect((await topicsOf(world, visit.id)).toSorted()).toEqual([...topics, ...told].toSorted());
      }),
      { numRuns: 40, endOnFailure: true },
    );
  }, 120_000);

  it('of an honest player comes to the same shuffled, repeated and through two processes at once', async () => {
    const positions = fc.array(fc.nat(55_000), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(
        positions,
        fc.integer({ min: 1, max: 6 }),
        fc.infiniteStream(fc.nat()),
        async (froms, maxBatch, order) => {
          const visit = await newVisit();
          const honest = froms.map((from, seq): ModelBeacon => ({
            seq,
            atMs: noon + 5_000 * (seq + 1),
            spans: [span(from, from + 5_000)],
            hasGesture: seq === 0,
          }));
          const shuffled = [...honest, ...honest]
            .map((each) => ({ each, key: order.next().value as number }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ each }) => incoming(visit, each));
          const processes = [1, 2].map(() => new BeaconBatcher(world.pool, { maxBatch }));
          await Promise.all(shuffled.map((each, index) => processes[index % 2]?.submit(each)));
          const expected = playOut(durationMs, noon, honest);
          expect(await visitRow(world, visit.id)).toMatchObject({
            watched_ms: expected.watchedMs,
            accepted: expected.acceptedMs,
            beacon_count: expected.beaconCount,
            is_viewed: expected.isViewed,
            milestones: expected.milestones,
          });
          const topics = await topicsOf(world, visit.id);
          expect(new Set(topics).size).toBe(topics.length);
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
  }, 120_000);

  it('computes the union as int4multirange does', async () => {
    const visit = await newVisit();
    const batcher = new BeaconBatcher(world.pool);
    await batcher.submit(
      beacon(visit, 0, 0, span(0, 5_000), span(8_000, 9_000), span(4_000, 7_000), span(9_000, 9_500)),
    );
    const { rows } = await world.pool.query(
      `select range_agg(r)::text as ranges from beacons, unnest(ranges) r where visit_id = $1`,
      [visit.id],
    );
    expect(await visitRow(world, visit.id)).toMatchObject({ watched: rows[0]?.ranges });
  });
});

describe('single beacons', () => {
  it('of a reloaded page count anew from seq 0', async () => {
    const link = await createLink(world, { isPersonal: false });
    const caller = { ...person, address: '192.0.2.77' };
    const first = await open(world, link, { caller });
    const reloaded = await open(world, link, { caller, nowMs: noon + 30_000 });
    const batcher = new BeaconBatcher(world.pool);
    expect(await batcher.submit(beacon(first, 0, 0, span(0, 5_000)))).toEqual({
      result: 'stored',
      acceptedSpans: 1,
    });
    expect(await batcher.submit(beacon(reloaded, 0, 30_000, span(5_000, 9_000)))).toMatchObject({
      result: 'stored',
    });
    expect(await batcher.submit(beacon(reloaded, 0, 31_000, span(9_000, 12_000)))).toMatchObject({
      result: 'duplicate',
    });
    expect(await visitRow(world, first.id)).toMatchObject({ watched_ms: 9_000, load_count: 2 });
  });

  it('that cannot be counted are named, not thrown', async () => {
    const visit = await newVisit();
    const batcher = new BeaconBatcher(world.pool);
    const before = await dropCounts(world);
    const gone = { ...visit, claims: { ...visit.claims, visitId: world.team } };
    const results = await Promise.all([
      batcher.submit({ ...beacon(visit, 0, 0), claims: null }),
      batcher.submit(beacon(gone, 0, 0, span(0, 1_000))),
      batcher.submit(beacon(visit, 1, 24 * 3_600_000 + 1, span(0, 1_000))),
    ]);
    expect(results.map(({ result }) => result)).toEqual(['bad_token', 'unknown_visit', 'too_late']);
    expect(difference(await dropCounts(world), before)).toEqual({
      bad_token: 1,
      unknown_visit: 1,
      too_late: 1,
    });
  });

  it('that the database cannot hold do not take their neighbours along', async () => {
    const visit = await newVisit();
    const batcher = new BeaconBatcher(world.pool);
    const poison = { ...beacon(visit, 1, 0), events: [{ type: 'in\u0000put', isTrusted: true }] };
    const [good, bad] = await Promise.allSettled([
      batcher.submit(beacon(visit, 0, 0, span(0, 5_000))),
      batcher.submit(poison),
    ]);
    expect([good.status, bad.status]).toEqual(['fulfilled', 'rejected']);
    expect(await visitRow(world, visit.id)).toMatchObject({ watched_ms: 5_000, beacon_count: 1 });
  });

  it('of a bot are kept and never become a view', async () => {
    const link = await createLink(world);
    const visit = await open(world, link, {
      caller: { ...person, address: '192.0.2.99' },
      isWebdriver: true,
    });
    const batcher = new BeaconBatcher(world.pool);
    await batcher.submit(beacon(visit, 0, 0, span(0, 20_000)));
    expect(await visitRow(world, visit.id)).toMatchObject({
      class: 'automation',
      watched_ms: 20_000,
      is_viewed: false,
    });
    expect(await topicsOf(world, visit.id)).toEqual([]);
  });
});

describe('under pressure', () => {
  it('refuses by name when too many wait, and takes no more than it said', async () => {
    const visit = await newVisit();
    const batcher = new BeaconBatcher(world.pool, { maxWaiting: 10 });
    const all = await Promise.allSettled(
      Array.from({ length: 15 }, (_, seq) => batcher.submit(beacon(visit, seq, 0, span(0, 1_000)))),
    );
    const refused = all.filter((each) => each.status === 'rejected');
    expect(refused).toHaveLength(5);
    expect(refused.every(({ reason }) => reason instanceof IngestOverloadedError)).toBe(true);
    expect(await visitRow(world, visit.id)).toMatchObject({ beacon_count: 10 });
  });

  it('loses no acknowledged beacon and counts none twice while connections are being killed', async () => {
    const visit = await newVisit();
    let failures = 0;
    const batcher = new BeaconBatcher(
      failingPool(world.pool, () => (failures += 1)),
      { maxBatch: 3 },
    );
    const untilAcknowledged = async (each: IncomingBeacon): Promise<void> => {
      for (let attempt = 0; attempt < 100; attempt += 1) {
        const outcome = await batcher.submit(each).catch(() => null);
        if (outcome) return;
      }
      throw new Error('A beacon was never acknowledged.');
    };
    const beacons = Array.from({ length: 40 }, (_, seq) =>
      beacon(visit, seq, seq * 1_000, span(seq * 1_500, (seq + 1) * 1_500)),
    );
    await Promise.all(beacons.map(untilAcknowledged));
    expect(failures).toBeGreaterThan(5);
    expect(await visitRow(world, visit.id)).toMatchObject({
      watched_ms: 60_000,
      accepted: 60_000,
      beacon_count: 40,
    });
    const topics = await topicsOf(world, visit.id);
    expect(topics).toHaveLength(new Set(topics).size);
    expect(topics).toContain('view.counted');
  });
});

/** Ends the session of every other transaction: in turn before its commit, or right after it, so that the answer is lost. */
function failingPool(pool: TrackingWorld['pool'], onFailure: () => void): SqlPool {
  let turn = 0;
  return {
    query: (text, params) => pool.query(text, params) as never,
    connect: async () => {
      const client = await pool.connect();
      const { rows } = await client.query('select pg_backend_pid() as pid');
      client.on('error', () => undefined);
      turn += 1;
      const moment = ['none', 'before', 'none', 'after'][turn % 4];
      return {
        release: (error) => client.release(error),
        query: async (text: string, params?: unknown[]) => {
          const isCommit = text === 'commit' && moment !== 'none';
          if (isCommit) onFailure();
          if (isCommit && moment === 'before')
            await pool.query('select pg_terminate_backend($1)', [rows[0].pid]);
          const result = await client.query(text, params);
          if (isCommit && moment === 'after') throw new Error('The answer to the commit was lost.');
          return result as never;
        },
      };
    },
  };
}

function difference(after: Record<string, number>, before: Record<string, number>): Record<string, number> {
  const grown = Object.entries(after).map(
    ([reason, count]) => [reason, count - (before[reason] ?? 0)] as const,
  );
  return Object.fromEntries(grown.filter(([, count]) => count > 0));
}
