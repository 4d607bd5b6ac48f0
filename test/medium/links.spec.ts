import { DataSource, type ObjectLiteral, QueryFailedError } from 'typeorm';
import { Link, LinkRepository, linkStateAt, Member, Prospect, Video, Workspace } from '@app/database';
import { startTestApi, type TestApi, type TestMember } from '../support/test-api.js';

jest.setTimeout(120_000);

let api: TestApi;
let admin: TestMember;
let videoId: string;
const links = '/api/v1/links';

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signUp('Acme');
  const video = await admin.send('POST', '/api/v1/videos', { title: 'Intro & <hello>' });
  videoId = video.body.id;
});
afterAll(() => api?.close());

const newProspect = async (email: string, more: object = {}) =>
  (await admin.send('POST', '/api/v1/prospects', { email, ...more })).body.id as string;

/** A counted view of a link, as tracking writes it. */
const addView = (linkId: string, watchedMs: number, kind = 'human') =>
  api.query(
    `insert into visits (id, visit_day, workspace_id, link_id, video_id, prospect_id, privacy_mode, duration_ms, class, rule_version,
                         facts, opened_at, last_seen_at, viewed_at, watched_ms)
     select gen_random_uuid(), current_date, workspace_id, id, video_id, prospect_id, 'notice', 10000, $3, 1,
            '{}', now(), now(), now(), $2 from links where id = $1`,
    [linkId, watchedMs, kind],
  );

