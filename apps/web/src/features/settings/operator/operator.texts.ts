import type { JobName } from '@app/contracts';
import { formatCount } from '../../../shared/format';

const jobs: Record<JobName, { name: string; meaning: string }> = {
  'encode-live': { name: 'Live encodings', meaning: 'Encoding what is still being recorded' },
  'transcode-video': { name: 'Videos', meaning: 'Making what plays of recordings and files' },
  'encode-piece': { name: 'Pieces', meaning: 'Encoding long videos in parts, by all workers' },
  'make-poster': { name: 'Posters', meaning: 'Taking the chosen frame' },
  'transcribe-video': { name: 'Captions', meaning: 'Having the sound written down' },
  'delete-files': { name: 'Deletions', meaning: 'Removing the files of deleted videos' },
  'reclassify-history': { name: 'Ledger', meaning: 'Running the rule of views over history again' },
};

/** Texts of the operator's page. */
export const operatorTexts = {
  title: 'Operator',
  lead: 'How the whole server is doing. You see it because your workspace was the first one here.',
  leadOwn:
    'How the processing of your workspace’s videos is doing. The whole server is shown to the admins of its first workspace.',
  renewed: 'Renews itself every few seconds.',
  stale: 'This could not be renewed; it is as it was',
  calm: 'Nothing waits.',
  waiting: (count: number) =>
    `${formatCount(count, 'video', 'videos')} ${count === 1 ? 'waits' : 'wait'} to be processed; the first began to wait`,
  notices: {
    noWorker:
      'No worker is running, so nothing is processed. Start one (npm start does), and look into its log if it ends again. Nothing is lost.',
    fullDisk:
      'The disk is nearly full, so nothing new is accepted. Make room where DATA_DIR lies; what was uploaded is safe.',
    wrongFigures: (count: number) =>
      `${formatCount(count, 'row', 'rows')} of the figures differed from the raw rows and ${count === 1 ? 'was' : 'were'} counted anew. Please report it with the worker’s log; nothing is lost.`,
    noQueue:
      'The queue does not answer, so what waits in it is not known. Check that its store (Postgres, or Redis if REDIS_URL is set) is running. Nothing is lost.',
  },
  workers: 'Workers running',
  freeDisk: 'Free disk space',
  ofDisk: (size: string) => `of ${size}`,
  figuresChecked: 'Figures checked against raw rows',
  neverChecked: 'not yet',
  differences: (count: number) =>
    count === 0 ? 'no difference' : `${formatCount(count, 'difference', 'differences')}, repaired`,
  videos: 'Videos',
  states: { uploading: 'Arriving', processing: 'In processing', ready: 'Ready', failed: 'Failed' },
  jobsTitle: 'Jobs',
  jobsLead: 'What is still to be done, by kind, for all workspaces. They take turns.',
  jobs,
  depth: { waiting: 'Waiting', active: 'Active', delayed: 'Later', pending: 'In outbox', oldest: 'Oldest' },
  unknown: 'not known',
  none: '–',
  failuresTitle: 'Failures of the last 24 hours',
  failuresNone: 'Nothing has failed.',
  latestTitle: 'Latest failed videos',
  latestNone: 'No video has failed.',
  foreign: 'A video of another workspace',
  idOf: (id: string) => `Video ${id}`,
} as const;
