/** How a person's browser ends without having been asked. Linux only. */
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { processesOf } from './outreel-process.js';
import { secondsOfClock } from './person-recording.js';
import { eventually } from './person.js';

/**
 * `kill -9` of the browser that uses a profile; resolves when none of its processes is left and the profile can be
 * opened again.
 */
export async function killBrowser(profile: string): Promise<void> {
  for (const line of processesOf(profile)) kill(Number(line.split(' ')[0]));
  await eventually(
    async () => processesOf(profile),
    (left) => left.length === 0,
    'the browser is gone',
  );
  // What says that the profile is in use was left behind as well.
  const marks = readdirSync(profile).filter((name) => name.startsWith('Singleton'));
  await Promise.all(marks.map((name) => rm(join(profile, name), { force: true })));
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // The others end with the first one.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Loads the page again although it asks to stay. */
export async function reloadAnyway(page: Page): Promise<void> {
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
}

/** Up to where the screen says that the recording is kept on the device, ms (whole seconds); 0 before it says so. */
export async function keptMs(page: Page): Promise<number> {
  return keptMsIn(await page.locator('main').innerText());
}

/** The same of a screen's text. */
export function keptMsIn(text: string): number {
  const [, time = '0:00'] = /Kept on this device up to (\d+:\d+)/.exec(text) ?? [];
  return secondsOfClock(time) * 1000;
}

/** Resolves when so much is kept on the device; on a busy computer that is long after the clock says so. */
export async function untilKept(page: Page, seconds: number): Promise<number> {
  return eventually(
    () => keptMs(page),
    (ms) => ms >= seconds * 1000,
    `${seconds} seconds are kept`,
  );
}
