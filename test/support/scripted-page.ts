/**
 * What a rep does on the Record screen and on a watch page in browsers that Playwright does not drive. Their drivers
 * have little in common: here a page needs no more than an address, texts to evaluate and a mouse.
 */
import { keptMsIn } from './person-crash.js';
import { secondsOfClock } from './person-recording.js';
import { eventually } from './person.js';

/** A page of any browser. */
export interface ScriptedPage {
  goto(url: string): Promise<void>;
  /** @param expression JavaScript; a promise is waited for. @returns its value, as far as JSON can carry it */
  evaluate(expression: string): Promise<unknown>;
  /** Presses the mouse, in pixels of the window. */
  clickAt(x: number, y: number): Promise<void>;
}

/** Sends to the API with this browser's session. @throws when it refuses */
export async function sendFrom(page: ScriptedPage, path: string, body: object): Promise<void> {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const status = await page.evaluate(
    `fetch('/api/v1${path}', ${JSON.stringify(request)}).then(({ status }) => status)`,
  );
  if (Number(status) >= 300) throw new Error(`${path} answered ${String(status)}.`);
}

/** Reads from the API with this browser's session. */
export async function readFrom<Body>(page: ScriptedPage, path: string): Promise<Body> {
  const text = await page.evaluate(`fetch('/api/v1${path}').then((reply) => reply.text())`);
  return JSON.parse(String(text)) as Body;
}

/** Opens Record and presses the red button; resolves while it records. */
export async function recordIn(page: ScriptedPage, origin: string): Promise<void> {
  await page.goto(`${origin}/record`);
  await eventually(
    () => page.evaluate(`document.querySelector('meter') !== null`),
    (isThere) => isThere === true,
    'the microphone is heard',
  );
  await pressIn(page, 'Record');
  await untilShown(page, 'Pause');
}

/** Presses a button of the screen by its name, as soon as it can be pressed. */
export async function pressIn(page: ScriptedPage, name: string): Promise<void> {
  const middle = `(() => {
    const nameOf = (button) => {
      const copy = button.cloneNode(true);
      for (const hidden of copy.querySelectorAll('[aria-hidden]')) hidden.remove();
      return (button.getAttribute('aria-label') ?? copy.textContent).trim();
    };
    const isMeant = (button) => nameOf(button) === ${JSON.stringify(name)};
    const button = [...document.querySelectorAll('main button, #stage button')].find((button) => isMeant(button) && !button.disabled);
    if (!button) return null;
    button.scrollIntoView({ block: 'center' });
    const { x, y, width, height } = button.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  })()`;
  // The library's own way waits for two still animation frames, which a page that composes may owe it for long.
  const place = await eventually(
    async () => (await page.evaluate(middle)) as { x: number; y: number } | null,
    (found) => found !== null,
    `“${name}” can be pressed`,
  );
  if (place) await page.clickAt(place.x, place.y);
}

/** Resolves when so many seconds are recorded. */
export async function untilRecordedIn(page: ScriptedPage, seconds: number): Promise<void> {
  await eventually(
    async () => String(await page.evaluate(`document.querySelector('[role=timer]')?.textContent ?? ''`)),
    (text) => secondsOfClock(text) >= seconds,
    `${seconds} seconds are recorded`,
  );
}

/** Resolves when so much is kept on the device. @returns how much that is, milliseconds */
export async function untilKeptIn(page: ScriptedPage, seconds: number): Promise<number> {
  return eventually(
    async () => keptMsIn(await textIn(page)),
    (keptMs) => keptMs >= seconds * 1000,
    `${seconds} seconds are kept`,
  );
}

/** Everything that can be read on the screen. */
async function textIn(page: ScriptedPage): Promise<string> {
  return String(await page.evaluate('document.body.innerText'));
}

/** Resolves when the screen shows a text. */
export async function untilShown(page: ScriptedPage, text: string): Promise<void> {
  await eventually(
    () => textIn(page),
    (shown) => shown.includes(text),
    `“${text}” is shown`,
  );
}

/** Presses play and resolves when frames were shown and so many seconds have passed. */
export async function watchIn(page: ScriptedPage, url: string, seconds: number): Promise<void> {
  await page.goto(url);
  await pressIn(page, 'Play video');
  const state = `(() => {
    const video = document.querySelector('video');
    return { currentTime: video.currentTime, width: video.videoWidth, frames: video.getVideoPlaybackQuality().totalVideoFrames };
  })()`;
  await eventually(
    async () => (await page.evaluate(state)) as { currentTime: number; width: number; frames: number },
    ({ currentTime, width, frames }) => currentTime > seconds && width > 0 && frames > 0,
    `${seconds} seconds are played`,
  );
}
