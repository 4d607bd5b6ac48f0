/**
 * What became of a message that was handed to somebody else.
 * `refused`: it was certainly not taken; `isTemporary` says whether it may be offered again. `unknown`: it may have been taken.
 */
export type SendOutcome =
  | { readonly result: 'sent' }
  | {
      readonly result: 'refused';
      readonly isTemporary: boolean;
      /** Of `describeDeliveryTrouble` in @app/contracts. */
      readonly code: string;
      readonly answer?: string;
    }
  | { readonly result: 'unknown'; readonly code: string; readonly answer?: string };

/** Longest answer that is kept, characters. */
const mostAnswer = 300;

/** What the other side said, on one line and without what hides text. */
export const plainAnswer = (text: string) =>
  text
    .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, mostAnswer);
