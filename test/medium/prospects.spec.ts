import { startTestApi, type TestApi, type TestMember } from '../support/test-api.js';

jest.setTimeout(180_000);

let api: TestApi;
let admin: TestMember;
const prospects = '/api/v1/prospects';

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signUp('Acme');
});
afterAll(() => api?.close());

const importCsv = (csv: string | Buffer, by = admin) =>
  by.send('POST', `${prospects}/import`, csv, { 'content-type': 'text/csv' });
const save = (body: object, by = admin) => by.send('POST', prospects, body);
const byEmail = async (email: string) =>
  (await admin.send('GET', `${prospects}?search=${encodeURIComponent(email)}`)).body.items[0];

describe('upsert', () => {
  test('goes by external id, else by mail address; absent fields stay', async () => {
    const made = (await save({ email: 'Up@Acme.example', firstName: 'Up', fields: { a: '1' } })).body;
    expect(made).toMatchObject({ email: 'up@acme.example', linkCount: 0, lastActivity: null });
    const linked = (await save({ email: 'up@acme.example', externalId: 'crm-1', fields: { b: '2' } })).body;
    expect(linked).toMatchObject({
      id: made.id,
      firstName: 'Up',
      externalId: 'crm-1',
      fields: { a: '1', b: '2' },
    });
    const moved = (await save({ email: 'moved@acme.example', externalId: 'crm-1', firstName: null })).body;
    expect(moved).toMatchObject({ id: made.id, email: 'moved@acme.example', firstName: null });
    await save({ email: 'second@acme.example' });
    const clash = await save({ email: 'second@acme.example', externalId: 'crm-1' });
    expect(clash.body.code).toBe('prospect-exists');
    const patched = await admin.send('PATCH', `${prospects}/${made.id}`, { email: 'second@acme.example' });
    expect(patched.body.code).toBe('prospect-exists');
  });

  test('twenty at the same moment make one prospect', async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        save({ email: 'race@acme.example', fields: { [`f${index}`]: 'x' } }),
      ),
    );
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    expect(Object.keys((await byEmail('race@acme.example')).fields)).toHaveLength(20);
  });

  test('a colleague’s prospect is not taken over', async () => {
    const [ann, bob] = [await api.join(admin, 'rep'), await api.join(admin, 'rep')];
    const { id } = (await save({ email: 'hers@acme.example' }, ann)).body;
    expect((await save({ email: 'hers@acme.example', firstName: 'X' }, bob)).body.code).toBe(
      'prospect-taken',
    );
    expect((await bob.send('GET', `${prospects}/${id}`)).status).toBe(404);
    expect((await ann.send('DELETE', `${prospects}/${id}`)).status).toBe(403);
    const stranger = await api.signUp('Other');
    expect((await save({ email: 'hers@acme.example' }, stranger)).status).toBe(201);
    expect((await stranger.send('GET', `${prospects}/${id}`)).status).toBe(404);
  });

  test('a NUL character is refused with a reason', async () => {
    const reply = await save({ email: 'nul@acme.example', firstName: 'a\0b', fields: { x: 'a\0b' } });
    expect([reply.status, reply.body.code]).toEqual([400, 'invalid-request']);
  });

  test('half of a character is refused with a reason', async () => {
    const reply = await save({ email: 'half@acme.example', fields: { x: 'a\ud83d' } });
    expect([reply.status, reply.body.code]).toEqual([400, 'invalid-request']);
  });
});

