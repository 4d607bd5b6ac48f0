import { type DeliveryWorker, startDeliveryWorker } from '../support/delivery-worker.js';
import { type MailServer, startMailServer } from '../support/mail-server.js';
import {
  type SignedIn,
  Viewer,
  type WatchWorld,
  addMember,
  addTeam,
  createWatchWorld,
  sendLink,
  signUp,
} from '../support/watch-world.js';

jest.setTimeout(120_000);

let server: MailServer;
let world: WatchWorld;
let workers: DeliveryWorker[];
let worker: DeliveryWorker;

const hour = 3_600_000;
/** Monday of the coming week, 00:00 UTC: what happens now belongs to the week before it. */
const monday = (() => {
  const today = new Date();
  today.setUTCHours(0, 0, 0, 0);
  return today.getTime() + ((8 - today.getUTCDay()) % 7 || 7) * 24 * hour;
})();
const at = (afterHours: number) => new Date(monday + afterHours * hour);

beforeAll(async () => {
  server = await startMailServer();
  world = await createWatchWorld({
    SMTP_URL: server.url,
    MAIL_FROM: 'Outreel <outreel@example.com>',
    PUBLIC_URL: 'https://video.example.com',
  });
  workers = await Promise.all([1, 2, 3].map(() => startDeliveryWorker(world.config)));
  [worker] = workers as [DeliveryWorker];
});
afterAll(async () => {
  await Promise.all((workers ?? []).map((each) => each.close()));
  await world?.close();
  await server?.close();
});
beforeEach(async () => {
  server.received.splice(0);
  // What other tests left is none of this one's.
  await world.pool.query('update members set is_active = false');
});

async function newRep(role = 'rep', teamId: string | null = null, admin?: SignedIn) {
  const boss = admin ?? (await signUp(world));
  if (!admin) await world.pool.query('update members set is_active = false where id = $1', [boss.id]);
  const rep = await addMember(world, boss, { role, teamId, name: `Rita ${role}` });
  return { boss, rep };
}

/** A person watches all of a link, clicks and replies. */
async function watchAll(member: SignedIn) {
  const page = { callsToAction: [{ kind: 'url', label: 'Book', target: 'https://acme.example' }] };
  const link = await sendLink(world, member, { durationMs: 20_000, page });
  const jane = new Viewer(world);
  await jane.open(link);
  await jane.play([0, 10_000], [10_000, 19_500]);
  await jane.act('clicks', { index: 0 });
  await jane.act('replies', { text: 'Yes' });
  return { link, jane };
}

const statesOf = async (member: SignedIn) =>
  (
    await world.pool.query(
      `select event_key, state, code from deliveries where member_id = $1 and kind = 'weekly' order by created_at`,
      [member.id],
    )
  ).rows;
const day = (time: Date) => time.toISOString().slice(0, 10);
const textOf = () => server.received[0]?.text ?? '';

