import type { CreatedVideo, Video } from '@app/contracts';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { MemberClient } from '../support/member-client.js';
import { type RunningApi, startApi, testConfig } from '../support/running-api.js';
import { type TestDatabase, createTestDatabase } from '../support/test-database.js';

jest.setTimeout(60_000);

let database: TestDatabase;
let dataDir: string;
let api: RunningApi;
let ann: MemberClient;

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const query = (sql: string, parameters: unknown[]) => api.app.get(DataSource).query(sql, parameters);
const jobsOf = (videoId: string) =>
  query(
    `select payload from outbox where topic = 'transcode-video' and payload->>'videoId' = $1 order by seq`,
    [videoId],
  ).then((rows: { payload: { attempt: number } }[]) => rows.map(({ payload }) => payload.attempt));
const finish = (id: string, runs: unknown) => ann.call<Video>('POST', `/videos/${id}/finish`, { runs });

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'outreel-test-videos-'));
  api = await startApi(testConfig({ DATABASE_URL: database.url, DATA_DIR: dataDir }));
  ann = await MemberClient.signUp(api.origin);
});

afterAll(async () => {
  await api.stop();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('a video and its link', () => {
  test('both exist from the creation on', async () => {
    const { status, body } = await ann.call<CreatedVideo>('POST', '/videos', { title: ' Demo ' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ title: 'Demo', kind: 'recording', state: 'uploading', isPlayable: false });
    expect(body.uploadUrl).toBe(`${api.origin}/api/v1/uploads`);
    expect(body.link.url).toBe(`${api.origin}/w/${body.link.slug}`);
    expect(Buffer.from(body.link.slug, 'base64url').byteLength).toBeGreaterThanOrEqual(16);
    const [link] = await query('select * from links where video_id = $1', [body.id]);
    expect(link).toMatchObject({ id: body.link.id, is_default: true, slug: body.link.slug });
  });

  test('what cannot be a video is named', async () => {
    const { status, body } = await ann.call('POST', '/videos', { title: '', kind: 'film' });
    expect(status).toBe(400);
    expect((body.details as { path: string }[]).map(({ path }) => path).toSorted()).toEqual([
      'kind',
      'title',
    ]);
  });

  test('the list is newest first, in pages, and searched by title without regard to case', async () => {
    const bob = await MemberClient.signUp(api.origin);
    for (const title of ['One', 'Two 100%', 'Three']) await bob.createVideo('file', title);
    type Page = { items: Video[]; nextCursor: string | null };
    const first = (await bob.call<Page>('GET', '/videos?limit=2')).body;
    const second = (await bob.call<Page>('GET', `/videos?limit=2&cursor=${first.nextCursor}`)).body;
    expect([first, second].map(({ items }) => items.map(({ title }) => title))).toEqual([
      ['Three', 'Two 100%'],
      ['One'],
    ]);
    expect(second.nextCursor).toBeNull();
    const found = (await bob.call<Page>('GET', '/videos?search=two%20100%25')).body;
    expect(found.items.map(({ title }) => title)).toEqual(['Two 100%']);
    expect((await bob.call('GET', '/videos?cursor=x')).status).toBe(400);
  });

  test('it is renamed, and deleted with everything that hangs on it', async () => {
    const video = await ann.createVideo();
    const upload = await ann.beginUpload(video.id);
    expect((await ann.call<Video>('PATCH', `/videos/${video.id}`, { title: 'New' })).body.title).toBe('New');
    expect((await ann.call('DELETE', `/videos/${video.id}`)).status).toBe(204);
    expect((await ann.call('GET', `/videos/${video.id}`)).status).toBe(404);
    expect(await query('select 1 from links where video_id = $1', [video.id])).toEqual([]);
    const [job] = await query(
      `select payload from outbox where topic = 'delete-files' and payload->>'videoId' = $1`,
      [video.id],
    );
    expect(job.payload).toEqual({ videoId: video.id, uploadIds: [upload.id] });
  });

  test('another workspace gets the same 404 for it as for one that never was', async () => {
    const video = await ann.createVideo();
    const stranger = await MemberClient.signUp(api.origin);
    const asked = async (id: string) => [
      await stranger.call('GET', `/videos/${id}`),
      await stranger.call('PATCH', `/videos/${id}`, { title: 'Mine' }),
      await stranger.call('POST', `/videos/${id}/finish`, { runs: 1 }),
      await stranger.call('POST', `/videos/${id}/retry`),
      await stranger.call('DELETE', `/videos/${id}`),
    ];
    const seen = (answers: Awaited<ReturnType<typeof asked>>) =>
      answers.map(({ status, body }) => [status, body.code, body.message]);
    expect(seen(await asked(video.id))).toEqual(seen(await asked(randomUUID())));
    expect(seen(await asked(video.id)).map(([status]) => status)).toEqual([404, 404, 404, 404, 404]);
    expect((await ann.video(video.id)).title).toBe('Hello');
  });
});

describe('views in a list', () => {
  test('only people who watched count; the last of them is named', async () => {
    const video = await ann.createVideo();
    const [{ workspace_id: workspaceId, member_id: memberId }] = await query(
      'select workspace_id, member_id from videos where id = $1',
      [video.id],
    );
    const prospectId = randomUUID();
    await query(
      `insert into prospects (id, workspace_id, member_id, email, first_name, last_name) values ($1, $2, $3, 'jane@acme.com', 'Jane', 'Doe')`,
      [prospectId, workspaceId, memberId],
    );
    const visit = (visitClass: string, viewedAt: string | null, prospect: string | null) =>
      query(
        `insert into visits (id, visit_day, workspace_id, link_id, video_id, prospect_id, privacy_mode, duration_ms, class, rule_version, facts, opened_at, last_seen_at, viewed_at)
         values ($1, '2026-01-01', $2, $3, $4, $5, 'notice', 1000, $6, 1, '{}', now(), now(), $7)`,
        [randomUUID(), workspaceId, video.link.id, video.id, prospect, visitClass, viewedAt],
      );
    await visit('human', '2026-01-01T10:00:00Z', null);
    await visit('human', '2026-01-02T10:00:00Z', prospectId);
    await visit('human', null, prospectId);
    await visit('scanner', '2026-01-03T10:00:00Z', prospectId);
    expect(await ann.video(video.id)).toMatchObject({
      viewCount: 2,
      lastWatchedAt: '2026-01-02T10:00:00.000Z',
      lastWatchedBy: 'Jane Doe',
    });
  });
});

describe('finish', () => {
  test('with everything there it begins processing, once for ten calls', async () => {
    const bytes = randomBytes(50_000);
    const video = await ann.createVideo();
    const { id } = await ann.beginUpload(video.id);
    await ann.appendPart(id, 0, bytes, bytes.byteLength);
    expect((await ann.video(video.id)).state).toBe('uploading');
    const runs = [{ run: 0, sizeBytes: bytes.byteLength, sha256: sha256(bytes).toUpperCase() }];
    const answers = await Promise.all(Array.from({ length: 10 }, () => finish(video.id, runs)));
    expect(answers.map(({ status, body }) => [status, body.state])).toEqual(
      Array.from({ length: 10 }, () => [200, 'processing']),
    );
    expect(await jobsOf(video.id)).toEqual([1]);
  });

  test('called early it waits for the last byte of the last run', async () => {
    const video = await ann.createVideo();
    const zero = await ann.beginUpload(video.id, { run: 0, lengthBytes: 6 });
    await ann.appendPart(zero.id, 0, Buffer.from('first!'));
    expect((await finish(video.id, 2)).body.state).toBe('uploading');
    const one = await ann.beginUpload(video.id, { run: 1, lengthBytes: 4 });
    await ann.appendPart(one.id, 0, Buffer.from('ab'));
    expect(await jobsOf(video.id)).toEqual([]);
    await ann.appendPart(one.id, 2, Buffer.from('cd'));
    expect((await ann.video(video.id)).state).toBe('processing');
    expect(await jobsOf(video.id)).toEqual([1]);
  });

  test('it tells the deferred length: as many bytes as the recorder sent are the whole', async () => {
    const video = await ann.createVideo();
    const { id } = await ann.beginUpload(video.id);
    await ann.appendPart(id, 0, Buffer.from('12345'));
    expect((await finish(video.id, [{ run: 0, sizeBytes: 6 }])).body.state).toBe('uploading');
    await ann.appendPart(id, 5, Buffer.from('6'));
    expect((await finish(video.id, [{ run: 0, sizeBytes: 6 }])).body.state).toBe('processing');
  });

  test('an altered run is named and kept; sent again it is accepted', async () => {
    const video = await ann.createVideo();
    const altered = await ann.beginUpload(video.id, { lengthBytes: 4 });
    await ann.appendPart(altered.id, 0, Buffer.from('abXd'));
    const runs = [{ run: 0, sha256: sha256(Buffer.from('abcd')) }];
    const answer = await finish(video.id, runs);
    expect([answer.status, answer.body.code]).toEqual([409, 'upload-mismatch']);
    expect(answer.body.details).toEqual({
      runs: [{ run: 0, sizeBytes: 4, sha256: sha256(Buffer.from('abXd')) }],
    });
    expect((await ann.video(video.id)).state).toBe('uploading');
    expect((await ann.tus('HEAD', `/${altered.id}`)).headers.get('upload-offset')).toBe('4');
    expect((await ann.tus('DELETE', `/${altered.id}`)).status).toBe(204);
    const again = await ann.beginUpload(video.id, { lengthBytes: 4 });
    await ann.appendPart(again.id, 0, Buffer.from('abcd'));
    expect((await finish(video.id, runs)).body.state).toBe('processing');
  });

  test('a file needs no finish', async () => {
    const video = await ann.createVideo('file');
    const { id } = await ann.beginUpload(video.id, { lengthBytes: 3 });
    await ann.appendPart(id, 0, Buffer.from('abc'));
    expect(await ann.video(video.id)).toMatchObject({ state: 'processing', progress: 0 });
  });
});

describe('retry', () => {
  test('only a failure that may pass is tried again', async () => {
    const video = await ann.createVideo('file');
    const { id } = await ann.beginUpload(video.id, { lengthBytes: 3 });
    await ann.appendPart(id, 0, Buffer.from('abc'));
    const fail = (code: string) =>
      query(`update videos set state = 'failed', failure_code = $2 where id = $1`, [video.id, code]);
    const retry = () => ann.call<Video>('POST', `/videos/${video.id}/retry`);
    expect((await retry()).body.code).toBe('cannot-retry');
    await fail('encrypted');
    expect((await ann.video(video.id)).failure).toMatchObject({ code: 'encrypted', canRetry: false });
    expect((await retry()).status).toBe(409);
    await fail('processing-failed');
    expect((await ann.video(video.id)).failure).toMatchObject({ canRetry: true });
    expect((await retry()).body).toMatchObject({ state: 'processing', failure: null });
    expect(await jobsOf(video.id)).toEqual([1, 2]);
  });
});
