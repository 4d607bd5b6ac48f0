/** Class of a hit or visit (4-tracking.md, "Class of a hit or visit"). */
export type TrackingClass = 'bot' | 'prefetch' | 'automation' | 'scanner' | 'internal' | 'suspect' | 'human';

/** Everything the classification looks at, stored with the hit or visit so that a better rule can be run over history. */
export interface VisitFacts {
  /** When it happened, server time, milliseconds since 1970; the age of a browser is taken at that moment. */
  readonly atMs: number;
  /** The `User-Agent` header, cut to 512 characters; empty when absent. */
  readonly agent: string;
  /** Values of `Sec-Purpose`, `Purpose`, `X-Purpose` and `X-moz` that were sent. */
  readonly purposes: readonly string[];
  /** `sec-ch-ua` was sent; null when it could not be expected, because the page was not served over TLS or from localhost. */
  readonly hasClientHints: boolean | null;
  /** The page saw `navigator.webdriver`. */
  readonly isWebdriver: boolean;
  /** The hidden honeypot anchor of the page was fetched from the same network. */
  readonly isHoneypotFetched: boolean;
  /** Different links of the workspace that this network asked for within 10 s, this one included. */
  readonly linksFromNetwork: number;
  /** From sending the link to this, milliseconds; null when the link was not sent yet. */
  readonly sinceSentMs: number | null;
  /** A trusted input event was seen. */
  readonly hasInput: boolean;
  /** A session of a member of the link's workspace came along. */
  readonly isMember: boolean;
  /** The address carried `?preview=`. */
  readonly isPreview: boolean;
  /** The browser carries the sender's mark. */
  readonly hasSenderMark: boolean;
  /** A member said "that was me". */
  readonly isMarkedInternal: boolean;
  /** The address lies in a data-centre range; false when no list is installed. */
  readonly isDataCentre: boolean;
}

/** Facts of a request about which nothing is known but its agent; spread it and override. */
export function plainFacts(agent: string, atMs: number): VisitFacts {
  return {
    atMs,
    agent: agent.slice(0, 512),
    purposes: [],
    hasClientHints: null,
    isWebdriver: false,
    isHoneypotFetched: false,
    linksFromNetwork: 1,
    sinceSentMs: null,
    hasInput: false,
    isMember: false,
    isPreview: false,
    hasSenderMark: false,
    isMarkedInternal: false,
    isDataCentre: false,
  };
}
