/** Texts that several features share; the texts of one feature lie in its own `*.texts.ts`. */
export const sharedTexts = {
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  saved: 'Saved',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'The browser did not allow copying. Select the text and copy it yourself.',
  loading: 'Loading',
  loadMore: 'Show more',
  failedTitle: 'This could not be loaded',
  requestId: (id: string) => `Request ${id}`,
  anonymous: 'Someone without a name',
  notMeasured: 'not measured',
  moreActions: 'More actions',
  whatIsThis: (name: string) => `What “${name}” means`,
} as const;
