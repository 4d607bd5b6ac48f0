import { Journal, type Owner } from './journal';
import { WorkerJournal } from './worker-journal';

let opening: Promise<WorkerJournal | null> | null = null;

async function startWorker(): Promise<WorkerJournal | null> {
  // Without locks a run that another tab writes to could not be told from one that was left behind.
  if (typeof Worker !== 'function' || !navigator.locks) return null;
  const worker = new Worker(new URL('./journal.worker.ts', import.meta.url), { type: 'module' });
  const journal = new WorkerJournal(worker);
  if ((await journal.kind) !== null) return journal;
  worker.terminate();
  return null;
}

/** The journal of a member in this browser; one worker a tab. @returns null where nothing can be kept */
export async function openJournal(owner: Owner): Promise<Journal | null> {
  const opened = await (opening ??= startWorker());
  // A worker that died is replaced the next time.
  if (!opened || opened.hasFailed) opening = null;
  return opened && !opened.hasFailed ? new Journal(opened, owner) : null;
}
