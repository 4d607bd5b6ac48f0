import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSyncFilm } from '../support/sync-fixture.js';
import { missingFrames, syncFigures } from '../support/sync-marks.js';
import { measureFilm } from '../support/sync-measuring.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outreel-sync-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each([0, 80, -120])(
  'an offset of %i ms is measured to 3 ms, and every frame is counted',
  async (soundLateMs) => {
    const seconds = 6;
    const { frames, offsets } = await measureFilm(await makeSyncFilm(folder, { seconds, soundLateMs }));
    const { count, medianMs, driftMs } = syncFigures(offsets);
    expect(count).toBeGreaterThanOrEqual(seconds - 2);
    expect(Math.abs(medianMs - soundLateMs)).toBeLessThanOrEqual(3);
    expect(Math.abs(driftMs)).toBeLessThanOrEqual(2);
    expect([frames.length, missingFrames(frames)]).toEqual([seconds * 30, 0]);
  },
);
