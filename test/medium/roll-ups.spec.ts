import {
  BeaconBatcher,
  catchUp,
  campaignFigures,
  findRollUpDifferences,
  memberLeaderboard,
  overview,
  rawMembers,
  rawRetention,
  rebuildWorkspace,
  recordHit,
  videoRetention,
  viewSums,
} from '@app/tracking';
import type { FunnelStep } from '@app/contracts';
import { array, assert, asyncProperty } from 'fast-check';
import { startOfDay } from '../../apps/api/src/figures/zone-days.js';
import { FiguresModel, type ModelDay, type Selection } from '../support/figures-model.js';
import { happening, RollUpScene } from '../support/roll-up-scene.js';
import {
  beacon,
  createLink,
  createTrackingWorld,
  noon,
  open,
  person,
  span,
  type TrackingWorld,
} from '../support/tracking-world.js';

jest.setTimeout(600_000);

/** More of them find more; a sequence is some fifty happenings. */
const sequences = Number(process.env['ROLL_UP_SEQUENCES'] ?? 15);
const none = {
  link_days: 0,
  link_states: 0,
  scope_days: 0,
  scope_cohorts: 0,
  scope_people: 0,
  scope_people_months: 0,
};
const days = ['2024-03-29', '2024-03-30', '2024-03-31', '2024-04-01', '2024-04-02', '2024-04-03'];

let world: TrackingWorld;

beforeAll(async () => {
  world = await createTrackingWorld();
});
afterAll(() => world.close());

const any = <Item>(items: readonly Item[]) => [undefined, ...items];

/** Every selection that the routes know. */
function selectionsOf({ teams, members, campaigns, videos }: RollUpScene): Selection[] {
  const combined = any(teams).flatMap((teamId) =>
    any(members).flatMap((memberId) =>
      any(campaigns).map((campaignId) => ({ teamId, memberId, campaignId })),
    ),
  );
  return [...combined, ...videos.map((videoId) => ({ videoId }))];
}

async function keptDays(scene: RollUpScene, selection: Selection): Promise<Map<string, ModelDay>> {
  const { teamId, memberId, campaignId, videoId } = selection;
  const { rows } = await world.pool.query(
    `select day::text, opens, views, halves, clicks, replies, bookings, excluded, shares::float8 from scope_days
     where workspace_id = $1 and scope = roll_up_scope($2, $3, $4, $5)
       and (opens <> 0 or views <> 0 or halves <> 0 or clicks <> 0 or replies <> 0 or bookings <> 0 or excluded <> 0 or shares <> 0)`,
    [scene.workspace, teamId ?? null, memberId ?? null, campaignId ?? null, videoId ?? null],
  );
  return new Map(rows.map(({ day, ...sums }) => [day, sums]));
}

const clicked = 4;
const asFunnel = (counts: number[][], canClick: boolean) =>
  counts.map((count, step) => {
    if (step === clicked && !canClick) return [null, null];
    const back = step === clicked + 1 && !canClick ? 2 : 1;
    const before = counts[step - back]?.[0] ?? 0;
    return [count[0], before > 0 ? count[back]! / before : null];
  });
const funnelOf = (steps: readonly FunnelStep[]) => steps.map(({ count, ofPrevious }) => [count, ofPrevious]);
/** Nothing is said of bookings where there are none. */
const withoutBooked = (funnel: unknown[]) => funnel.slice(0, 6);

/** Means of fractions differ in their last digits. */
const close = (members: object[]) =>
  JSON.parse(JSON.stringify(members), (_, value) =>
    typeof value === 'number' ? Number(value.toFixed(7)) : value,
  );

/** Periods of whole months, with and without days around them. */
async function compareMonths(scene: RollUpScene, model: FiguresModel, zone: string): Promise<void> {
  for (const [from, to] of [
    ['2024-03-01', '2024-04-01'],
    ['2024-03-30', '2024-05-01'],
    ['2024-02-20', '2024-04-03'],
  ] as const)
    for (const selection of selectionsOf(scene).filter(({ videoId }) => !videoId)) {
      const period = {
        timeZone: zone,
        from: new Date(startOfDay(from, zone)),
        to: new Date(startOfDay(to, zone)),
      };
      const { funnel } = await overview(
        world.pool,
        { workspaceId: scene.workspace, ...period, ...selection },
        'event',
      );
      const last = new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10);
      expect([from, selection, withoutBooked(funnelOf(funnel))]).toEqual([
        from,
        selection,
        withoutBooked(asFunnel(model.eventFunnel(selection, from, last), model.canClick(selection))),
      ]);
    }
}

