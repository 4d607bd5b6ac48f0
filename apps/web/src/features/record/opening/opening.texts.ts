/** Texts of the card that opens a recording. */
export const openingTexts = {
  title: 'Opening card',
  kind: 'What the recording opens with',
  kinds: { none: 'None', title: 'Title', whiteboard: 'Whiteboard' },
  text: 'Text on the card',
  textPlaceholder: 'Three ideas for your launch',
  seconds: 'Shown for',
  secondsOf: (seconds: number) => (seconds === 1 ? '1 second' : `${seconds} seconds`),
  noText: 'Write a text; without one the recording opens with your picture.',
  noProspect: 'Choose above for whom it is; the name is written on the whiteboard.',
  preview: (text: string) => `The card as it opens the recording: ${text}`,
  hint: 'Seen from the countdown on. The first picture in the mail carries it too.',
} as const;
