import type { CreatedVideo } from '@app/contracts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invitePerson, patienceMs, type Person } from '../support/person.js';
import { startRecording, untilRecorded } from '../support/person-recording.js';
import { Member } from '../support/running-outreel-sample.js';
import { runOutreel, type RunningOutreel } from '../support/running-outreel.js';
import { downloadBest, pauseForFrames, stopAt, untilReady, uploadedBytes } from '../support/sync-checks.js';
import { makeSyncMedia } from '../support/sync-fixture.js';
import { addedOffsets, runsOf, syncFigures, syncTroubles, type Moments } from '../support/sync-marks.js';
import { measureFilm } from '../support/sync-measuring.js';
import { arrivedMoments, placeProbe } from '../support/sync-probe.js';

jest.setTimeout(4 * patienceMs);

let outreel: RunningOutreel;
let rep: Person;
let member: Member;
let folder: string;
let arrived: Moments;
/** The recorded file as it was uploaded. */
let uploaded: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-sync-'));
  const [running, media] = await Promise.all([
    runOutreel(),
    makeSyncMedia(folder, { seconds: 60, lines: 360 }),
  ]);
  outreel = running;
  rep = await invitePerson({ media });
  member = new Member(rep.context.request, outreel.url);
  await member.signUp();
  await placeProbe(rep.page);
});

afterAll(async () => {
  await rep?.close();
  await outreel?.stop();
  await rm(folder, { recursive: true, force: true });
});

const published = async (id: string) =>
  measureFilm(await downloadBest(rep.context.request, outreel.url, await untilReady(member, id), folder));

test('sound and picture of a recording stay together, through a pause too', async () => {
  const { page } = rep;
  await page.goto(`${outreel.url}/record`);
  await page.getByRole('meter', { name: 'Microphone level' }).waitFor();
  await startRecording(page);
  await untilRecorded(page, 10);
  await pauseForFrames(page, 45);
  const { id } = await stopAt(page, member, 20);
  arrived = await arrivedMoments(page);
  uploaded = await uploadedBytes(outreel.dataDir);
  const film = await published(id);
  const figures = syncFigures(addedOffsets(film, arrived));
  process.stdout.write(`sound and picture: ${JSON.stringify(figures)}\n`);
  expect(syncTroubles(figures)).toEqual([]);
});

test('so do those of two runs that were joined', async () => {
  const video = await member.send<CreatedVideo>('POST', '/videos', { title: 'Joined', kind: 'recording' });
  for (const run of [0, 1]) await member.upload(video.id, run, uploaded);
  await member.send('POST', `/videos/${video.id}/finish`, { runs: 2 });
  const runs = runsOf(await published(video.id));
  expect(runs).toHaveLength(2);
  const troubles = runs.flatMap((run) => syncTroubles(syncFigures(addedOffsets(run, arrived))));
  expect(troubles).toEqual([]);
});
