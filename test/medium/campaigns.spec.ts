import { startTestApi, type TestApi, type TestMember } from '../support/test-api.js';

jest.setTimeout(120_000);

let api: TestApi;
let admin: TestMember;
let videoId: string;
const campaigns = '/api/v1/campaigns';

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signUp('Acme');
  videoId = (await admin.send('POST', '/api/v1/videos', { title: 'Intro' })).body.id;
});
afterAll(() => api?.close());

const newProspect = async (email: string, more: object = {}) =>
  (await admin.send('POST', '/api/v1/prospects', { email, ...more })).body.id as string;
const linksOf = async (id: string) =>
  (await admin.send('GET', `/api/v1/links?campaignId=${id}&limit=200`)).body.items as {
    slug: string;
    page: unknown;
  }[];

test('every prospect gets one personal link; adding again makes none', async () => {
  const ids = [await newProspect('a@c.example'), await newProspect('b@c.example')];
  const page = { headline: 'Hi {{firstName|there}}', callsToAction: [] };
  const body = { name: 'Spring', videoId, page, prospectIds: [ids[0], ids[1], ids[0]] };
  const made = await admin.send('POST', campaigns, body);
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    name: 'Spring',
    videoTitle: 'Intro',
    linkCount: 2,
    sentCount: 0,
    viewedCount: 0,
  });
  const before = await linksOf(made.body.id);
  const more = await newProspect('c@c.example');
  const path = `${campaigns}/${made.body.id}`;
  const changed = await admin.send('PATCH', path, { prospectIds: [...ids, more], page: { headline: 'New' } });
  expect(changed.body.linkCount).toBe(3);
  const after = await linksOf(made.body.id);
  expect(new Set(after.map(({ slug }) => slug)).size).toBe(3);
  for (const { slug } of before) expect(after.map((link) => link.slug)).toContain(slug);
  expect(after.every(({ page: shown }) => JSON.stringify(shown).includes('New'))).toBe(true);
});

test('a prospect or video out of reach makes nothing', async () => {
  const stranger = await api.signUp('Other');
  const theirs = (await stranger.send('POST', '/api/v1/prospects', { email: 'x@c.example' })).body.id;
  const reply = await admin.send('POST', campaigns, { name: 'X', videoId, prospectIds: [theirs] });
  expect([reply.status, reply.body.details]).toEqual([404, { prospectIds: [theirs] }]);
  expect((await stranger.send('POST', campaigns, { name: 'X', videoId })).status).toBe(404);
  expect(
    (await admin.send('GET', campaigns)).body.items.map(({ name }: { name: string }) => name),
  ).not.toContain('X');
});

test('the links come as CSV for a mailer, harmless and without those that ended', async () => {
  const ids = [
    await newProspect('csv@c.example', { firstName: '=HYPERLINK("x")', company: 'A, "B"' }),
    await newProspect('gone@c.example'),
  ];
  const { id } = (await admin.send('POST', campaigns, { name: 'CSV', videoId, prospectIds: ids })).body;
  const gone = (await admin.send('GET', `/api/v1/links?prospectId=${ids[1]}`)).body.items[0].id;
  await admin.send('POST', `/api/v1/links/${gone}/revoke`);
  const { body, headers } = await admin.send('GET', `${campaigns}/${id}/links.csv`);
  expect(headers.get('content-disposition')).toContain('campaign-links.csv');
  const lines = body.split('\r\n');
  expect(lines[0]).toContain('email,firstName,lastName,company,url,previewUrl,snippet');
  expect(lines[1]).toMatch(
    /^csv@c\.example,"'=HYPERLINK\(""x""\)",,"A, ""B""",http:\/\/[^,]+\/w\/[\w-]+,http:/,
  );
  expect(body).not.toContain('gone@c.example');
});