describe('the weekly summary', () => {
  it('tells the week, the week before and who watched most keenly', async () => {
    const { rep } = await newRep();
    await watchAll(rep);
    // The same in the week before, but for the reply.
    const { jane } = await watchAll(rep);
    for (const statement of [
      `update visits set opened_at = opened_at - interval '7 days', viewed_at = viewed_at - interval '7 days', completed_at = completed_at - interval '7 days' where id = $1`,
      `update visit_actions set occurred_at = occurred_at - interval '7 days' where visit_id = $1`,
      `update links set sent_at = sent_at - interval '7 days' where id = (select link_id from visits where id = $1)`,
      `delete from visit_actions where visit_id = $1 and kind = 'reply'`,
    ])
      await world.pool.query(statement, [jane.id]);
    await worker.schedule(at(8));
    await worker.send();
    const [mail] = server.received;
    expect(server.received).toHaveLength(1);
    expect(mail?.subject).toBe('Your week: 1 view, 1 reply');
    expect(textOf()).toContain('1 view by people, as many as in the week before.');
    for (const line of [
      'Links sent: 1 (the week before: 1)',
      'Views by people: 1 (the week before: 1)',
      'Watched to the end: 1 (the week before: 1)',
      'Visits with a click: 1 (the week before: 1)',
      'Replies: 1 (the week before: 0)',
      'Bookings: 0 (the week before: 0)',
      '- Jane Doe: 1 view, saw 98%, clicked, replied',
      'These are the figures of your own links.',
    ])
      expect(textOf()).toContain(line);
    const week = { from: new Date(monday - 168 * hour), to: new Date(monday - 24 * hour) };
    expect(textOf()).toContain(`/figures?from=${day(week.from)}&to=${day(week.to)}`);
  });

  it('says that clicks are not measured where no page has anything to click', async () => {
    const { rep } = await newRep();
    const jane = new Viewer(world);
    await jane.open(await sendLink(world, rep));
    await jane.play([0, 10_000]);
    await worker.schedule(at(8));
    await worker.send();
    expect(textOf()).toContain('Visits with a click: not measured\n');
    expect(textOf()).toContain('Replies: 0 (the week before: 0)');
  });

  it('comes once a week to each member, by however many workers and however often it is asked for', async () => {
    const { boss, rep } = await newRep();
    const reps = [rep, ...(await Promise.all([1, 2, 3, 4].map(() => addMember(world, boss))))];
    for (const each of reps) await watchAll(each);
    for (const hours of [8, 9, 30]) {
      await Promise.all(workers.map((each) => each.schedule(at(hours))));
      await Promise.all(workers.map((each) => each.send()));
    }
    const to = server.received.flatMap((mail) => [mail.to].flat().map((address) => address?.text));
    expect([to.length, new Set(to).size]).toEqual([5, 5]);
    await worker.schedule(at(8 + 168));
    expect(await statesOf(rep)).toHaveLength(2);
  });

  it('comes late after a downtime, but not after a day', async () => {
    const { rep } = await newRep();
    await watchAll(rep);
    await worker.schedule(at(7.9));
    await worker.schedule(at(32));
    expect(await statesOf(rep)).toEqual([]);
    await worker.schedule(at(31.9));
    await worker.send();
    expect(server.received).toHaveLength(1);
  });

  it('goes by the clock of the workspace', async () => {
    const { rep } = await newRep();
    await watchAll(rep);
    await world.pool.query(`update workspaces set time_zone = 'America/New_York' where id = $1`, [
      rep.workspaceId,
    ]);
    await worker.schedule(at(11.9));
    expect(await statesOf(rep)).toEqual([]);
    await worker.schedule(at(13));
    expect(await statesOf(rep)).toHaveLength(1);
  });

  it('does not come when there was nothing, when it is switched off, or to who has left', async () => {
    const { boss, rep } = await newRep();
    const [silent, gone] = [await addMember(world, boss), await addMember(world, boss)];
    for (const member of [silent, gone]) await watchAll(member);
    await world.send('PATCH', '/api/v1/notification-settings/weekly', { mail: false }, silent.headers);
    await world.pool.query('update members set is_active = false where id = $1', [gone.id]);
    await worker.schedule(at(8));
    await worker.send();
    expect([server.received, await statesOf(silent), await statesOf(gone)]).toEqual([[], [], []]);
    expect(await statesOf(rep)).toMatchObject([{ state: 'dropped', code: 'nothing-happened' }]);
  });

  it('is of the team for a manager, and of everybody for an admin', async () => {
    const admin = await signUp(world);
    const teamId = await addTeam(world, admin);
    const manager = await addMember(world, admin, { role: 'manager', teamId, name: 'Mia Manager' });
    const [inTeam, other] = [await addMember(world, admin, { teamId }), await addMember(world, admin)];
    for (const member of [inTeam, other]) await watchAll(member);
    await world.pool.query('update members set is_active = false where id = any($1)', [
      [inTeam.id, other.id],
    ]);
    await worker.schedule(at(8));
    await worker.send();
    const texts = new Map(server.received.map(({ to, text }) => [[to].flat()[0]?.text ?? '', text ?? '']));
    const textTo = (name: string) => [...texts].find(([to]) => to.includes(name))?.[1];
    expect(textTo('Mia Manager')).toContain('Links sent: 1');
    expect(textTo('Mia Manager')).toContain('of your team');
    expect(textTo('Ada Admin')).toContain('Links sent: 2');
    expect(await statesOf(manager)).toMatchObject([{ state: 'sent' }]);
  });
});
