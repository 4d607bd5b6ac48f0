/** Texts of the trial: a few seconds recorded and played back, without sending anything. */
export const trialTexts = {
  start: 'Try it',
  hint: (seconds: number) => `Records ${seconds} seconds and plays them back. Nothing is uploaded.`,
  running: (secondsLeft: number) => `Test: ${secondsLeft}`,
  speak: 'Say a few words',
  announced: 'A test is recorded. Say a few words.',
  played: 'This is how you look and sound. Nothing was uploaded.',
  player: 'Test recording',
  again: 'Test again',
  close: 'Close the test',
  failed:
    'The test could not be recorded: the browser’s encoder failed. Close other programs, then try again.',
} as const;

/** The key that starts a trial, as shown on its button. */
export const trialKey = 'T';
