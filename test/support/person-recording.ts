/** What a rep does on the Record screen. */
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { eventually } from './person.js';

/** Title of the tab that is shared; what {@link BrowserOptions.sharedTabTitle} has to name. */
export const sharedTitle = 'OurSlides';

/** Opens a tab with something that moves, to be shared. */
export async function openSlides(context: BrowserContext): Promise<Page> {
  const slides = await context.newPage();
  await slides.setContent(
    `<title>${sharedTitle}</title><body style="background:#123;color:#fff;font:80px sans-serif">Slide <output></output>
    <script>setInterval(() => (document.querySelector('output').textContent = Date.now()), 40)</script>`,
  );
  return slides;
}

/** Chooses screen and camera; resolves when both are composed and the microphone is heard. */
export async function chooseScreenAndCamera(page: Page): Promise<void> {
  await redButton(page).and(page.locator(':enabled')).waitFor();
  await page.getByText('Screen + camera', { exact: true }).click();
  await page
    .getByRole('radio', { name: 'Screen + camera' })
    .and(page.locator(':checked'))
    .waitFor({ state: 'attached' });
}

/** Different levels that the meter shows (0–100), as soon as it has moved. */
export async function watchMeter(page: Page): Promise<number[]> {
  await page.getByRole('meter', { name: 'Microphone level' }).waitFor();
  // Kept in the page: the fake microphone's beep is short, and looks from outside could always come between two.
  await page.evaluate(`
    window.levels = new Set();
    const meter = document.querySelector('meter');
    new MutationObserver(() => levels.add(Math.round(meter.value * 100))).observe(meter, { attributes: true });
  `);
  return eventually(
    () => page.evaluate<number[]>('[...levels]'),
    (levels) => levels.length > 2 && Math.max(...levels) > 0,
    'the level meter moves',
  );
}

/** Presses the red button. @returns what is announced until the recording runs, in order */
export async function startRecording(page: Page): Promise<string[]> {
  await listen(page);
  await redButton(page).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  return page.evaluate<string[]>('heard');
}

/** Whole seconds that the recorder shows as recorded. */
export async function recordedSeconds(page: Page): Promise<number> {
  return secondsOfClock((await page.getByRole('timer', { name: 'Recorded time' }).textContent()) ?? '');
}

/** Seconds of a clock as the recorder shows it, `m:ss`. */
export function secondsOfClock(text: string): number {
  const [minutes, seconds] = text.split(':').map(Number);
  return (minutes ?? NaN) * 60 + (seconds ?? NaN);
}

/** Resolves when so many seconds are recorded. */
export async function untilRecorded(page: Page, seconds: number): Promise<void> {
  await eventually(
    () => recordedSeconds(page),
    (recorded) => recorded >= seconds,
    `${seconds} seconds are recorded`,
  );
}

/** Opens Record; resolves when the red button can be pressed. */
export async function openRecorder(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/record`);
  await redButton(page).and(page.locator(':enabled')).waitFor();
}

/**
 * Gives or takes the permissions of an origin, as the browser's own settings do: taking one ends its track.
 * @param settings both, because the first one that is set takes the other away
 */
export async function permit(
  page: Page,
  origin: string,
  settings: Record<'camera' | 'microphone', 'granted' | 'denied'>,
): Promise<void> {
  const browser = await browserOf(page);
  for (const [name, setting] of Object.entries(settings))
    await browser.send('Browser.setPermission', {
      permission: { name },
      setting: setting as 'granted' | 'denied',
      origin,
    });
}

/** What is set over a connection ends with it: so each page keeps one. */
const connections = new WeakMap<Page, Promise<CDPSession>>();

function browserOf(page: Page): Promise<CDPSession> {
  const connection = connections.get(page) ?? page.context().newCDPSession(page);
  connections.set(page, connection);
  return connection;
}

/** Plugs in a microphone that has no sound, or rather: makes the page believe that somebody did. */
export async function plugIn(page: Page, name: string): Promise<void> {
  await page.evaluate(`(() => {
    const devices = navigator.mediaDevices;
    const before = devices.enumerateDevices.bind(devices);
    const added = { kind: 'audioinput', deviceId: 'plugged-in', groupId: '', label: ${JSON.stringify(name)} };
    devices.enumerateDevices = async () => [...(await before()), added];
    devices.dispatchEvent(new Event('devicechange'));
  })()`);
}

/** The problem with this title, as a screen reader is told of it. */
export function problem(page: Page, title: string) {
  return page.getByRole('region', { name: title }).filter({ has: page.getByRole('alert') });
}

/** The button that starts a recording. */
export function redButton(page: Page) {
  return page.getByRole('main').getByRole('button', { name: 'Record', exact: true });
}

/** Keeps what a screen reader would say. (A text, because the DOM's types are not those of Node.) */
async function listen(page: Page): Promise<void> {
  await page.evaluate(`
    window.heard = [];
    new MutationObserver(() => {
      const text = document.querySelector('main [aria-live=polite]')?.textContent ?? '';
      if (text !== '' && heard.at(-1) !== text) heard.push(text);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  `);
}
