import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@app/config';
import type { Role } from '@app/contracts';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { createApi } from '../../apps/api/src/create-api.js';
import { createTestDatabase } from './test-database.js';

/** A reply: its status, headers and body, parsed when it is JSON. */
export interface TestReply {
  status: number;
  headers: Headers;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into replies of every shape
  body: any;
}

/** Sends a request as one caller; `body` is sent as JSON unless it is text or bytes. */
export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<TestReply>;

/** A signed-in member of a test. */
export interface TestMember {
  id: string;
  cookie: string;
  send: Send;
}

/** The real API on a fresh database and a free port. */
export interface TestApi {
  app: NestFastifyApplication;
  origin: string;
  databaseUrl: string;
  /** Runs SQL on its database. */
  // oxlint-disable-next-line typescript/no-explicit-any -- rows of every shape
  query(sql: string, parameters?: unknown[]): Promise<any[]>;
  /** Sends as nobody, or with the given headers. */
  send: Send;
  /** Makes a workspace with its admin. */
  signUp(name: string): Promise<TestMember>;
  /** Invites somebody as `by` and accepts. */
  join(by: TestMember, role: Role, teamId?: string): Promise<TestMember>;
  close(): Promise<void>;
}

let people = 0;
const email = () => `person-${(people += 1)}@example.com`;

/** Starts the API. Sign-up is open, so that a test has as many workspaces as it wants. */
export async function startTestApi(environment: Record<string, string> = {}): Promise<TestApi> {
  const database = await createTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'outreel-test-api-'));
  const app = await createApi(
    loadConfig({
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      SIGN_UP: 'open',
      LOG_LEVEL: 'silent',
      ...environment,
    }),
  );
  await app.listen(0, '127.0.0.1');
  const origin = `http://127.0.0.1:${(app.getHttpServer().address() as { port: number }).port}`;
  const sql = new Client({ connectionString: database.url });
  await sql.connect();
  const send = sender(origin, {});
  const asMember = (reply: TestReply): TestMember => {
    if (reply.status !== 201) throw new Error(`Not signed in: ${JSON.stringify(reply.body)}`);
    const cookie = reply.headers.getSetCookie()[0]!.split(';')[0]!;
    return { id: reply.body.member.id, cookie, send: sender(origin, { cookie, origin }) };
  };
  return {
    app,
    origin,
    databaseUrl: database.url,
    send,
    query: async (text, parameters) => (await sql.query(text, parameters)).rows,
    signUp: async (name) =>
      asMember(
        await send('POST', '/api/v1/auth/sign-up', {
          workspaceName: name,
          name,
          email: email(),
          password: 'a long password',
        }),
      ),
    join: async (by, role, teamId) => {
      const invitation = await by.send('POST', '/api/v1/invitations', { email: email(), role, teamId });
      const token = String(invitation.body.url).split('/').at(-1);
      const accepted = { name: role, password: 'a long password' };
      return asMember(await send('POST', `/api/v1/invitations/${token}/accept`, accepted));
    },
    close: async () => {
      await sql.end();
      await app.close();
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A sender with fixed headers. */
export function sender(origin: string, fixed: Record<string, string>): Send {
  return async (method, path, body, headers = {}) => {
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
    const reply = await fetch(`${origin}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && !isRaw ? { 'content-type': 'application/json' } : {}),
        ...fixed,
        ...headers,
      },
      body: body === undefined ? undefined : isRaw ? (body as string) : JSON.stringify(body),
    });
    const text = await reply.text();
    const isJson = reply.headers.get('content-type')?.includes('json');
    return { status: reply.status, headers: reply.headers, body: isJson && text ? JSON.parse(text) : text };
  };
}
