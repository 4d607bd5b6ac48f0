import type { Video } from '@app/contracts';
import type { INestApplicationContext } from '@nestjs/common';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { createWorker } from '../../apps/worker/src/create-worker.js';
import { MemberClient } from '../support/member-client.js';
import { startRedisServer } from '../support/redis-server.js';
import { type RunningApi, startApi, testConfig } from '../support/running-api.js';
import { makeVideoFile } from '../support/running-outreel-media.js';
import { createTestDatabase } from '../support/test-database.js';

jest.setTimeout(180_000);

/** Where the queue is: the settings that choose it, and its end. */
interface Store {
  settings: Record<string, string>;
  stop: () => Promise<void>;
}

const stores: Record<string, () => Promise<Store>> = {
  Postgres: async () => ({ settings: {}, stop: async () => undefined }),
  Redis: async () => {
    const { url, stop } = await startRedisServer();
    return { settings: { REDIS_URL: url }, stop };
  },
};

describe.each(Object.entries(stores))('with the queue on %s', (_name, startStore) => {
  let api: RunningApi;
  let worker: INestApplicationContext | undefined;
  let dataDir: string;
  let endOfBob: string;
  const ends: (() => Promise<unknown>)[] = [];
  const query = (sql: string, parameters: unknown[] = []) => api.app.get(DataSource).query(sql, parameters);

  beforeAll(async () => {
    const database = await createTestDatabase();
    const store = await startStore();
    dataDir = await mkdtemp(join(tmpdir(), 'outreel-test-fair-'));
    const config = testConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir, ...store.settings });
    api = await startApi(config);
    ends.push(store.stop, database.drop, () => rm(dataDir, { recursive: true, force: true }));
    await keepBusy(await MemberClient.signUp(api.origin), 100);
    const bob = await MemberClient.signUp(api.origin);
    const { id } = await upload(bob, await readFile(await makeVideoFile(dataDir, 'mp4', 1)));
    worker = await createWorker(config);
    while ((await bob.video(id)).state === 'processing') await pause(50);
    endOfBob = (await bob.video(id)).state;
  });
  afterAll(async () => {
    await worker?.close();
    await api.stop();
    for (const end of ends) await end();
  });

  test('who uploads one file while a hundred of another workspace wait is served as the next', async () => {
    const told: { failed: boolean }[] = await query(
      `select payload->>'state' = 'failed' as failed from outbox
       where topic = 'video.state' and (payload->>'state' = 'failed' or payload->>'isPlayable' = 'true') order by seq`,
    );
    expect(endOfBob).toBe('ready');
    const before = told.findIndex(({ failed }) => !failed);
    expect(before).toBeGreaterThanOrEqual(0);
    expect(before).toBeLessThanOrEqual(1);
  });

  test('the hundred are worked on too, each once', async () => {
    const waiting = `select count(*)::int as count from videos where state = 'processing'`;
    while ((await query(waiting))[0].count > 0) await pause(50);
    const [ended] = await query(
      `select count(*)::int as count, max(tries) as tries from videos where failure_code = 'source-missing'`,
    );
    expect(ended).toEqual({ count: 100, tries: 1 });
  });

  /** Videos that wait; their sources are gone, so that each turn is short. */
  async function keepBusy(client: MemberClient, count: number): Promise<void> {
    const { id } = await client.createVideo('file');
    await query(
      `with copies as (
         insert into videos (id, workspace_id, member_id, title, kind, state, attempt, finished_at)
         select gen_random_uuid(), workspace_id, member_id, title, kind, 'processing', 1, now()
         from videos, generate_series(1, $2) where id = $1 returning id)
       insert into outbox (id, topic, payload)
       select gen_random_uuid(), 'transcode-video', json_build_object('videoId', id, 'attempt', 1) from copies`,
      [id, count],
    );
  }
});

async function upload(client: MemberClient, bytes: Buffer): Promise<Video> {
  const video = await client.createVideo('file');
  const { id } = await client.beginUpload(video.id, { lengthBytes: bytes.byteLength });
  await client.appendPart(id, 0, bytes);
  return video;
}
