import {
  PushSubscriptionRepository,
  DeliveryRepository,
  NotificationChoiceRepository,
  UntoldEventsRepository,
  createDataSource,
} from '@app/database';
import { array, assert, asyncProperty, constantFrom, nat, record } from 'fast-check';
import { setImmediate as turn } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { DeliveryLanes } from '../../apps/worker/src/deliver/delivery-lanes.service.js';
import type { SendOutcome } from '../../apps/worker/src/deliver/send-outcome.js';
import { FanOut } from '../../apps/worker/src/deliver/fan-out.service.js';
import { type TrackingWorld, createTrackingWorld } from '../support/tracking-world.js';

jest.setTimeout(180_000);

/** What the other side does with a message. `taken-unanswered` and `killed` are a worker that dies after or before it was taken. */
type Fate = 'taken' | 'taken-unknown' | 'taken-unanswered' | 'killed' | 'busy' | 'refused';
const fates: readonly Fate[] = ['taken', 'taken-unknown', 'taken-unanswered', 'killed', 'busy', 'refused'];

const actions = {
  event: 'a visit does something, or the same is told by a new row',
  rewind: 'every event is told again',
  tell: 'both workers make deliveries at once',
  send: 'both workers send at once',
  sweep: 'claims are given up',
  hurry: 'what was refused for now is due again',
} as const;
type Step = { readonly action: keyof typeof actions; readonly visit: number; readonly fate: Fate };

let world: TrackingWorld;
let dataSource: DataSource;
let deliveries: DeliveryRepository;
/** Messages that the other side took, by the visit whose reply they tell. */
let taken: string[];
let fate: Fate;

beforeAll(async () => {
  world = await createTrackingWorld();
  dataSource = await createDataSource(world.databaseUrl, 6).initialize();
  deliveries = new DeliveryRepository(dataSource);
});
afterAll(async () => {
  await dataSource?.destroy();
  await world?.close();
});

async function offer(visitId: string | null): Promise<SendOutcome> {
  const met = fate;
  await turn();
  if (met.startsWith('taken')) taken.push(String(visitId));
  switch (met) {
    case 'taken':
      return { result: 'sent' };
    case 'taken-unknown':
      return { result: 'unknown', code: 'connection-lost' };
    case 'busy':
      return { result: 'refused', isTemporary: true, code: 'mail-busy' };
    case 'refused':
      return { result: 'refused', isTemporary: false, code: 'mail-refused' };
    default:
      throw new Error('The worker is gone.');
  }
}

function newWorker() {
  const untold = new UntoldEventsRepository(dataSource, deliveries);
  const mail = { mail: {} } as ConstructorParameters<typeof FanOut>[3];
  const choices = new NotificationChoiceRepository(dataSource);
  const fanOut = new FanOut(untold, choices, new PushSubscriptionRepository(dataSource), mail);
  const lanes = new DeliveryLanes(deliveries, [
    {
      channel: 'mail',
      isAvailable: true,
      prepare: async ({ visitId }) => ({ send: () => offer(visitId) }),
    },
  ]);
  // What a dying worker logs is its own business.
  Object.assign(lanes, { logger: { error: () => undefined, warn: () => undefined } });
  return { tell: () => fanOut.tellAll(), send: () => lanes.sendDue() };
}

const tellReply = (visitId: string) =>
  world.pool.query(
    `insert into outbox (id, topic, workspace_id, payload, created_at) values ($1, 'reply.received', $2, $3, now())`,
    [
      newId(),
      world.workspace,
      { visitId, linkId: newId(), videoId: world.video, memberId: world.member, actionId: newId() },
    ],
  );

async function run(steps: readonly Step[]): Promise<void> {
  taken = [];
  await world.pool.query('delete from deliveries');
  await world.pool.query('delete from outbox');
  const visits = [newId(), newId(), newId()];
  const workers = [newWorker(), newWorker()];
  const doings: Record<keyof typeof actions, (visit: number) => Promise<unknown>> = {
    event: (visit) => tellReply(visits[visit]!),
    rewind: () => world.pool.query('update outbox set dispatched_at = null'),
    tell: () => Promise.all(workers.map((worker) => worker.tell())),
    send: () => Promise.all(workers.map((worker) => worker.send())),
    sweep: () => deliveries.giveUp(0),
    hurry: () => world.pool.query(`update deliveries set next_try_at = now() where state = 'waiting'`),
  };
  for (const step of steps) {
    fate = step.fate;
    // oxlint-disable-next-line no-await-in-loop -- the order is what is tried
    await doings[step.action](step.visit);
  }
}

const anyStep = record({
  action: constantFrom(...(Object.keys(actions) as (keyof typeof actions)[])),
  visit: nat(2),
  fate: constantFrom(...fates),
});

it('no order of tellings, crashes, refusals and sweeps sends anything twice', async () => {
  await assert(
    asyncProperty(array(anyStep, { minLength: 5, maxLength: 40 }), async (steps) => {
      await run(steps);
      expect(taken).toEqual([...new Set(taken)]);
    }),
    { numRuns: 120 },
  );
});

const does = (action: Step['action'], met: Fate = 'busy'): Step => ({ action, visit: 0, fate: met });

it('what is refused for now arrives in the end', async () => {
  await run([
    does('event'),
    does('tell'),
    does('send'),
    does('hurry'),
    does('send'),
    does('hurry'),
    does('send', 'taken'),
  ]);
  expect(taken).toHaveLength(1);
});
