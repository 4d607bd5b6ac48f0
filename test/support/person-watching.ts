/** What a person does on a watch page, with a real mouse. */
import type { Page } from 'playwright-core';
import { eventually } from './person.js';

/** What a `<video>` says of itself. Times in seconds. */
export interface Playback {
  readonly currentTime: number;
  readonly duration: number;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly isPaused: boolean;
}

/** As much of the DOM's video as is asked here; the DOM's own types are not those of Node. */
interface VideoElement {
  readonly currentTime: number;
  readonly duration: number;
  readonly videoWidth: number;
  readonly videoHeight: number;
  readonly paused: boolean;
  getVideoPlaybackQuality(): { totalVideoFrames: number };
}

/** Reads the first video of a page. */
export function playbackOf(page: Page): Promise<Playback> {
  return page
    .locator('video')
    .first()
    .evaluate((element: unknown) => {
      const video = element as VideoElement;
      const { currentTime, duration, videoWidth: width, videoHeight: height, paused: isPaused } = video;
      return {
        currentTime,
        duration,
        width,
        height,
        frames: video.getVideoPlaybackQuality().totalVideoFrames,
        isPaused,
      };
    });
}

/** Resolves when decoded frames were shown and the first video has passed `seconds` of its time. */
export async function untilPlayed(page: Page, seconds: number): Promise<void> {
  await eventually(
    () => playbackOf(page),
    ({ currentTime, width, frames }) => currentTime > seconds && width > 0 && frames > 0,
    `${seconds} seconds are played`,
  );
}

/** Presses the big button with the mouse. */
export async function pressPlay(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Play video' }).click();
}

/** Watches from the start and pauses when so much of the video has passed. @param share 0–1 */
export async function watchShare(page: Page, share: number): Promise<Playback> {
  await pressPlay(page);
  await untilPlayed(page, 0.1);
  const { duration } = await playbackOf(page);
  const picture = await page.locator('#stage').boundingBox();
  if (!picture) throw new Error('The player is not on the screen.');
  await untilPlayed(page, duration * share - 0.2);
  // A click into the picture pauses; the mouse needs no more than that, so the pause comes on time.
  await page.mouse.click(picture.x + picture.width / 2, picture.y + picture.height / 3);
  return eventually(
    () => playbackOf(page),
    ({ isPaused }) => isPaused,
    'the click pauses',
  );
}

/** Writes a reply and sends it. Resolves when the page has confirmed it. */
export async function sendReply(page: Page, text: string): Promise<void> {
  await page.getByLabel('Reply', { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Send reply' }).click();
  await page.getByText('Your reply was sent').waitFor();
}

/** Gives the page a slow line. @param bytesPerSecond that it carries */
export async function slowDown(page: Page, bytesPerSecond: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 50,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
}
