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

test('ten thousand prospects get a link each', async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => `many${index}@c.example`);
  await admin.send('POST', '/api/v1/prospects/import', { csv: `email\n${rows.join('\n')}` });
  const ids = (await api.query(`select id from prospects where email like 'many%'`)).map((row) => row.id);
  const { body } = await admin.send('POST', campaigns, { name: 'Many', videoId, prospectIds: ids });
  expect(body.linkCount).toBe(10_000);
});
