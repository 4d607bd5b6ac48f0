import { formatDuration } from '../../../shared/format';

/** Texts of the edit screen. */
export const editTexts = {
  back: 'Back to the video',
  title: 'Edit',
  promise: 'The link stays the same, the recording is kept whole, and older figures stay true.',
  length: (beforeMs: number, afterMs: number) =>
    beforeMs === afterMs
      ? `${formatDuration(beforeMs)}, nothing is cut out`
      : `${formatDuration(beforeMs)} → ${formatDuration(afterMs)}`,
  notComplete: 'It can be edited as soon as it is prepared. This screen opens by itself then.',
  failed:
    'This video could not be processed, so there is nothing to edit. Its own screen says why, and what to do.',

  play: 'Play',
  pause: 'Pause',
  position: 'Position in the recording',
  start: 'Beginning',
  end: 'End',
  cutPiece: (fromMs: number, toMs: number) =>
    `Cut out: ${formatDuration(fromMs)} to ${formatDuration(toMs)}. Bring it back`,
  markIn: 'Mark in',
  markOut: 'Mark out',
  cut: 'Cut out',
  nothingMarked:
    'Mark where a piece begins and ends (I and O) and cut it out, or drag the ends. Press a cut piece to bring it back.',
  marked: (fromMs: number, toMs: number) =>
    `Marked: ${formatDuration(fromMs)} to ${formatDuration(toMs)}. Press Delete to cut it out.`,
  markedFrom: (fromMs: number) => `Marked from ${formatDuration(fromMs)}. Go to where it ends and press O.`,
  undo: 'Undo',
  redo: 'Redo',
  all: 'Bring everything back',

  poster: 'Poster',
  posterHere: 'Use this frame',
  posterAt: (atMs: number) => `The frame at ${formatDuration(atMs)}`,
  posterDefault: 'Chosen by itself: a second into the video',
  posterReset: 'Choose by itself',

  chapters: 'Chapters',
  noChapters: 'Viewers can jump between chapters. Go to a moment and add one.',
  addChapter: 'Add a chapter here',
  newChapter: 'New chapter',
  chapterTitle: (atMs: number) => `Title of the chapter at ${formatDuration(atMs)}`,
  goTo: (atMs: number) => `Go to ${formatDuration(atMs)}`,
  removeChapter: (atMs: number) => `Remove the chapter at ${formatDuration(atMs)}`,

  save: 'Save',
  saved: 'Saved',
  savedCut: 'Your cut is live. Smaller sizes follow.',
  conflict: 'Somebody else saved other edits meanwhile. Load theirs, then make your change again.',
  loadTheirs: 'Load their edits',
  leaveTitle: 'Leave without saving?',
  leaveText: 'Your changes are not saved yet. The video stays as it was.',
  leave: 'Leave without saving',
} as const;
