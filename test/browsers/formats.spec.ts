import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordingFormats } from '../../apps/web/src/recorder/formats.js';
import { invitePerson, patienceMs, type Person } from '../support/person.js';
import { startRecording } from '../support/person-recording.js';
import { pressPlay, untilPlayed } from '../support/person-watching.js';
import { mediaFactsOf } from '../support/running-outreel-media.js';
import { Member } from '../support/running-outreel-sample.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';
import { stopAt, untilReady } from '../support/sync-checks.js';

jest.setTimeout(6 * patienceMs);

let outreel: RunningOutreel;
let rep: Person;
let member: Member;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-formats-'));
  outreel = await runOutreel();
  rep = await invitePerson();
  member = new Member(rep.context.request, outreel.url);
  await member.signUp();
});

afterAll(async () => {
  await rep?.close();
  await outreel?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A browser that can write one format only, and composes on the page as Firefox and Safari do. */
const limited = (mimeType: string) => `(() => {
  delete globalThis.VideoEncoder;
  delete globalThis.MediaStreamTrackGenerator;
  MediaRecorder.isTypeSupported = (asked) => asked === ${JSON.stringify(mimeType)};
})()`;

/** Rows of MediaRecorder that this very browser can write. */
async function writableTypes(): Promise<string[]> {
  const types = recordingFormats.flatMap(({ engine, mimeType }) =>
    engine === 'media-recorder' ? [mimeType] : [],
  );
  return rep.page.evaluate<string[]>(
    `${JSON.stringify(types)}.filter((type) => MediaRecorder.isTypeSupported(type))`,
  );
}

test('every format of the table that this browser can write becomes a video that plays', async () => {
  const types = await writableTypes();
  expect(types).toEqual(
    expect.arrayContaining(['video/mp4', 'video/webm;codecs=vp9,opus', 'video/webm;codecs=vp8,opus']),
  );
  for (const mimeType of types) {
    const page = await rep.context.newPage();
    await page.addInitScript(limited(mimeType));
    await page.goto(`${outreel.url}/record`);
    await page.getByRole('meter', { name: 'Microphone level' }).waitFor();
    await startRecording(page);
    const { id } = await stopAt(page, member, 2);
    const video = await untilReady(member, id);
    const best = new URL(video.renditions[0]?.url ?? '', outreel.url).href;
    const { seconds, kinds, loudestDecibel } = await mediaFactsOf(rep.context.request, best, folder);
    expect([mimeType, kinds.toSorted()]).toEqual([mimeType, ['audio', 'video']]);
    expect(seconds).toBeGreaterThan(1.5);
    expect(loudestDecibel).toBeGreaterThan(-40);
    await page.goto(video.link.url);
    await pressPlay(page);
    await untilPlayed(page, 0.5);
    await page.close();
  }
});
