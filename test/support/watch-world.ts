import { loadConfig } from '@app/config';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Pool } from 'pg';
import { v7 as newId } from 'uuid';
import { createApi } from '../../apps/api/src/create-api.js';
import { createTestDatabase } from './test-database.js';

/** A person's browser; the proxy in front names the address. */
const browser = {
  'user-agent':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'sec-ch-ua': '"Chromium";v="141"',
};

/** What a request answered: `body` is parsed JSON, else the text. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // Tests reach into replies freely; what they say is asserted there.
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any
}

/**
 * A real API on a fresh database behind one believed proxy, and short ways to speak with it.
 * @param environment settings beside those that every world has
 */
export async function createWatchWorld(environment: Record<string, string> = {}) {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'outreel-watch-world-'));
  const config = loadConfig({
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    SIGN_UP: 'open',
    TRUST_PROXY: '1',
    ...environment,
  });
  const app = await createApi(config);
  await app.listen(0, '127.0.0.1');
  const origin = await app.getUrl();
  const pool = new Pool({ connectionString: database.url, max: 4 });
  pool.on('error', () => undefined);
  return {
    origin,
    pool,
    app,
    config,
    /** Sends a request. @param body an object goes as JSON, a text as it is */
    send: (method: string, at: string, body?: unknown, headers: Record<string, string> = {}) =>
      send(origin + at, method, body, headers),
    close: async () => {
      await app.close();
      await pool.end();
      await database.drop();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** What {@link createWatchWorld} makes. */
export type WatchWorld = Awaited<ReturnType<typeof createWatchWorld>>;

async function send(url: string, method: string, body: unknown, headers: Record<string, string>) {
  const isText = typeof body === 'string';
  const reply = await fetch(url, {
    method,
    headers: {
      ...(body === undefined
        ? {}
        : { 'content-type': isText ? 'text/plain;charset=UTF-8' : 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isText ? body : JSON.stringify(body) }),
  });
  const text = await reply.text();
  const isJson = reply.headers.get('content-type')?.includes('json') === true;
  return { status: reply.status, headers: reply.headers, body: isJson ? JSON.parse(text) : text } as Reply;
}

/** A signed-in member; `cookies` holds session and sender's mark. */
export interface SignedIn {
  readonly id: string;
  readonly workspaceId: string;
  readonly cookies: Record<string, string>;
  readonly headers: { readonly cookie: string };
}

/** Makes a workspace with its admin. */
export async function signUp(world: WatchWorld, workspaceName = 'Acme'): Promise<SignedIn> {
  const email = `${newId()}@example.com`;
  const person = { workspaceName, name: 'Ada Admin', email, password: 'correct horse battery' };
  return signedIn(await world.send('POST', '/api/v1/auth/sign-up', person));
}

/** Makes another member of the admin's workspace and signs them in. */
export async function addMember(
  world: WatchWorld,
  admin: SignedIn,
  { role = 'rep', teamId = null as string | null, name = 'Rita Rep' } = {},
): Promise<SignedIn> {
  const email = `${newId()}@example.com`;
  await world.pool.query(
    `insert into members (id, workspace_id, team_id, email, name, role, password_hash)
     select $1, workspace_id, $2, $3, $4, $5, password_hash from members where id = $6`,
    [newId(), teamId, email, name, role, admin.id],
  );
  return signedIn(
    await world.send('POST', '/api/v1/auth/sign-in', { email, password: 'correct horse battery' }),
  );
}

function signedIn({ body, headers }: Reply): SignedIn {
  const cookies = Object.fromEntries(
    headers.getSetCookie().map((cookie) => cookie.split(';')[0]!.split('=') as [string, string]),
  );
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
  return { id: body.member.id, workspaceId: body.workspace.id, cookies, headers: { cookie } };
}

/** Makes a team. */
export async function addTeam(world: WatchWorld, { workspaceId }: SignedIn): Promise<string> {
  const id = newId();
  await world.pool.query(`insert into teams (id, workspace_id, name) values ($1, $2, 'Sales')`, [
    id,
    workspaceId,
  ]);
  return id;
}

/** A playable video of the member, with a personal link that was sent an hour ago. */
export interface SentLink {
  readonly id: string;
  readonly slug: string;
  readonly videoId: string;
  readonly prospectId: string;
}

/** Makes a {@link SentLink}; on `videoId` if one is given. */
export async function sendLink(
  world: WatchWorld,
  member: SignedIn,
  { durationMs = 60_000, videoId = newId(), sentMinutesAgo = 60, page = {} as object } = {},
): Promise<SentLink> {
  const [id, prospectId, { workspaceId, id: memberId }] = [newId(), newId(), member];
  await world.pool.query(
    `insert into videos (id, workspace_id, member_id, title, kind, state, duration_ms, published_attempt)
     values ($1, $2, $3, 'Hello Jane', 'recording', 'ready', $4, 1) on conflict do nothing`,
    [videoId, workspaceId, memberId, durationMs],
  );
  await world.pool.query(
    `insert into prospects (id, workspace_id, member_id, email, first_name, last_name)
     values ($1::uuid, $2, $3, $1::uuid::text || '@example.com', 'Jane', 'Doe')`,
    [prospectId, workspaceId, memberId],
  );
  await world.pool.query(
    `insert into links (id, workspace_id, video_id, member_id, team_id, prospect_id, slug, page, sent_at)
     values ($1::uuid, $2, $3, $4, (select team_id from members where id = $4), $5, $1::uuid::text, $6, now() - make_interval(mins => $7))`,
    [id, workspaceId, videoId, memberId, prospectId, { callsToAction: [], ...page }, sentMinutesAgo],
  );
  return { id, slug: id, videoId, prospectId };
}

let people = 0;

/** Somebody with a browser and an address (a network) of their own. */
export class Viewer {
  private readonly address = `198.${18 + (++people >> 8)}.${people & 255}.7`;
  id = '';
  token = '';
  private seq = 0;

  constructor(
    private readonly world: WatchWorld,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** Sends as this viewer. */
  send(method: string, at: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const own = { ...browser, 'x-forwarded-for': this.address, ...this.headers };
    return this.world.send(method, at, body, { ...own, ...headers });
  }

  /** The page's script opens a visit. */
  async open({ slug }: { slug: string }, page: object = {}): Promise<Reply> {
    const reply = await this.send('POST', '/api/v1/visits', { slug, page: { isVisible: true, ...page } });
    if (reply.status === 201) [this.id, this.token] = [reply.body.id, reply.body.token];
    return reply;
  }

  /** A beacon of ten honest seconds each, as `sendBeacon` sends it, after a trusted start; changed as given. */
  beacon(change: object = {}, ...spans: [from: number, to: number][]) {
    return {
      token: this.token,
      seq: this.seq++,
      spans: spans.map(([from, to]) => ({ from, to, rate: 1, muted: false, elapsed: to - from })),
      events: [{ type: 'played', isTrusted: true }],
      ...change,
    };
  }

  /** Sends a beacon. */
  tell(beacon: object): Promise<Reply> {
    return this.send('POST', '/api/v1/beacons', JSON.stringify(beacon));
  }

  /** Plays stretches of the video in one beacon. */
  play(...spans: [from: number, to: number][]): Promise<Reply> {
    return this.tell(this.beacon({}, ...spans));
  }

  /** Does something beside watching. */
  act(what: string, body: object): Promise<Reply> {
    return this.send('POST', `/api/v1/visits/${this.id}/${what}`, { token: this.token, ...body });
  }
}
