import { formatDuration } from '../../../shared/format';

/** Names of the keys of the teleprompter, as shown on its buttons. */
export const scriptKeys = { slower: '−', faster: '+' } as const;

/** Texts of the script and its teleprompter. */
export const scriptTexts = {
  title: 'Script',
  template: 'Start from a script',
  noTemplate: 'Choose a situation',
  undo: 'Bring my text back',
  text: 'Your script',
  textHint: 'Kept in this browser. {{firstName}} and {{company}} become the prospect’s.',
  placeholder: 'Write what you want to say, or start from a script above.',
  show: 'Show it beside the lens',
  showHint: 'Scrolls while you record and stops in a pause. It is not in the recording.',
  duration: (durationMs: number) => `About ${formatDuration(durationMs)} at this pace`,
  prompter: 'Script, scrolls while recording',
  pace: (wordsPerMinute: number) => `${wordsPerMinute} words a minute`,
  slower: 'Slower',
  faster: 'Faster',
  smaller: 'Smaller text',
  larger: 'Larger text',
  toStart: 'Back to the beginning',
  hide: 'Hide the script',
} as const;
