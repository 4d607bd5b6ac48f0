import { trialKey } from '../trial/trial.texts';

/** Texts of the list of keys. */
export const shortcutTexts = {
  title: 'Keyboard shortcuts',
  open: 'Keyboard shortcuts',
  while: 'They work while nothing is being typed.',
} as const;

/** The key that opens the list. */
export const shortcutsKey = '?';

/** Every key of Record and what it does. */
export const shortcuts: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ['R'], does: 'Record, after a countdown' },
  { keys: [trialKey], does: 'Try it: record three seconds and play them back' },
  { keys: ['P'], does: 'Pause and resume' },
  { keys: ['S', 'Esc'], does: 'Stop, or end the countdown' },
  { keys: ['F'], does: 'Camera over the whole picture, and back' },
  { keys: [shortcutsKey], does: 'Show this list' },
];
