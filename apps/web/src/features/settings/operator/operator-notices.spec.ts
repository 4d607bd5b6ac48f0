import type { OperatorView, ServerFigures } from '@app/contracts';
import { operatorNotices } from './operator-notices';
import { operatorTexts } from './operator.texts';

const { noWorker, fullDisk, noQueue, wrongFigures } = operatorTexts.notices;
const depth = { waiting: 0, active: 0, delayed: 0 };
const job = { job: 'make-poster', depth, pending: 0, waitingSince: null } as const;
const well: ServerFigures = {
  workerCount: 1,
  disk: { freeBytes: 5e9, totalBytes: 9e9, isFull: false },
  jobs: [job],
  rollUps: { checkedCount: 1, checkedAt: '2026-01-14T03:00:00.000Z', differenceCount: 0, waitingCount: 0 },
};
const viewOf = (server: ServerFigures | null): OperatorView => ({
  videos: { uploading: 0, processing: 0, ready: 0, failed: 0 },
  waiting: { count: 0, since: null },
  failures: { lastDay: [], latest: [] },
  server,
});

test.each<[string, ServerFigures | null, string[]]>([
  ['nothing', well, []],
  ['nothing of the server to other admins', null, []],
  ['a missing worker', { ...well, workerCount: 0 }, [noWorker]],
  ['a full disk', { ...well, disk: { ...well.disk, isFull: true } }, [fullDisk]],
  [
    'figures that were wrong',
    { ...well, rollUps: { ...well.rollUps, differenceCount: 2 } },
    [wrongFigures(2)],
  ],
  ['a queue that is away', { ...well, jobs: [job, { ...job, depth: null }] }, [noQueue]],
])('tells %s', (_what, server, told) => expect(operatorNotices(viewOf(server))).toEqual(told));
