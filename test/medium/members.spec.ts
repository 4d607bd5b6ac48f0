import { sender, startTestApi, type TestApi, type TestMember } from '../support/test-api.js';

jest.setTimeout(120_000);

let api: TestApi;
let admin: TestMember;
const password = 'a long password';

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.signUp('Acme');
});
afterAll(() => api?.close());

const invite = (by: TestMember, body: object) => by.send('POST', '/api/v1/invitations', body);
const tokenOf = (url: string) => url.split('/').at(-1)!;
const withKey = (key: string) => sender(api.origin, { authorization: `Bearer ${key}` });
const newKey = async (by: TestMember, more: object = {}) =>
  (await by.send('POST', '/api/v1/api-keys', { name: 'CRM', scopes: ['links:read'], ...more })).body;

const create = (by: TestMember, key: string, body: object) =>
  by.send('POST', '/api/v1/prospects', body, { 'idempotency-key': key });

describe('invitations', () => {
  test('an invitation is good once, also when two accept at the same moment', async () => {
    const made = await invite(admin, { email: 'New@Example.com', role: 'manager' });
    expect(made.status).toBe(201);
    const path = `/api/v1/invitations/${tokenOf(made.body.url)}`;
    expect((await api.send('GET', path)).body).toEqual({
      workspaceName: 'Acme',
      email: 'new@example.com',
      role: 'manager',
    });
    const replies = await Promise.all(
      ['A', 'B'].map((name) => api.send('POST', `${path}/accept`, { name, password })),
    );
    expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 410]);
    const accepted = replies.find(({ status }) => status === 201)!;
    expect(accepted.body.member).toMatchObject({ email: 'new@example.com', role: 'manager' });
    expect(accepted.headers.getSetCookie().join()).toMatch(/outreel_session=.*HttpOnly/);
    expect((await api.send('GET', path)).body.code).toBe('invitation-used');
    const [row] = await api.query(`select token_hash from invitations where id = $1`, [made.body.id]);
    expect(row.token_hash.toString('base64url')).not.toContain(tokenOf(made.body.url));
  });

  test('an expired or unknown invitation is refused', async () => {
    const made = await invite(admin, { email: 'late@example.com' });
    await api.query(`update invitations set expires_at = now() where id = $1`, [made.body.id]);
    const path = `/api/v1/invitations/${tokenOf(made.body.url)}/accept`;
    expect((await api.send('POST', path, { name: 'Late', password })).body.code).toBe('invitation-used');
    expect((await api.send('GET', '/api/v1/invitations/nothing')).status).toBe(404);
  });

  test('a manager invites reps of the own team only', async () => {
    const team = (await admin.send('POST', '/api/v1/teams', { name: 'North' })).body.id;
    const other = (await admin.send('POST', '/api/v1/teams', { name: 'South' })).body.id;
    const manager = await api.join(admin, 'manager', team);
    expect((await invite(manager, { email: 'r1@example.com' })).status).toBe(201);
    expect((await invite(manager, { email: 'r2@example.com', teamId: other })).status).toBe(403);
    expect((await invite(manager, { email: 'r3@example.com', role: 'admin' })).status).toBe(403);
    const rep = await api.join(manager, 'rep');
    expect((await rep.send('GET', '/api/v1/auth/me')).body.member.teamId).toBe(team);
    expect((await invite(rep, { email: 'r4@example.com' })).status).toBe(403);
    const alone = await api.join(admin, 'manager');
    expect((await invite(alone, { email: 'r5@example.com', teamId: team })).status).toBe(403);
    const ofNoTeam = await api.join(alone, 'rep');
    expect((await ofNoTeam.send('GET', '/api/v1/auth/me')).body.member.teamId).toBeNull();
  });
});

describe('members', () => {
  test('of two admins who remove each other at the same moment, one stays', async () => {
    const first = await api.signUp('Race');
    const second = await api.join(first, 'admin');
    const replies = await Promise.all([
      first.send('DELETE', `/api/v1/members/${second.id}`),
      second.send('PATCH', `/api/v1/members/${first.id}`, { role: 'rep' }),
    ]);
    const [{ count }] = await api.query(
      `select count(*)::int from members where role = 'admin' and is_active and id = any($1)`,
      [[first.id, second.id]],
    );
    expect(count).toBe(1);
    expect(replies.filter(({ status }) => status < 300)).toHaveLength(1);
  });

  test('the last admin cannot leave', async () => {
    const only = await api.signUp('Only');
    expect((await only.send('DELETE', `/api/v1/members/${only.id}`)).body.code).toBe('last-admin');
    const demoted = await only.send('PATCH', `/api/v1/members/${only.id}`, { role: 'rep' });
    expect(demoted.body.code).toBe('last-admin');
  });

  test('sessions and keys of one who leaves end at once', async () => {
    const rep = await api.join(admin, 'rep');
    const { key } = await newKey(rep);
    expect((await withKey(key)('GET', '/api/v1/links')).status).toBe(200);
    expect((await admin.send('DELETE', `/api/v1/members/${rep.id}`)).status).toBe(204);
    expect((await rep.send('GET', '/api/v1/auth/me')).status).toBe(401);
    expect((await withKey(key)('GET', '/api/v1/links')).status).toBe(401);
  });

  test('a rep renames only themselves and takes no role', async () => {
    const rep = await api.join(admin, 'rep');
    const own = `/api/v1/members/${rep.id}`;
    expect((await rep.send('PATCH', own, { name: 'New name' })).body.name).toBe('New name');
    expect((await rep.send('PATCH', own, { role: 'admin' })).status).toBe(403);
    expect((await rep.send('PATCH', `/api/v1/members/${admin.id}`, { name: 'x' })).status).toBe(404);
    expect((await rep.send('GET', '/api/v1/members')).body.items).toHaveLength(1);
  });

  test('a team of another workspace cannot be used', async () => {
    const stranger = await api.signUp('Elsewhere');
    const team = (await stranger.send('POST', '/api/v1/teams', { name: 'Theirs' })).body.id;
    const moved = await admin.send('PATCH', `/api/v1/members/${admin.id}`, { teamId: team });
    expect(moved.body.code).toBe('not-found');
  });
});

