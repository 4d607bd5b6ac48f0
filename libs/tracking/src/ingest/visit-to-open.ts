import type { VisitPrivacy } from '../identity/privacy.js';
import type { PlayedEdition } from '../identity/edition-token.js';
import type { Caller, TrackedLink } from './tracked-link.js';

/** The page's script opens a visit. The document was visible and not prerendering for 1 s; the caller has checked that. */
export interface VisitToOpen {
  readonly link: TrackedLink;
  readonly caller: Caller;
  /** The page saw `navigator.webdriver`. */
  readonly isWebdriver: boolean;
  /** From `decidePrivacy`. */
  readonly privacy: VisitPrivacy;
  readonly video: PlayedEdition;
  /** Server time, milliseconds since 1970. */
  readonly nowMs: number;
}
