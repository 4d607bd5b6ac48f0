/** Marks what belongs to the screen alone, and is left out of a picture of it. */
export const screenOnly = { 'data-screen-only': true };
/** Marks what is seen in a picture of the screen alone. */
export const pictureOnly = { 'data-picture-only': true, hidden: true };
