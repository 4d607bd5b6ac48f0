import type { BubbleShape, BubbleSize } from '../../../recorder/look';

/** Name of the key that lets the camera fill the picture, as shown on its button. */
export const cameraFullKey = 'F';

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** A place that has a name: the corners and the middles between them. */
function namedPlace(x: number, y: number): string | null {
  const row = { 0: 'top', 0.5: 'middle', 1: 'bottom' }[y];
  const column = { 0: 'left', 0.5: 'centre', 1: 'right' }[x];
  return row && column ? `${row} ${column}` : null;
}

/** Texts of how the camera stands in the picture. */
export const lookTexts = {
  title: 'Look',
  prospect: 'For whom',
  prospectPlaceholder: 'Nobody in particular',
  nothingFound: 'Nobody found. Add people under Prospects.',
  shape: 'Shape of the camera picture',
  shapes: { round: 'Round', square: 'Square' } satisfies Record<BubbleShape, string>,
  size: 'Size of the camera picture',
  sizes: { small: 'Small', medium: 'Medium', large: 'Large', largest: 'Largest' } satisfies Record<
    BubbleSize,
    string
  >,
  sizeMarks: { small: 'S', medium: 'M', large: 'L', largest: 'XL' } satisfies Record<BubbleSize, string>,
  hint: 'Drag the camera picture on the preview, or focus it and press the arrow keys.',
  mirror: 'Mirror the camera',
  mirrorHint: 'Prospects see it mirrored too; writing is then reversed',
  soft: 'Blur the background',
  softHint: 'Your picture is looked at on this computer only',
  softLoading: 'Getting ready. Until then your whole picture is blurred.',
  softBroken:
    'The background could not be told from you, so your whole picture is blurred. Switch it off and on to try again.',
  cameraFull: 'Camera full screen',
  screenBack: 'Back to the screen',
  cameraIsFull: 'The camera fills the picture',
  screenIsBack: 'The screen is in the picture',
  bubble: (x: number, y: number) => `Camera picture, ${lookTexts.place(x, y)}`,
  bubbleKeys: 'Arrow keys move it, with Shift in larger steps. Enter puts it into the next corner.',
  place: (x: number, y: number) =>
    namedPlace(x, y) ?? `${percent(x)} from the left, ${percent(y)} from the top`,
} as const;
