/** Texts of the fields that say what a page shows around the video. */
export const pageFieldsTexts = {
  legend: 'The page around the video',
  headline: 'Headline',
  headlineExample: 'A short video for {{firstName|you}}',
  message: 'Message',
  messageExample: 'Hello {{firstName|there}}, I looked at your site and …',
  mergeHint:
    'Words in braces are filled in when the page is opened: {{firstName|there}}, {{company|your team}}.',
  action: 'Call to action',
  kind: 'What the button does',
  kinds: { url: 'Opens an address', booking: 'Books a time', email: 'Writes a mail', phone: 'Calls' },
  label: 'Label',
  labelExample: 'Book a time',
  target: 'Target',
  targetExamples: {
    url: 'https://example.com/offer',
    booking: 'https://example.com/book',
    email: 'you@example.com',
    phone: '+49 30 1234567',
  },
} as const;
