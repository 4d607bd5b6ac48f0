/**
 * A real WebKit (WebKitGTK's MiniBrowser) with its own mock camera and microphone, on a screen that nobody sees, driven
 * by WebDriver. Called by the specs of `test/browsers`; no product code imports it. Linux only.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { eventually, patienceMs } from './person.js';
import type { ScriptedPage } from './scripted-page.js';

/** A running WebKit with one open page. */
export interface RunningWebKit {
  readonly page: ScriptedPage;
  close(): Promise<void>;
}

const libraries = '/usr/lib';

/** Where Debian's packages put it, beside the library. @throws when there is none */
function miniBrowserPath(): string {
  const found = readdirSync(libraries)
    .map((folder) => join(libraries, folder, 'webkit2gtk-4.1/MiniBrowser'))
    .find((path) => existsSync(path));
  if (!found) throw new Error('No WebKit found. Install the packages "webkit2gtk-driver" and "xvfb".');
  return found;
}

/** Starts WebKit. The caller closes it. */
export async function startWebKit(): Promise<RunningWebKit> {
  const screen = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x900x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const display = await new Promise<string>((resolve, reject) => {
    screen.once('error', reject);
    screen.stdout.once('data', (number: Buffer) => resolve(`:${number.toString().trim()}`));
  });
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    env: { ...process.env, DISPLAY: display },
    stdio: 'ignore',
  });
  const send = senderTo(`http://127.0.0.1:${port}`);
  await eventually(
    () => send('GET', '/status').catch(() => null),
    (status) => status !== null,
    'the driver answers',
  );
  const session = await openSession(send);
  const close = async () => {
    await send('DELETE', session);
    await Promise.all([driver, screen].map(end));
  };
  return { page: pageOf(send, session), close };
}

type Send = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<unknown>;

/** @returns a function that throws what the driver complains of */
function senderTo(origin: string): Send {
  return async (method, path, body) => {
    const reply = await fetch(origin + path, { method, body: body ? JSON.stringify(body) : null });
    const { value } = (await reply.json()) as { value: unknown };
    if (!reply.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  };
}

/** @returns the session's path */
async function openSession(send: Send): Promise<string> {
  const alwaysMatch = {
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': {
      binary: miniBrowserPath(),
      args: ['--automation', '--enable-mock-capture-devices=true', '--enable-media-stream=true'],
    },
  };
  const { sessionId } = (await send('POST', '/session', { capabilities: { alwaysMatch } })) as {
    sessionId: string;
  };
  const session = `/session/${sessionId}`;
  await send('POST', `${session}/timeouts`, { script: patienceMs, pageLoad: patienceMs });
  return session;
}

function pageOf(send: Send, session: string): ScriptedPage {
  return {
    goto: async (url) => void (await send('POST', `${session}/url`, { url })),
    evaluate: (expression) =>
      send('POST', `${session}/execute/async`, {
        script: `const done = arguments[arguments.length - 1]; Promise.resolve(${expression}).then(done);`,
        args: [],
      }),
    clickAt: async (x, y) => {
      const actions = [
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ];
      await send('POST', `${session}/actions`, { actions: [{ type: 'pointer', id: 'mouse', actions }] });
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
