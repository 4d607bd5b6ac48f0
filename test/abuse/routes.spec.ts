import {
  type DeclaredRoute,
  declaredRoutes,
  handlersWithoutPolicy,
  routedPaths,
} from '../support/route-table.js';
import { newPushBrowser } from '../support/push-browser.js';
import { printTables } from '../support/table-prints.js';
import {
  type Send,
  sender,
  startTestApi,
  type TestApi,
  type TestMember,
  type TestReply,
} from '../support/test-api.js';

/*
 * Every route of the OpenAPI document × every kind of caller (7-trust, Q7 and "Who may do what"). The routes come from the
 * running API, so a new one is tried as soon as it exists. Its ids are those of things that belong to the owner.
 */
jest.setTimeout(600_000);

let api: TestApi;
let routes: DeclaredRoute[];
let owner: TestMember;
let workspaceId: string;
/** Ids of the owner's things, by the word that a path has before `{id}`. */
let ids: Record<string, string>;
let callers: { stranger: TestMember; rep: TestMember; manager: TestMember };
/** Parameters that are words and nobody's. */
const words: Record<string, string> = { kind: 'view' };
const unknownId = '018f0000-0000-7000-8000-000000000000';
const isChange = ({ method }: DeclaredRoute) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method);
const nameOf = ({ method, path }: DeclaredRoute) => `${method} ${path}`;
const hasId = ({ path }: DeclaredRoute) => path.includes('{id}');

const isFigures = ({ path }: DeclaredRoute) => path.startsWith('/api/v1/figures');
const is403 = ({ status }: TestReply) => status === 403;
const isCrossOrigin = ({ status, body }: TestReply) => status === 403 && body.code === 'cross-origin';
const make = async (path: string, body: object) => (await owner.send('POST', `/api/v1/${path}`, body)).body;

const isHidden = ({ status, body }: TestReply) =>
  status === 404 && (body === '' || body.code === 'not-found');

const isRefused = ({ status }: TestReply) => status === 403 || status === 404;

const newKey = async (scopes: string[]) =>
  (await owner.send('POST', '/api/v1/api-keys', { name: 'Few', scopes })).body.key as string;

const withKey = (used: string) => sender(api.origin, { authorization: `Bearer ${used}` });

beforeAll(async () => {
  api = await startTestApi();
  routes = await declaredRoutes(api);
  const admin = await api.signUp('Victim');
  const [north, south] = await Promise.all(
    ['North', 'South'].map(async (name) => (await admin.send('POST', '/api/v1/teams', { name })).body.id),
  );
  owner = await api.join(admin, 'rep', north);
  workspaceId = (await owner.send('GET', '/api/v1/auth/me')).body.workspace.id;
  ids = { members: admin.id, teams: north, ...(await makeThings()) };
  callers = {
    stranger: await api.signUp('Stranger'),
    rep: await api.join(admin, 'rep', north),
    manager: await api.join(admin, 'manager', south),
  };
});
afterAll(() => api?.close());

async function makeThings(): Promise<Record<string, string>> {
  const video = await make('videos', { title: 'Owned' });
  const prospect = await make('prospects', { email: 'owned@example.com' });
  const link = await make('links', { videoId: video.id, prospectId: prospect.id });
  const campaign = await make('campaigns', { name: 'Owned', videoId: video.id, prospectIds: [prospect.id] });
  const key = await make('api-keys', { name: 'Owned', scopes: ['links:read'] });
  const [visit] = await api.query(
    `insert into visits (id, visit_day, workspace_id, link_id, video_id, privacy_mode, duration_ms, class, rule_version, facts,
                         opened_at, last_seen_at)
     select gen_random_uuid(), current_date, workspace_id, id, video_id, 'notice', 1000, 'human', 1, '{}', now(), now()
       from links where id = $1 returning id`,
    [link.id],
  );
  const [run] = await api.query(
    `insert into reclassifications (id, workspace_id, mode, is_forced, state, rule_version, until, report)
     select gen_random_uuid(), workspace_id, 'check', false, 'done', 6, now(), '{}' from links where id = $1 returning id`,
    [link.id],
  );
  // Parameters that are no ids are filled with this word, which happens to have the form of a language.
  await owner.send('PUT', `/api/v1/videos/${video.id}/captions/unknown`, {
    cues: [{ fromMs: 0, toMs: 1000, text: 'owned@example.com' }],
  });
  const browser = await make('push-subscriptions', newPushBrowser('https://push.example.com/owned').toJson());
  const things = { videos: video.id, prospects: prospect.id, links: link.id, campaigns: campaign.id };
  return {
    ...things,
    'api-keys': key.id,
    visits: visit.id,
    reclassifications: run.id,
    slug: link.slug,
    'push-subscriptions': browser.id,
  };
}