describe('import', () => {
  test('good rows are kept, bad rows are named', async () => {
    const csv = [
      '\uFEFFE-Mail;First Name;Surname;Company name;CRM ID;Plan',
      'one@csv.example;One;"O""Neil; Jr";=cmd();c-1;gold',
      'not an address;Two;;;;',
      '',
      'three@csv.example;Three;;;;;one cell too many',
      `four@csv.example;${'x'.repeat(200)};;;;`,
      'ONE@csv.example;Uno;;;;',
      'six@csv.example;A\0B;;;;',
    ].join('\r\n');
    const { body } = await importCsv(csv);
    expect(body).toMatchObject({ created: 1, updated: 1 });
    expect(body.rejected.map(({ row }: { row: number }) => row)).toEqual([2, 3, 4, 6]);
    expect(body.rejected[0]).toMatchObject({
      code: 'invalid-request',
      message: expect.stringContaining('email'),
    });
    expect(await byEmail('one@csv.example')).toMatchObject({
      firstName: 'Uno',
      lastName: 'O"Neil; Jr',
      company: '=cmd()',
      externalId: 'c-1',
      fields: { Plan: 'gold' },
    });
  });

  test('a broken quote loses no row before it', async () => {
    const { body } = await importCsv(
      'email,company\nq1@csv.example,A\nq2@csv.example,"open\nq3@csv.example,B\n',
    );
    expect(body.created).toBe(1);
    expect(body.rejected).toEqual([
      expect.objectContaining({ row: 2, message: expect.stringContaining('quote') }),
    ]);
    const inside = await importCsv(
      'email,company\nq4@csv.example,a"b"\nq5@csv.example,"x"y\nq6@csv.example,C\n',
    );
    expect(inside.body).toEqual({ created: 3, updated: 0, rejected: [] });
  });

  test('other encodings and delimiters are understood', async () => {
    await importCsv(Buffer.from('email\tfirst\nlatin@csv.example\tJosé\n', 'latin1'));
    expect((await byEmail('latin@csv.example')).firstName).toBe('José');
    const utf16 = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('email,first\nwide@csv.example,Łukasz\n', 'utf16le'),
    ]);
    await importCsv(utf16);
    expect((await byEmail('wide@csv.example')).firstName).toBe('Łukasz');
    const json = await admin.send('POST', `${prospects}/import`, { csv: 'email\njson@csv.example' });
    expect(json.body.created).toBe(1);
  });

  test('what spreadsheets add is no reason to refuse a row', async () => {
    const csv = 'sep=;\r\nemail;first\r\ntail@csv.example;Tail;;\r\nmore@csv.example;More;;x\r\n';
    const { body } = await importCsv(csv);
    expect([body.created, body.rejected.map(({ row }: { row: number }) => row)]).toEqual([1, [2]]);
  });

  test('a large file may come as JSON too', async () => {
    const rows = Array.from({ length: 40 }, (_, index) => `large${index}@csv.example,${'n'.repeat(400)}`);
    const csv = ['email,Note', ...rows].join('\n') + '\n'.repeat(1_200_000);
    const { status, body } = await admin.send('POST', `${prospects}/import`, { csv });
    expect([status, body.created]).toEqual([200, 40]);
  });

  test('files without a mail column, or of another type, are refused', async () => {
    expect((await importCsv('name,company\na,b')).body.code).toBe('invalid-request');
    expect((await importCsv('')).status).toBe(400);
    const plain = await admin.send('POST', `${prospects}/import`, 'email\na@b.example', {
      'content-type': 'text/plain',
    });
    expect(plain.status).toBe(415);
  });

  test('50,000 rows are imported and counted; one more is too many', async () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => `bulk${index}@csv.example,Bulk ${index}`);
    const { body } = await importCsv(`email,first\n${rows.join('\n')}`);
    expect(body).toEqual({ created: 50_000, updated: 0, rejected: [] });
    const [{ count }] = await api.query(`select count(*)::int from prospects where email like 'bulk%'`);
    expect(count).toBe(50_000);
    const tooMany = await importCsv(`email,first\n${rows.join('\n')}\nlast@csv.example,x`);
    expect(tooMany.status).toBe(413);
  });
});

test('the export is harmless, and comes back as it was', async () => {
  const other = await api.signUp('Export');
  await save(
    { email: 'x@exp.example', firstName: '=1+1', company: ' \t@SUM(A1)', fields: { 'Job, "title"': '-2' } },
    other,
  );
  const { body, headers } = await other.send('GET', `${prospects}/export.csv`);
  expect(headers.get('content-type')).toContain('text/csv');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body).toContain(`x@exp.example,'=1+1,,'@SUM(A1),,'-2`);
  const again = await importCsv(body, other);
  expect(again.body).toEqual({ created: 0, updated: 1, rejected: [] });
  expect((await other.send('GET', prospects)).body.items[0]).toMatchObject({
    firstName: '=1+1',
    fields: { 'Job, "title"': '-2' },
  });
});