/** What its page, picture and media answer. */
const opened = (slug: string) =>
  Promise.all(
    ['', '/poster.jpg', '/media/1/playable.mp4'].map(
      async (rest) => (await fetch(`${api.origin}/w/${slug}${rest}`)).status,
    ),
  );
const statesOf = async (id: string) =>
  (await admin.send('GET', `/api/v1/links?campaignId=${id}`)).body.items.map(
    ({ state }: { state: string }) => state,
  );

async function makeCampaign(name: string, more: object = {}) {
  const prospectIds = [await newProspect(`${name}@c.example`)];
  const { body } = await admin.send('POST', campaigns, { name, videoId, prospectIds, ...more });
  const [link] = await linksOf(body.id);
  return { id: body.id as string, slug: link?.slug ?? '', path: `${campaigns}/${body.id}` };
}

describe('a campaign that stops', () => {
  test('while it is paused none of its links opens, and afterwards all do as before', async () => {
    const { id, slug, path } = await makeCampaign('paused');
    const stranger = await api.signUp('Strangers');
    const before = await opened(slug);
    expect(before[0]).toBe(200);
    const paused = await admin.send('PATCH', path, { isPaused: true });
    expect(paused.body.state).toBe('paused');
    expect((await admin.send('PATCH', path, { isPaused: true })).body.pausedAt).toBe(paused.body.pausedAt);
    expect([await opened(slug), await statesOf(id)]).toEqual([[404, 404, 404], ['paused']]);
    expect((await admin.send('GET', `${path}/links.csv`)).body).toContain(slug);
    const body = { slug, page: { isVisible: true } };
    expect((await api.send('POST', '/api/v1/visits', body)).status).toBe(404);
    // Members still see what they let go on; those of another workspace are strangers.
    expect((await admin.send('GET', `/w/${slug}?preview=1`)).status).toBe(200);
    expect((await stranger.send('GET', `/w/${slug}?preview=1`)).status).toBe(404);
    const going = await admin.send('PATCH', path, { isPaused: false, name: 'Goes on' });
    expect(going.body).toMatchObject({ state: 'live', pausedAt: null, name: 'Goes on' });
    expect([await opened(slug), await statesOf(id)]).toEqual([before, ['live']]);
  });

  test('it ends at its time, and can be given more', async () => {
    const { id, slug, path } = await makeCampaign('ends', { expiresAt: '2999-01-01T00:00:00Z' });
    expect((await opened(slug))[0]).toBe(200);
    const over = await admin.send('PATCH', path, { expiresAt: '2020-01-01T00:00:00Z', isPaused: true });
    expect(over.body).toMatchObject({ state: 'expired', expiresAt: '2020-01-01T00:00:00.000Z' });
    expect([(await opened(slug))[0], await statesOf(id)]).toEqual([404, ['expired']]);
    expect((await admin.send('GET', `${path}/links.csv`)).body).not.toContain(slug);
    await admin.send('PATCH', path, { expiresAt: null });
    expect(await statesOf(id)).toEqual(['paused']);
    expect((await admin.send('PATCH', path, { expiresAt: 'soon' })).body.code).toBe('invalid-request');
  });

  test('links of other campaigns, and those without one, go on', async () => {
    const [one, other] = [await makeCampaign('one'), await makeCampaign('other')];
    const { slug } = (await admin.send('POST', '/api/v1/links', { videoId })).body;
    await admin.send('PATCH', one.path, { isPaused: true });
    expect([(await opened(other.slug))[0], (await opened(slug))[0]]).toEqual([200, 200]);
  });
});

test('ten thousand prospects get a link each', async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => `many${index}@c.example`);
  await admin.send('POST', '/api/v1/prospects/import', { csv: `email\n${rows.join('\n')}` });
  const ids = (await api.query(`select id from prospects where email like 'many%'`)).map((row) => row.id);
  const { body } = await admin.send('POST', campaigns, { name: 'Many', videoId, prospectIds: ids });
  expect(body.linkCount).toBe(10_000);
});
