import { formatCount, formatShare } from '../../shared/format';

/** Texts of the library. */
export const libraryTexts = {
  title: 'Library',
  search: 'Search videos',
  upload: 'Upload a file',
  record: 'Record',
  dropTitle: 'Drop the video here',
  dropText: 'It becomes a video with its own link.',
  emptyTitle: 'Your videos will be here',
  emptyText:
    'Record one, or drop a video file anywhere on this page. Its link exists before the upload ends, and you see here who watched.',
  noMatchTitle: 'No video with this title',
  noMatchText: (search: string) => `Nothing matches “${search}”.`,
  clearSearch: 'Show all videos',
  views: (count: number) => formatCount(count, 'view by people', 'views by people'),
  noViews: 'Not watched yet',
  lastWatched: (who: string) => `last by ${who}`,
  watching: (who: string) => `${who} is watching`,
  somebody: 'Somebody',
  uploading: (share: number) => `Uploading ${formatShare(share)}`,
  uploadWaits: {
    connection: (share: number) => `No connection: waits at ${formatShare(share)}`,
    'no-space': (share: number) => `Server full: waits for room at ${formatShare(share)}`,
  },
  uploadPaused: (share: number) => `Upload stands at ${formatShare(share)}`,
  processing: (share: number) => `Preparing ${formatShare(share)}`,
  playableNow: 'Plays already',
  partial: 'Only part of it arrived',
  failed: 'This video could not be prepared',
  uploadFailed: (name: string) => `“${name}” was not uploaded`,
  notAVideo: (name: string) => `“${name}” is not a video. Choose an MP4, MOV or WebM file.`,
  leave: 'A file is still being uploaded.',
} as const;