/** A path with the owner's ids in it. */
function fill({ path }: DeclaredRoute, id?: string): string {
  const segments = path.split('/');
  return segments
    .map((segment, index) => {
      if (segment === '{id}') return id ?? ids[segments[index - 1]!] ?? unknownId;
      const name = segment.startsWith('{') && segment.slice(1, -1);
      return name ? (ids[name] ?? words[name] ?? 'unknown') : segment;
    })
    .join('/');
}

/** Bodies that name the owner's things; other routes get a harmless one. */
function bodyFor(route: DeclaredRoute): object | undefined {
  const bodies: Record<string, object> = {
    'POST /api/v1/links': { videoId: ids['videos'], prospectId: ids['prospects'] },
    'POST /api/v1/campaigns': { name: 'Mine', videoId: ids['videos'], prospectIds: [ids['prospects']] },
    'PATCH /api/v1/videos/{id}': { title: 'Taken' },
    'POST /api/v1/videos/{id}/finish': { runs: 1 },
    'PUT /api/v1/videos/{id}/edits': {
      kept: null,
      posterAtMs: null,
      chapters: [{ atMs: 0, title: 'Taken' }],
    },
    'PUT /api/v1/videos/{id}/captions/{language}': { cues: [] },
    'PATCH /api/v1/members/{id}': { name: 'Taken', role: 'rep' },
    'PATCH /api/v1/workspace': { timeZone: 'Asia/Tokyo' },
    'PATCH /api/v1/teams/{id}': { name: 'Taken' },
    'PATCH /api/v1/prospects/{id}': { firstName: 'Taken' },
    'PATCH /api/v1/campaigns/{id}': { name: 'Taken' },
    'PATCH /api/v1/links/{id}': { password: 'taken' },
  };
  return isChange(route) ? (bodies[nameOf(route)] ?? {}) : undefined;
}

/** Sends, and checks what holds for every reply. Uploads speak tus and have its headers. */
async function tried(send: Send, route: DeclaredRoute, headers: Record<string, string> = {}, id?: string) {
  const isTus = route.path.startsWith('/api/v1/uploads');
  const patch = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' };
  const tus = isTus ? { 'tus-resumable': '1.0.0', ...(route.method === 'PATCH' ? patch : {}) } : {};
  const body = isTus ? (route.method === 'PATCH' ? 'x' : undefined) : bodyFor(route);
  const reply = await send(route.method, fill(route, id), body, { ...tus, ...headers });
  if (!reply.headers.get('cache-control')) throw new Error(`${nameOf(route)} says nothing about caching`);
  return reply;
}

/** Tries routes one after another; returns what is not as expected, and what changed. */
async function failuresOf(
  tryable: DeclaredRoute[],
  send: Send,
  isRight: (reply: TestReply, route: DeclaredRoute) => boolean,
  headers: Record<string, string> = {},
): Promise<string[]> {
  const failures: string[] = [];
  const before = await printTables(api, workspaceId);
  for (const route of tryable) {
    const reply = await tried(send, route, headers);
    if (!isRight(reply, route))
      failures.push(`${nameOf(route)}: ${reply.status} ${JSON.stringify(reply.body)}`);
    const after = await printTables(api, workspaceId);
    for (const [table, print] of Object.entries(after))
      if (print !== before[table]) failures.push(`${nameOf(route)} changed ${table}`);
    Object.assign(before, after);
  }
  return failures;
}