async function compare(scene: RollUpScene): Promise<void> {
  const zone = await catchUp(world.pool, scene.workspace, 50);
  expect(await findRollUpDifferences(world.pool, scene.workspace, zone)).toEqual(none);
  const model = await FiguresModel.read(world.pool, scene.workspace, zone);
  for (const selection of selectionsOf(scene))
    expect([selection, await keptDays(scene, selection)]).toEqual([selection, model.days(selection)]);
  for (const [first, last] of [
    [0, 5],
    [1, 1],
    [2, 3],
  ] as const) {
    const [from, to] = [days[first]!, days[last]!];
    const period = {
      timeZone: zone,
      from: new Date(startOfDay(from, zone)),
      to: new Date(startOfDay(days[last + 1] ?? '2024-04-04', zone)),
    };
    const scopes = selectionsOf(scene).filter(({ videoId }) => !videoId);
    for (const selection of scopes) {
      const scope = { workspaceId: scene.workspace, ...period, ...selection };
      const bySent = await overview(world.pool, scope, 'sent');
      expect(withoutBooked(funnelOf(bySent.funnel))).toEqual(
        withoutBooked(asFunnel(model.sentFunnel(selection, from, to), model.canClick(selection, [from, to]))),
      );
      const byEvent = await overview(world.pool, scope, 'event');
      expect(withoutBooked(funnelOf(byEvent.funnel))).toEqual(
        withoutBooked(asFunnel(model.eventFunnel(selection, from, to), model.canClick(selection))),
      );
      // Nothing happens in that millisecond, but the period is not one of whole days any more.
      const raw = { ...scope, from: new Date(scope.from.getTime() - 1) };
      expect((await overview(world.pool, raw, 'sent')).funnel).toEqual(bySent.funnel);
      expect((await overview(world.pool, raw, 'event')).funnel).toEqual(byEvent.funnel);
      expect(byEvent.viewsByDay.map(({ day }) => day)).toEqual(days.slice(first, last + 1));
      const members = await memberLeaderboard(world.pool, scope);
      expect(close(members)).toEqual(close(await rawMembers(world.pool, scope)));
      expect(members.map((member) => member.clicked)).toEqual(
        members.map(({ memberId }) => {
          const own = { ...selection, memberId };
          return asFunnel(model.sentFunnel(own, from, to), model.canClick(own, [from, to]))[clicked]![0];
        }),
      );
    }
    await compareRetention(scene, period);
  }
  await compareMonths(scene, model, zone);
  await compareSums(scene, model);
}

async function compareRetention(
  scene: RollUpScene,
  period: { from: Date; to: Date; timeZone: string },
): Promise<void> {
  for (const videoId of scene.videos) {
    const request = {
      workspaceId: scene.workspace,
      videoId,
      timeZone: period.timeZone,
      bucketCount: 7,
      sourceMs: 60_000,
      period,
    };
    const [kept, raw] = [await videoRetention(world.pool, request), await rawRetention(world.pool, request)];
    expect([kept.viewCount, kept.durationMs, kept.buckets.length]).toEqual([
      raw.viewCount,
      raw.durationMs,
      raw.buckets.length,
    ]);
    kept.buckets.forEach((bucket, index) => {
      expect(bucket.curve).toBeCloseTo(raw.buckets[index]!.curve, 9);
      expect(bucket.heat).toBeCloseTo(raw.buckets[index]!.heat, 9);
    });
  }
}

async function compareSums(scene: RollUpScene, model: FiguresModel): Promise<void> {
  const kinds = [
    ['link', 'link_id', scene.links.map(({ linkId }) => linkId)],
    ['video', 'video_id', scene.videos],
    ['prospect', 'prospect_id', scene.prospects],
  ] as const;
  for (const [kind, column, ids] of kinds) {
    const sums = await viewSums(world.pool, scene.workspace, kind, ids);
    for (const id of ids) {
      const [opens, views, shares] = model.sums(column, id);
      const found = sums.get(id);
      expect([kind, found?.openCount ?? 0, found?.viewCount ?? 0]).toEqual([kind, opens, views]);
      if (views > 0) expect(found?.averageWatchedShare).toBeCloseTo(shares / views, 7);
    }
  }
  for (const campaignId of scene.campaigns) {
    const figures = await campaignFigures(world.pool, scene.workspace, campaignId);
    const counts = model.sentFunnel({ campaignId }, '2000-01-01', '3000-01-01');
    const canClick = model.canClick({ campaignId }, ['2000-01-01', '3000-01-01']);
    expect(withoutBooked(funnelOf(figures!.funnel))).toEqual(withoutBooked(asFunnel(counts, canClick)));
  }
}

