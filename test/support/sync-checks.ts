/** Records the fixtures of `sync-fixture.ts` through the app and fetches what it publishes. */
import type { Video } from '@app/contracts';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { APIRequestContext, Page } from 'playwright-core';
import { eventually } from './person.js';
import { untilRecorded } from './person-recording.js';
import type { Member } from './running-outreel-sample.js';

/** Pauses, waits until so many further pictures have come from the camera, and goes on. */
export async function pauseForFrames(page: Page, frames: number): Promise<void> {
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Resume' }).waitFor();
  const seen = () => page.evaluate<number>('syncProbe.frames.length');
  const before = await seen();
  await eventually(seen, (count) => count >= before + frames, `${frames} more pictures have come`);
  await page.getByRole('button', { name: 'Resume' }).click();
}

/** Records until so many seconds are there and stops. @returns the video, once it plays */
export async function stopAt(page: Page, member: Member, seconds: number): Promise<Video> {
  await untilRecorded(page, seconds);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('The link plays', { exact: true }).waitFor();
  const { items } = await member.get<{ items: [Video] }>('/videos');
  return items[0];
}

/** @throws when it fails */
export async function untilReady(member: Member, id: string): Promise<Video> {
  const video = await eventually(
    () => member.get<Video>(`/videos/${id}`),
    ({ state }) => state === 'ready' || state === 'failed',
    'the video is ready',
  );
  if (video.state === 'failed') throw new Error(video.failure?.message);
  return video;
}

/** Downloads the best rendition. @returns its path in `directory` */
export async function downloadBest(
  request: APIRequestContext,
  origin: string,
  video: Video,
  directory: string,
): Promise<string> {
  const [best] = video.renditions;
  if (!best) throw new Error('Nothing is published.');
  const reply = await request.get(new URL(best.url, origin).href);
  if (!reply.ok()) throw new Error(`${best.url} answered ${reply.status()}`);
  const file = join(directory, `${video.id}.mp4`);
  await writeFile(file, await reply.body());
  return file;
}

/** The newest upload as it arrived: the recorded file before anything was made of it. */
export async function uploadedBytes(dataDir: string): Promise<Buffer> {
  const names = (await readdir(join(dataDir, 'uploads'))).filter((name) => !name.includes('.')).toSorted();
  const [newest] = names.slice(-1);
  if (!newest) throw new Error('Nothing was uploaded.');
  return readFile(join(dataDir, 'uploads', newest));
}