test('the last activity says when and what', async () => {
  const { id } = (await save({ email: 'active@acme.example' })).body;
  const videoId = (await admin.send('POST', '/api/v1/videos', { title: 'V' })).body.id;
  const link = (await admin.send('POST', '/api/v1/links', { videoId, prospectId: id })).body;
  await addVisit(link.id, 6250, `now()`);
  const found = (await admin.send('GET', `${prospects}/${id}`)).body;
  expect(found).toMatchObject({
    linkCount: 1,
    lastActivity: { because: 'watched 63%, clicked Book a time, replied' },
  });
});

test('an erased person leaves no trace and cannot be brought back', async () => {
  const email = 'forget@acme.example';
  const { id } = (await save({ email, firstName: 'Forget' })).body;
  const videoId = (await admin.send('POST', '/api/v1/videos', { title: 'V' })).body.id;
  const page = { headline: 'Dear Forget', callsToAction: [] };
  const link = (await admin.send('POST', '/api/v1/links', { videoId, prospectId: id, page })).body;
  await addVisit(link.id, 5000, 'now()');
  expect((await admin.send('DELETE', `${prospects}/${id}`)).status).toBe(204);

  expect((await admin.send('GET', `${prospects}/${id}`)).status).toBe(404);
  const [row] = await api.query(`select erased_at, prospect_id, page from links where id = $1`, [link.id]);
  expect(row).toMatchObject({ erased_at: expect.any(Date), prospect_id: null, page: null });
  expect((await admin.send('POST', `/api/v1/links/${link.id}/sent`)).body.code).toBe('erased');
  const visits = await api.query(
    `select prospect_id, visitor_key, watched_ms from visits where link_id = $1`,
    [link.id],
  );
  expect(visits).toEqual([{ prospect_id: null, visitor_key: null, watched_ms: 5000 }]);
  const actions = await api.query(`select prospect_id, text from visit_actions where link_id = $1`, [
    link.id,
  ]);
  expect(actions.every((action) => action.text === null && action.prospect_id === null)).toBe(true);

  expect((await save({ email: email.toUpperCase() })).body.code).toBe('suppressed');
  const { body } = await importCsv(`email\n${email}\nnew@acme.example`);
  expect(body).toMatchObject({ created: 1, rejected: [{ row: 1, code: 'suppressed' }] });
  const other = (await byEmail('new@acme.example')).id;
  expect((await admin.send('PATCH', `${prospects}/${other}`, { email })).body.code).toBe('suppressed');
  const hashes = await api.query(`select encode(email_hash, 'escape') as hash from suppressions`);
  expect(JSON.stringify(hashes)).not.toContain(email);
});

/** A counted view with a click and a reply, as tracking writes them. */
async function addVisit(linkId: string, watchedMs: number, at: string): Promise<void> {
  const [visit] = await api.query(
    `insert into visits (id, visit_day, workspace_id, link_id, video_id, prospect_id, privacy_mode, duration_ms, class, rule_version,
                         facts, opened_at, last_seen_at, viewed_at, watched_ms, visitor_key)
     select gen_random_uuid(), current_date, workspace_id, id, video_id, prospect_id, 'notice', 10000, 'human', 1,
            '{}', ${at}, ${at}, ${at}, $2, '\\x01' from links where id = $1 returning *`,
    [linkId, watchedMs],
  );
  for (const [kind, label, text] of [
    ['click', 'Book a time', null],
    ['reply', 'Jane', 'Call me'],
  ])
    await api.query(
      `insert into visit_actions (id, visit_id, workspace_id, link_id, video_id, prospect_id, kind, label, text, occurred_at)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp())`,
      [visit.id, visit.workspace_id, linkId, visit.video_id, visit.prospect_id, kind, label, text],
    );
}