describe('links', () => {
  test('a personal link is made, read, changed and listed', async () => {
    const prospectId = await newProspect('jane@acme.example', { firstName: 'Jane' });
    const made = await admin.send('POST', links, { videoId, prospectId, password: 'secret' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      videoId,
      hasPassword: true,
      isDefault: false,
      page: { callsToAction: [] },
    });
    expect(made.body.slug.length).toBeGreaterThanOrEqual(22);
    expect(made.body.posterUrl).toBe(`${made.body.url}/poster.jpg`);
    expect(made.body.prospect.firstName).toBe('Jane');
    expect(JSON.stringify(made.body)).not.toContain('argon2');

    const expiresAt = '2030-01-01T00:00:00.000Z';
    const page = { headline: 'Hi {{firstName}}', callsToAction: [] };
    const changed = await admin.send('PATCH', `${links}/${made.body.id}`, {
      page,
      password: null,
      expiresAt,
    });
    expect(changed.body).toMatchObject({ page, hasPassword: false, expiresAt });
    const list = await admin.send('GET', `${links}?prospectId=${prospectId}`);
    expect(list.body.items.map((link: { id: string }) => link.id)).toEqual([made.body.id]);
  });

  test('only views of people are counted', async () => {
    const { id } = (await admin.send('POST', links, { videoId })).body;
    await addView(id, 3000);
    await addView(id, 6200);
    await addView(id, 9000, 'internal');
    expect((await admin.send('GET', `${links}/${id}`)).body).toMatchObject({
      viewCount: 2,
      bestWatchedShare: 0.62,
    });
  });

  test('lists page by cursor without gap or repetition', async () => {
    for (let made = 0; made < 5; made += 1) await admin.send('POST', links, { videoId });
    const all = (await admin.send('GET', `${links}?limit=200`)).body.items;
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await admin.send('GET', `${links}?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.body.items.map((link: { id: string }) => link.id));
      cursor = page.body.nextCursor;
    }
    expect(seen).toEqual(all.map((link: { id: string }) => link.id));
    expect((await admin.send('GET', `${links}?cursor=x`)).status).toBe(400);
  });

  test('sent is noted once; revoking is final and may be repeated', async () => {
    const { id, slug } = (await admin.send('POST', links, { videoId })).body;
    const first = await admin.send('POST', `${links}/${id}/sent`);
    const second = await admin.send('POST', `${links}/${id}/sent`);
    expect(first.body.sentAt).not.toBeNull();
    expect(second.body.sentAt).toBe(first.body.sentAt);
    const revoked = await admin.send('POST', `${links}/${id}/revoke`);
    const again = await admin.send('POST', `${links}/${id}/revoke`);
    expect(again.body.revokedAt).toBe(revoked.body.revokedAt);
    expect((await admin.send('PATCH', `${links}/${id}`, { password: 'again' })).body.code).toBe(
      'link-revoked',
    );
    const found = await new LinkRepository(api.app.get(DataSource)).findForWatch(slug);
    expect(found && linkStateAt(found.link, found.campaign, new Date())).toBe('revoked');
  });

  test('a snippet is bound and escaped', async () => {
    const prospectId = await newProspect('evil@acme.example', { firstName: '<b onload="x">' });
    const page = { headline: 'For {{firstName|you}}' };
    const { id, url } = (await admin.send('POST', links, { videoId, prospectId, page })).body;
    const { body } = await admin.send('GET', `${links}/${id}/snippet`);
    expect(body.html).toContain(`<a href="${url}"><img src="${url}/preview.gif" width="480"`);
    expect(body.html).toContain('For &lt;b onload=&quot;x&quot;&gt;');
    expect(body.html).not.toContain('<b');
    expect(body.text).toBe(`For <b onload="x">\n${url}`);
  });

  test('a link with everything its page needs is found by its slug', async () => {
    const prospectId = await newProspect('watch@acme.example');
    const { slug } = (await admin.send('POST', links, { videoId, prospectId })).body;
    const found = await new LinkRepository(api.app.get(DataSource)).findForWatch(slug);
    expect(found).toMatchObject({
      link: { slug, prospectId },
      video: { id: videoId, title: 'Intro & <hello>' },
      member: { id: admin.id, name: 'Acme' },
      workspace: { name: 'Acme', privacyMode: 'notice' },
      prospect: { email: 'watch@acme.example' },
      page: { callsToAction: [] },
    });
  });

  test('the rows behind a slug are the same as if each was read by itself', async () => {
    const prospectId = await newProspect('rows@acme.example');
    const settings = { videoId, prospectId, expiresAt: '2999-01-01T00:00:00.000Z', password: 'open sesame' };
    const { id, slug } = (await admin.send('POST', links, settings)).body;
    await admin.send('POST', `${links}/${id}/sent`);
    const dataSource = api.app.get(DataSource);
    const found = await new LinkRepository(dataSource).findForWatch(slug);
    for (const [entity, row] of [
      [Link, found?.link],
      [Video, found?.video],
      [Member, found?.member],
      [Workspace, found?.workspace],
      [Prospect, found?.prospect],
    ] as const) {
      expect(row).toBeInstanceOf(entity);
      expect(row).toEqual(await dataSource.manager.findOneBy<ObjectLiteral>(entity, { id: row?.id }));
    }
  });

  test('no link has a slug that Postgres cannot keep, and none names nobody', async () => {
    const repository = new LinkRepository(api.app.get(DataSource));
    await expect(repository.findForWatch('a\0b')).rejects.toThrow(QueryFailedError);
    expect(await repository.findForWatch('nothing')).toBeNull();
    const { slug } = (await admin.send('POST', links, { videoId })).body;
    expect((await repository.findForWatch(slug))?.prospect).toBeNull();
  });

  test('things of another workspace are not there', async () => {
    const stranger = await api.signUp('Other');
    const { id } = (await admin.send('POST', links, { videoId })).body;
    expect((await stranger.send('GET', `${links}/${id}`)).status).toBe(404);
    expect((await stranger.send('POST', links, { videoId })).status).toBe(404);
    const foreign = (await stranger.send('POST', '/api/v1/videos', { title: 'Mine' })).body.id;
    const prospectId = await newProspect('mine@acme.example');
    const stolen = await stranger.send('POST', links, { videoId: foreign, prospectId });
    expect(stolen.body.code).toBe('not-found');
  });
});