describe('API keys', () => {
  test('a key does what its scopes say and nothing else', async () => {
    const { key, prefix } = await newKey(admin);
    expect(key).toMatch(/^ork_[\w-]{43}$/);
    expect(key.startsWith(prefix)).toBe(true);
    const send = withKey(key);
    expect((await send('GET', '/api/v1/links')).status).toBe(200);
    expect((await send('GET', '/api/v1/prospects')).status).toBe(403);
    expect((await send('GET', '/api/v1/api-keys')).status).toBe(403);
    expect((await send('POST', '/api/v1/api-keys', { name: 'x', scopes: ['links:read'] })).status).toBe(403);
    const kept = await api.query(`select key_hash from api_keys`);
    expect(kept.map(({ key_hash }) => String(key_hash)).join()).not.toContain(key.slice(4));
    expect(JSON.stringify((await admin.send('GET', '/api/v1/api-keys')).body)).not.toContain(key);
  });

  test('a deleted or expired key ends at once, and a cookie does not stand in for it', async () => {
    const { key, id } = await newKey(admin);
    await admin.send('DELETE', `/api/v1/api-keys/${id}`);
    expect((await withKey(key)('GET', '/api/v1/links')).status).toBe(401);
    const both = await admin.send('GET', '/api/v1/links', undefined, { authorization: `Bearer ${key}` });
    expect(both.status).toBe(401);
    const short = await newKey(admin, { expiresAt: new Date(Date.now() + 60_000).toISOString() });
    await api.query(`update api_keys set expires_at = now() where id = $1`, [short.id]);
    expect((await withKey(short.key)('GET', '/api/v1/links')).status).toBe(401);
  });

  test('a rep sees and ends own keys only', async () => {
    const rep = await api.join(admin, 'rep');
    const { id } = await newKey(admin);
    expect((await rep.send('GET', '/api/v1/api-keys')).body.items).toEqual([]);
    expect((await rep.send('DELETE', `/api/v1/api-keys/${id}`)).status).toBe(404);
  });
});

test('guessing a password is slowed down', async () => {
  const tries = await Promise.all(
    Array.from({ length: 11 }, () =>
      api.send('POST', '/api/v1/auth/sign-in', { email: 'guess@example.com', password: 'wrong' }),
    ),
  );
  expect(tries.filter(({ status }) => status === 401)).toHaveLength(10);
  const refused = tries.find(({ status }) => status === 429)!;
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});

describe('Idempotency-Key', () => {
  test('the same key answers the first reply again', async () => {
    const first = await create(admin, 'k1', { email: 'k1@example.com', firstName: 'One' });
    await admin.send('PATCH', `/api/v1/prospects/${first.body.id}`, { firstName: 'Two' });
    const again = await create(admin, 'k1', { email: 'k1@example.com', firstName: 'One' });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.headers.getSetCookie()).toEqual([]);
  });

  test('another request under the same key is a conflict; another member has keys of their own', async () => {
    await create(admin, 'k2', { email: 'k2@example.com' });
    const other = await create(admin, 'k2', { email: 'k2-other@example.com' });
    expect(other.body.code).toBe('idempotency-conflict');
    const stranger = await api.signUp('Keys');
    expect((await create(stranger, 'k2', { email: 'k2-other@example.com' })).status).toBe(201);
  });

  test('refusals are repeated too', async () => {
    const body = { email: 'not an address' };
    const first = await create(admin, 'k3', body);
    const again = await create(admin, 'k3', body);
    expect([again.status, again.body.code, again.body.details]).toEqual([
      400,
      'invalid-request',
      first.body.details,
    ]);
  });

  test('requests at the same moment make one thing', async () => {
    const videoId = (await admin.send('POST', '/api/v1/videos', { title: 'Once' })).body.id;
    const replies = await Promise.all(
      Array.from({ length: 8 }, () =>
        admin.send('POST', '/api/v1/links', { videoId }, { 'idempotency-key': 'k4' }),
      ),
    );
    const [{ count }] = await api.query(
      `select count(*)::int from links where video_id = $1 and not is_default`,
      [videoId],
    );
    expect(count).toBe(1);
    for (const { status, body } of replies)
      expect([201, 'idempotency-in-progress']).toContain(status === 201 ? status : body.code);
  });

  test('a key is free again after a day', async () => {
    await create(admin, 'k5', { email: 'k5@example.com' });
    await api.query(
      `update idempotent_replies set created_at = now() - interval '25 hours' where key = 'k5'`,
    );
    expect((await create(admin, 'k5', { email: 'k5-new@example.com' })).status).toBe(201);
  });
});
