/**
 * A browser as a person's looks to a server: no automation flag, no `HeadlessChrome`, and only real input.
 * Called by the specs of `test/e2e`, for reps (with fake devices) and for prospects.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core';
import { chromiumArguments, chromiumPath, type BrowserOptions, type TestBrowser } from './chromium.js';

const run = promisify(execFile);

/** How patient a person of these tests is: a two-core machine under load takes its time. Milliseconds. */
export const patienceMs = 90_000;

/** What beside a {@link BrowserOptions} makes a person. */
export interface PersonOptions extends BrowserOptions {
  /** Anything Playwright knows of a context, such as `javaScriptEnabled`. */
  readonly context?: BrowserContextOptions;
  /** Folder of a profile that outlives the browser; the caller removes it. Without it a fresh one is used and removed. */
  readonly profile?: string;
}

/** A person's browser with one open page. */
export interface Person extends TestBrowser {
  readonly page: Page;
}

/** The agent that the same browser would show with a window. */
async function windowedAgent(): Promise<string> {
  const { stdout } = await run(chromiumPath(), ['--version']);
  const major = /(\d+)\.\d+/.exec(stdout)?.[1];
  if (!major) throw new Error(`Chromium told no version: ${stdout}`);
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Safari/537.36`;
}

/** Opens a person's browser. The caller closes it. */
export async function invitePerson(options: PersonOptions = {}): Promise<Person> {
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'outreel-person-')));
  const isScripted = options.context?.javaScriptEnabled !== false;
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless: true,
    viewport: options.viewport ?? { width: 1440, height: 900 },
    permissions: ['camera', 'microphone', 'clipboard-read', 'clipboard-write'],
    ignoreDefaultArgs: ['--mute-audio', '--enable-automation'],
    userAgent: await windowedAgent(),
    ...options.context,
    args: [
      ...chromiumArguments(options).filter((flag) => isScripted || !flag.startsWith('--autoplay-policy')),
      '--disable-blink-features=AutomationControlled',
    ],
  });
  context.setDefaultTimeout(patienceMs);
  context.setDefaultNavigationTimeout(patienceMs);
  const page = context.pages()[0] ?? (await context.newPage());
  const close = async () => {
    await context.close();
    if (options.profile === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { context, page, close };
}

/** Saves what is on the screen into `SCREENSHOT_DIR`, when that is set. @param name file name without ending */
export async function takeShot(page: Page, name: string, isWhole = false): Promise<void> {
  const directory = process.env['SCREENSHOT_DIR'];
  if (!directory) return;
  await mkdir(directory, { recursive: true });
  await page.screenshot({ path: join(directory, `${name}.png`), fullPage: isWhole, animations: 'disabled' });
}

/**
 * Reads again until the value is right.
 * @returns the right value
 * @throws after {@link patienceMs} with the last value
 */
export async function eventually<Value>(
  read: () => Promise<Value>,
  isRight: (value: Value) => boolean,
  what: string,
): Promise<Value> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const value = await read();
    if (isRight(value)) return value;
    if (Date.now() > giveUpAt) throw new Error(`Never happened: ${what}. Last: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
