/** What an inspector of a screen looks at: trouble in the background, accessibility, and the way by keyboard. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { eventually, takeShot } from './person.js';

/** Trouble that a person does not see, as sentences; `take` empties it. */
export interface Troubles {
  take(): string[];
}

/** Listens to the console, to errors and to requests. @param isIntended for answers that are part of a test */
export function listenForTrouble(page: Page, isIntended: (url: URL, status: number) => boolean): Troubles {
  let found: string[] = [];
  page.on('console', (message) => {
    // A refused request is judged below, where its address and status are known.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      found.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => found.push(`error: ${error.message}`));
  page.on('response', (reply) => {
    if (reply.status() >= 400 && !isIntended(new URL(reply.url()), reply.status()))
      found.push(`${reply.status()} of ${reply.request().method()} ${reply.url()}`);
  });
  page.on('requestfailed', (request) => {
    // Leaving a screen ends its stream, its media and its pictures.
    const reason = request.failure()?.errorText;
    if (reason !== 'net::ERR_ABORTED') found.push(`${reason} of ${request.url()}`);
  });
  return { take: () => found.splice(0) };
}

/** What is still on its way; pictures and fonts too, or they would be missing in what is looked at. */
const unsettled = `
  document.querySelector('h1, h2') === null ? 'no heading'
  : document.querySelector('[class*="Skeleton"], [class*="Loader"]') !== null ? 'placeholders'
  : document.fonts.status !== 'loaded' ? 'fonts'
  : [...document.images].some((image) => !image.complete) ? 'pictures' : ''`;

/** Resolves when nothing on the screen is a placeholder any more. */
export async function untilSettled(page: Page): Promise<void> {
  await eventually(
    () => page.evaluate<string>(unsettled),
    (what) => what === '',
    'the screen is complete',
  );
}

/** Resolves when nothing is on its way from one look to another: colours half-way are nobody's. */
async function untilStill(page: Page): Promise<void> {
  await eventually(
    () =>
      page.evaluate<number>(
        `document.getAnimations().filter((one) => one instanceof CSSTransition && one.playState === 'running').length`,
      ),
    (running) => running === 0,
    'the screen stands still',
  );
}

/** Accessibility violations of the screen as soon as it stands still, one line for each element. */
export async function violationsOf(page: Page): Promise<string[]> {
  await untilStill(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary, html }) =>
        `${id}: ${target.join(' ')} – ${failureSummary?.split('\n')[1]?.trim()}: ${html.slice(0, 400)}`,
    ),
  );
}

const mostTabs = 40;

/** Presses Tab in a page just loaded until the element has the focus. @returns whether it got there */
export async function isReachedByKeyboard(page: Page, element: Locator): Promise<boolean> {
  for (let tabs = 0; tabs < mostTabs; tabs++) {
    await page.keyboard.press('Tab');
    if ((await element.and(page.locator(':focus')).count()) > 0) return true;
  }
  return false;
}

/** The looks in which every screen is judged. */
export const looks = [
  { name: 'wide', width: 1440, height: 900, colorScheme: 'light' },
  { name: 'wide-dark', width: 1440, height: 900, colorScheme: 'dark' },
  { name: 'phone', width: 390, height: 844, colorScheme: 'light' },
] as const;

/** Puts the page into a look, as turning a device or switching to dark does: nothing is loaded again. */
export async function wear(
  page: Page,
  { width, height, colorScheme }: (typeof looks)[number],
): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await untilStill(page);
}

/** {@link takeShot} under the name of screen and look. */
export const shootScreen = (page: Page, screen: string, look: (typeof looks)[number]) =>
  takeShot(page, `screen-${screen.replaceAll(/[^a-z]+/gi, '-')}-${look.name}`, look.name === 'phone');