/** Routes that name one of the owner's things, in the path or in the body. */
const ownedRoutes = () =>
  routes.filter(
    (route) =>
      route.isForMembers &&
      (hasId(route) || ['POST /api/v1/links', 'POST /api/v1/campaigns'].includes(nameOf(route))),
  );

describe('the table of routes', () => {
  test('what the router serves is what OpenAPI declares', () => {
    expect(routedPaths(api).toSorted()).toEqual(routes.map(nameOf).toSorted());
    expect(routes.length).toBeGreaterThan(40);
  });

  test('every handler declares a policy', () => expect(handlersWithoutPolicy(api)).toEqual([]));
});

test('nobody gets 401 on every members’ route, and changes nothing', async () => {
  const members = routes.filter(({ isForMembers }) => isForMembers);
  expect(await failuresOf(members, api.send, ({ status }) => status === 401)).toEqual([]);
});

test('the admin of another workspace gets 404, with the body of an unknown id', async () => {
  const { send } = callers.stranger;
  expect(await failuresOf(ownedRoutes(), send, isHidden)).toEqual([]);
  for (const route of ownedRoutes().filter((each) => hasId(each) && each.method !== 'HEAD')) {
    const [foreign, unknown] = [await tried(send, route), await tried(send, route, {}, unknownId)];
    const bare = ({ status, body }: TestReply) => [
      nameOf(route),
      status,
      body.code,
      body.message,
      body.details,
    ];
    expect(bare(foreign)).toEqual(bare(unknown));
  }
});

test('lists show nothing of another workspace', async () => {
  const lists = routes.filter(
    ({ method, path, isForMembers }) =>
      method === 'GET' && isForMembers && !path.includes('{') && !path.endsWith('/stream'),
  );
  const secrets = [workspaceId, owner.id, ...Object.values(ids), 'owned@example.com'];
  for (const route of lists) {
    const { body } = await tried(callers.stranger.send, route);
    const text = JSON.stringify(body);
    expect([nameOf(route), secrets.filter((secret) => text.includes(secret))]).toEqual([nameOf(route), []]);
  }
});

test.each(['rep', 'manager'] as const)(
  'a %s out of reach gets 403 or 404, and changes nothing',
  async (name) => {
    expect(await failuresOf(ownedRoutes(), callers[name].send, isRefused)).toEqual([]);
  },
);

test('an API key without the scope gets 403 everywhere', async () => {
  const [figures, none] = [await newKey(['figures:read']), await newKey(['prospects:read'])];
  const members = routes.filter(({ isForMembers }) => isForMembers);
  const others = members.filter((route) => !isFigures(route));
  expect(await failuresOf(others, withKey(figures), is403)).toEqual([]);
  expect(await failuresOf(members.filter(isFigures), withKey(none), is403)).toEqual([]);
});

test('a change that another site’s page sends is refused everywhere', async () => {
  const evil = { origin: 'https://evil.example' };
  expect(await failuresOf(routes.filter(isChange), owner.send, isCrossOrigin, evil)).toEqual([]);
  const sneaky = sender(api.origin, { cookie: owner.cookie, 'sec-fetch-site': 'cross-site' });
  expect(await failuresOf(routes.filter(isChange), sneaky, isCrossOrigin)).toEqual([]);
  const proxied = { ...evil, authorization: 'Basic dXNlcjpwYXNz' };
  expect(await failuresOf(routes.filter(isChange), owner.send, isCrossOrigin, proxied)).toEqual([]);
});

test('no route that is read sets a cookie, nor any public one that did not let somebody in', async () => {
  const read = routes.filter(({ method, path }) => method === 'GET' && !path.endsWith('/stream'));
  const open = routes.filter((route) => !route.isForMembers && !route.path.endsWith('/sign-out'));
  for (const route of [...read, ...open]) {
    const { headers } = await tried(route.isForMembers ? owner.send : api.send, route);
    expect([nameOf(route), headers.getSetCookie()]).toEqual([nameOf(route), []]);
  }
});
