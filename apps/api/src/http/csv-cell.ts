/** A spreadsheet would run such a cell as a formula: it begins, after spaces and controls, with `= + - @`, or holds a tab or CR there (7-trust). */
const formula = /^(?:[\s\p{Cc}]*[=+\-@]|[ \p{Cc}]*[\t\r])/u;

/** A cell of an export, made harmless for spreadsheets: a formula gets a leading `'`. */
export const guardCell = (text: string) => (formula.test(text) ? `'${text}` : text);

/** A cell of an import: takes away the `'` that {@link guardCell} put before a formula. */
export const unguardCell = (text: string) =>
  text.startsWith(`'`) && formula.test(text.slice(1)) ? text.slice(1) : text;
