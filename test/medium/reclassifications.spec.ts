import type { LedgerRule } from '@app/contracts';
import { ruleVersion } from '@app/tracking';
import type { INestApplicationContext } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { testConfig } from '../support/running-api.js';
import { startTestApi, type TestApi, type TestMember, type TestReply } from '../support/test-api.js';

jest.setTimeout(120_000);

let api: TestApi;
let worker: INestApplicationContext;
let admin: TestMember;
let other: TestMember;
let linkId: string;
const dataDir = mkdtempSync(join(tmpdir(), 'outreel-test-reclass-'));
const chrome =
  'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

/** A visit that an older version of the rule took for a person's, though its browser was driven. */
async function oldVisit(facts: object): Promise<string> {
  const [row] = await api.query(
    `insert into visits (id, visit_day, workspace_id, link_id, video_id, privacy_mode, duration_ms, visitor_key, class, rule_version, facts,
       opened_at, last_seen_at, beacon_count, watched, watched_ms, has_input, is_started_by_gesture, viewed_at)
     select gen_random_uuid(), '2026-03-02', workspace_id, id, video_id, 'notice', 10000, '\\x01', 'human', 1, $2::jsonb,
       '2026-03-02T10:00:00Z', '2026-03-02T10:00:00Z', 1, '{[0,9000)}', 9000, true, true, '2026-03-02T10:00:05Z'
     from links where id = $1 returning id`,
    [linkId, JSON.stringify({ agent: chrome, atMs: Date.UTC(2026, 2, 2, 10), hasInput: true, ...facts })],
  );
  return row.id;
}

const ruleOf = async ({ send }: TestMember): Promise<LedgerRule> =>
  (await send('GET', '/api/v1/reclassifications')).body;
const post = (path: string, member = admin): Promise<TestReply> =>
  member.send('POST', `/api/v1/reclassifications${path}`);

async function untilDone(): Promise<NonNullable<LedgerRule['run']>> {
  for (;;) {
    const { run } = await ruleOf(admin);
    if (run && run.state !== 'waiting' && run.state !== 'running') return run;
    await pause(50);
  }
}

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signUp('Admin');
  other = await api.signUp('Other');
  const video = await admin.send('POST', '/api/v1/videos', { title: 'Hello', kind: 'file' });
  linkId = video.body.link.id;
  await oldVisit({});
  await oldVisit({ isWebdriver: true });
  worker = await createWorker(testConfig({ DATABASE_URL: api.databaseUrl, DATA_DIR: dataDir }));
});
afterAll(async () => {
  await worker?.close();
  await api?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

test('an admin checks, reads what would change, applies it, and the ledger says so', async () => {
  expect(await ruleOf(admin)).toMatchObject({
    ruleVersion,
    olderVisits: { count: 2, isMore: false },
    olderHits: { count: 0, isMore: false },
    run: null,
  });
  expect((await post('')).status).toBe(202);
  const check = await untilDone();
  expect(check).toMatchObject({ mode: 'check', state: 'done', progress: 1 });
  expect(check.report.views).toEqual([{ month: '2026-03', before: 2, gained: 0, lost: 1 }]);
  expect(check.report.samples[0]).toMatchObject({ linkId, from: 'human', to: 'automation' });
  expect((await ruleOf(admin)).olderVisits.count).toBe(2);
  const [applied, again] = [await post(`/${check.id}/apply`), await post(`/${check.id}/apply`)];
  expect([applied.status, applied.body.mode]).toEqual([202, 'apply']);
  // The second finds the first, or comes when it is over.
  expect([again.body.id, again.body.code]).toContain(
    again.status === 202 ? applied.body.id : 'check-outdated',
  );
  const done = await untilDone();
  expect(done.report).toEqual(check.report);
  expect((await ruleOf(admin)).olderVisits).toEqual({ count: 0, isMore: false });
  const ledger = await admin.send('GET', `/api/v1/links/${linkId}/visits`);
  expect(
    ledger.body.items.map((visit: { class: string; isView: boolean }) => [visit.class, visit.isView]),
  ).toEqual(
    expect.arrayContaining([
      ['human', true],
      ['automation', false],
    ]),
  );
  expect(await api.query(`select topic from outbox where position('.' in topic) > 0`)).toEqual([]);
});

test('what is not the latest word is not applied', async () => {
  expect((await post('')).status).toBe(202);
  const first = await untilDone();
  await post('');
  await untilDone();
  const late = await post(`/${first.id}/apply`);
  expect([late.status, late.body.code]).toEqual([409, 'check-outdated']);
});

test('a run is stopped, and another workspace sees none of it', async () => {
  await worker.close();
  const { body: run } = await post('');
  expect((await ruleOf(other)).run).toBeNull();
  expect((await post(`/${run.id}/stop`, other)).status).toBe(404);
  expect((await ruleOf(admin)).run?.state).toBe('waiting');
  expect((await post(`/${run.id}/stop`)).status).toBe(204);
  expect((await ruleOf(admin)).run?.state).toBe('stopped');
});

test.each(['manager', 'rep'] as const)('a %s is not let in', async (role) => {
  const { send } = await api.join(admin, role);
  expect((await send('GET', '/api/v1/reclassifications')).status).toBe(403);
  expect((await send('POST', '/api/v1/reclassifications')).status).toBe(403);
});

test('a worker that begins takes up what another has left', async () => {
  expect((await post('')).status).toBe(202);
  await api.query(
    `update reclassifications set touched_at = now() - interval '1 hour' where state = 'waiting'`,
  );
  await api.query(`delete from outbox`);
  worker = await createWorker(testConfig({ DATABASE_URL: api.databaseUrl, DATA_DIR: dataDir }));
  expect(await untilDone()).toMatchObject({ state: 'done', mode: 'check' });
});