// oxlint-disable-next-line jest/expect-expect -- `compare` does
test('whatever happens in whatever order, the roll-ups are the sums of the raw rows', async () => {
  await assert(
    asyncProperty(array(happening, { minLength: 30, maxLength: 80, size: 'max' }), async (events) => {
      const scene = await RollUpScene.make(world);
      for (const event of events) await scene.happen(event);
      await compare(scene);
    }),
    // A shorter sequence that fails too is not worth its minutes: the seed is printed.
    { numRuns: sequences, endOnFailure: true },
  );
});

const excludedOf = async (workspace: string) => {
  await catchUp(world.pool, workspace);
  const { rows } = await world.pool.query(
    `select sum(excluded)::int as n from scope_days where workspace_id = $1 and scope = roll_up_scope(null, null, null, null)`,
    [workspace],
  );
  return rows[0].n;
};

test('a hit is counted until a visit tells of it, however late that is known', async () => {
  const link = await createLink(world);
  const visit = await open(world, link, { caller: person });
  expect(await excludedOf(world.workspace)).toBe(0);
  const caller = { ...person, purposes: ['prefetch'] };
  const nowMs = noon + 600_000;
  await recordHit(world.pool, world.salts, { link, caller, kind: 'page', isPersonal: true, nowMs });
  expect(await excludedOf(world.workspace)).toBe(1);
  await new BeaconBatcher(world.pool).submit(beacon(visit, 0, 660_000, span(0, 5_000)));
  expect(await excludedOf(world.workspace)).toBe(0);
});

test('a check names what differs, and leaves out what is under way', async () => {
  const scene = await RollUpScene.make(world);
  const differences = () => findRollUpDifferences(world.pool, scene.workspace, 'UTC');
  await scene.happen({ what: 'open', link: 0, visitor: 1, atMin: 5, isBot: false });
  expect(await differences()).toEqual(none);
  await catchUp(world.pool, scene.workspace);
  await world.pool.query(`update link_days set views = views + 1 where link_id = $1`, [
    scene.links[0]!.linkId,
  ]);
  expect(await differences()).toMatchObject({ link_days: 2, scope_days: expect.any(Number) });
  await rebuildWorkspace(world.pool, scene.workspace);
  expect(await differences()).toEqual(none);
});

// oxlint-disable-next-line jest/expect-expect -- `compare` does
test('several processes fold and write at once: nothing is lost, nobody waits for ever', async () => {
  const scene = await RollUpScene.make(world);
  const batchers = [1, 2, 3].map(() => new BeaconBatcher(world.pool));
  for (let n = 0; n < 12; n++)
    await scene.happen({ what: 'open', link: n, visitor: n, atMin: n, isBot: n % 5 === 4 });
  const writes = scene.visits.flatMap(({ claims }, index) =>
    [0, 1, 2, 3].map((seq) => {
      const spans = [span(seq * 8_000, seq * 8_000 + 8_000)];
      const events = [{ type: 'played', isTrusted: true }];
      const receivedAtMs = claims.issuedAtMs + seq * 10_000;
      return batchers[(index + seq) % 3]!.submit({ claims, seq, spans, events, receivedAtMs });
    }),
  );
  const folds = [1, 2, 3, 4, 5, 6].map(() => catchUp(world.pool, scene.workspace));
  await Promise.all([...writes, ...folds]);
  await compare(scene);
});

test('while a workspace is counted anew, its figures are there as they were', async () => {
  const scene = await RollUpScene.make(world);
  const busy = await world.pool.connect();
  try {
    await busy.query('begin');
    await busy.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [
      `roll-ups ${scene.workspace}`,
    ]);
    await scene.happen({ what: 'zone', zone: 'Asia/Kathmandu' });
    expect(await catchUp(world.pool, scene.workspace)).toBe('UTC');
    await busy.query('rollback');
    expect(await catchUp(world.pool, scene.workspace)).toBe('Asia/Kathmandu');
  } finally {
    busy.release();
  }
});
