/** Texts of live captions. */
export const liveCaptionsTexts = {
  title: 'Captions while you speak',
  explanation:
    'Your browser recognises what you say. Chrome sends the sound to Google for that, Safari may send it to Apple. Leave it off to keep the sound here.',
  language: 'Language you speak',
  refused:
    'The browser does not let this page recognise speech, or does not know this language. The recording goes on without captions; upload or write them afterwards.',
  latest: 'Heard so far',
  saving: 'Saving the captions that were heard',
  saved: 'Captions are saved. Check them on the video page.',
  failed: 'The captions that were heard are not saved yet: the server did not take them.',
  again: 'Save captions again',
} as const;
