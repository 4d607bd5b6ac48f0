/** What the server wrote into the page for the script (`<script type="application/json" id="page-facts">`). */
export interface PageFacts {
  slug: string;
  /** Effective privacy mode of this request: GPC and DNT have been taken into account. */
  privacyMode: 'aggregate' | 'notice' | 'consent';
  isPlayable: boolean;
  isPreview: boolean;
  /** Media time at which each call to action appears, milliseconds; null: from the start. */
  showAtMs: (number | null)[];
  /** What the page plays, signed by the server; goes along when a visit opens. */
  edition: string;
  /** Milliseconds of the file that are played, in order; null: all of it. */
  pieces: { fromMs: number; toMs: number }[] | null;
  storyboard: Storyboard | null;
  /** Better renditions of what plays are still being made. */
  isGettingBetter: boolean;
}

/** Small pictures along the file that plays, row by row in one picture. Sizes in pixels. */
export interface Storyboard {
  url: string;
  count: number;
  columns: number;
  /** Milliseconds of the file from one picture to the next. */
  stepMs: number;
  tileWidth: number;
  tileHeight: number;
}

/** Reads the facts of the page. */
export function readPageFacts(): PageFacts {
  return JSON.parse(document.getElementById('page-facts')?.textContent ?? '{}') as PageFacts;
}

/** The one element with this id; the server renders every id that the script asks for. */
export function element<Kind extends HTMLElement>(id: string): Kind {
  return document.getElementById(id) as Kind;
}
