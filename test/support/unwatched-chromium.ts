/**
 * A Chromium that nobody looks into while it works. DevTools, and so every test driver, makes a page keep a record of
 * its requests and what they carried: a tab that uploads for half an hour would seem to grow. Called by `test/bench`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chromium, type Page } from 'playwright-core';
import { chromiumArguments, chromiumPath, type BrowserOptions } from './chromium.js';
import { freePort } from './free-port.js';

/** The running browser. */
export interface UnwatchedChromium {
  /** Looks into it for as long as `work` takes. */
  whileWatched<Result>(work: (page: Page) => Promise<Result>): Promise<Result>;
  stop(): Promise<void>;
}

/** @param profile folder of its profile; the caller removes it */
export async function startUnwatched(profile: string, options: BrowserOptions): Promise<UnwatchedChromium> {
  const port = await freePort();
  const child = spawn(
    chromiumPath(),
    [
      '--headless=new',
      `--user-data-dir=${profile}`,
      `--remote-debugging-port=${port}`,
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
      // Answers the question for camera and microphone, which a driver would have to be there for.
      '--use-fake-ui-for-media-stream',
      ...chromiumArguments(options),
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  const whileWatched = async <Result>(work: (page: Page) => Promise<Result>) => {
    const browser = await connect(`http://127.0.0.1:${port}`);
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('The browser has no page.');
    try {
      return await work(page);
    } finally {
      // Only the connection ends.
      await browser.close();
    }
  };
  const stop = async () => {
    child.kill();
    await once(child, 'exit');
  };
  return { whileWatched, stop };
}

async function connect(address: string) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await chromium.connectOverCDP(address);
    } catch (error) {
      if (tries === 60) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
