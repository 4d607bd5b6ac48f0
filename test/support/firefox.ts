/**
 * A real Firefox with its own fake camera and microphone, driven over WebDriver BiDi (`5-media.md`, Testing with a
 * real browser). Called by the specs of `test/e2e`; no product code imports it.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type Browser } from 'puppeteer-core';
import { patienceMs } from './person.js';
import type { ScriptedPage } from './scripted-page.js';

/** A running Firefox with one open page. */
export interface RunningFirefox {
  readonly browser: Browser;
  readonly page: ScriptedPage;
}

/** A folder that Firefoxes keep their data in, one after the other. */
export interface FirefoxProfile {
  start(): Promise<RunningFirefox>;
  /** Ends the running one as a power cut would. */
  kill(): Promise<void>;
  /** Ends the running one and deletes everything. */
  remove(): Promise<void>;
}

/** Where Firefox is: `FIREFOX_PATH`, else where the platform's packages put it. @throws when there is none */
export function firefoxPath(): string {
  const places = [
    process.env['FIREFOX_PATH'],
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  ];
  const found = places.find((path) => path !== undefined && existsSync(path));
  if (!found) throw new Error('No Firefox found. Install the package "firefox-esr" or set FIREFOX_PATH.');
  return found;
}

/** Fake devices instead of real ones, and nobody who has to answer a question. */
const preferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  // A machine without loudspeakers: otherwise Firefox never starts WebAudio.
  'media.cubeb.force_mock_context': true,
  'media.cubeb.sandbox': false,
  'dom.events.testing.asyncClipboard': true,
  // A killed browser is not to greet with its safe mode.
  'toolkit.startup.max_resumed_crashes': -1,
  'browser.sessionstore.resume_from_crash': false,
};

/** Makes an empty profile. @param changed preferences that differ from an ordinary Firefox */
export async function makeFirefoxProfile(changed: Record<string, unknown> = {}): Promise<FirefoxProfile> {
  const folder = await mkdtemp(join(tmpdir(), 'outreel-firefox-'));
  let running: RunningFirefox | null = null;
  const start = async () => {
    running = await startIn(folder, { ...preferences, ...changed });
    return running;
  };
  const kill = async () => {
    if (running) await killFirefox(running.browser);
    running = null;
  };
  const remove = async () => {
    await kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { start, kill, remove };
}

async function startIn(folder: string, extraPrefsFirefox: Record<string, unknown>): Promise<RunningFirefox> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: firefoxPath(),
    headless: true,
    userDataDir: folder,
    extraPrefsFirefox,
    timeout: patienceMs,
    protocolTimeout: patienceMs,
    defaultViewport: { width: 1280, height: 800 },
  });
  const page = (await browser.pages())[0] ?? (await browser.newPage());
  page.setDefaultTimeout(patienceMs);
  return {
    browser,
    page: {
      goto: async (url) => void (await page.goto(url)),
      evaluate: (expression) => page.evaluate(expression),
      clickAt: (x, y) => page.mouse.click(x, y),
    },
  };
}

async function killFirefox(browser: Browser): Promise<void> {
  const child = browser.process();
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((settle) => child.once('close', settle));
  child.kill('SIGKILL');
  await ended;
}
