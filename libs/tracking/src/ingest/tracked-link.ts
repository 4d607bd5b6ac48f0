/** What ingest must know of a link; read from the link on the server, never from a body (4-tracking.md, "On the page"). */
export interface TrackedLink {
  readonly workspaceId: string;
  readonly linkId: string;
  readonly videoId: string;
  /** Null for a link that names nobody. */
  readonly prospectId: string | null;
  /** The member whose link it is. */
  readonly memberId: string | null;
  /** Server time, milliseconds since 1970; null while it has not been sent. */
  readonly sentAtMs: number | null;
}

/** Who asks, as far as it is known. The address is used for keys and never kept. */
export interface Caller {
  /** IPv4 or IPv6 address as text. */
  readonly address: string;
  /** From `factsOfRequest`. */
  readonly agent: string;
  readonly purposes: readonly string[];
  readonly hasClientHints: boolean | null;
  /** A session of a member of the link's workspace came along. */
  readonly isMember: boolean;
  /** The page's address carried `?preview=`. */
  readonly isPreview: boolean;
  /** The browser carries the sender's mark. */
  readonly hasSenderMark: boolean;
  /** The address lies in a data-centre range. */
  readonly isDataCentre?: boolean;
}
