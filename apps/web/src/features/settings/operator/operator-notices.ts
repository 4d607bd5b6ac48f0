import type { OperatorView } from '@app/contracts';
import { operatorTexts } from './operator.texts';

/** What somebody must do something about, the worst first; each with the next step. */
export function operatorNotices({ server }: OperatorView): string[] {
  if (!server) return [];
  const { noWorker, fullDisk, noQueue, wrongFigures } = operatorTexts.notices;
  return [
    ...(server.workerCount === 0 ? [noWorker] : []),
    ...(server.disk.isFull ? [fullDisk] : []),
    ...(server.rollUps.differenceCount > 0 ? [wrongFigures(server.rollUps.differenceCount)] : []),
    ...(server.jobs.some(({ depth }) => depth === null) ? [noQueue] : []),
  ];
}
