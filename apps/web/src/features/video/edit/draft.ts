import {
  type Chapter,
  type Edits,
  type KeptRange,
  type SaveEdits,
  type TimeSpan,
  cutPieces,
  isKept,
  keptDurationMs,
  leastKeptMs,
  normaliseKept,
} from '@app/contracts';

/** A chapter in the editor. `key` stays the same while its title changes. */
export interface EditedChapter extends Chapter {
  key: number;
}

/** Edits as the editor holds them. Times are source milliseconds. */
export interface Draft {
  /** How long the source is, milliseconds. */
  sourceMs: number;
  /** The pieces that are cut out: in order, apart from one another. */
  cuts: readonly TimeSpan[];
  posterAtMs: number | null;
  chapters: readonly EditedChapter[];
}

let lastKey = 0;
const newKey = () => (lastKey += 1);

/** The saved edits of a video, to be changed. @param sourceMs length of the source, milliseconds */
export function draftOf({ kept, posterAtMs, chapters }: Edits, sourceMs: number): Draft {
  return {
    sourceMs,
    cuts: cutPieces(kept, sourceMs),
    posterAtMs,
    chapters: chapters.map((chapter) => ({ ...chapter, key: newKey() })),
  };
}

/** What is left of the source; null: all of it. */
export function keptOfDraft({ cuts, sourceMs }: Draft): KeptRange[] | null {
  // What is not cut is kept, and the other way round.
  return normaliseKept(cutPieces([...cuts], sourceMs), sourceMs);
}

/** What the API takes. A poster of a piece that is cut out is left to the server; chapters without a title are dropped. */
export function toSave(draft: Draft): Omit<SaveEdits, 'revision'> {
  const kept = keptOfDraft(draft);
  const { posterAtMs } = draft;
  return {
    kept,
    posterAtMs: posterAtMs !== null && isKept(kept, posterAtMs) ? posterAtMs : null,
    chapters: draft.chapters.flatMap(({ atMs, title }) =>
      title.trim() ? [{ atMs, title: title.trim() }] : [],
    ),
  };
}

/** The moment of the source that the player shows. @param positionMs where it stands; at the very end there is no frame */
export function momentAt({ sourceMs }: Draft, positionMs: number): number {
  return Math.min(Math.round(positionMs), sourceMs - 1);
}

/** Cuts a span out as well. The draft stays as it is when less than {@link leastKeptMs} would be left. */
export function cutOut(draft: Draft, span: TimeSpan): Draft {
  return withCuts(draft, [...draft.cuts, span]);
}

/** Brings a piece back that was cut out. */
export function restore(draft: Draft, cut: TimeSpan): Draft {
  return withCuts(
    draft,
    draft.cuts.filter(({ fromMs }) => fromMs !== cut.fromMs),
  );
}

/** Where the video begins: everything before it is cut out. */
export function trimStart(draft: Draft, atMs: number): Draft {
  const others = draft.cuts.filter(({ fromMs }) => fromMs > 0);
  return withCuts(draft, [{ fromMs: 0, toMs: atMs }, ...others]);
}

/** Where the video ends: everything after it is cut out. */
export function trimEnd(draft: Draft, atMs: number): Draft {
  const others = draft.cuts.filter(({ toMs }) => toMs < draft.sourceMs);
  return withCuts(draft, [...others, { fromMs: atMs, toMs: draft.sourceMs }]);
}

/** The first and the last moment that are kept. */
export function endsOf(draft: Draft): { startMs: number; endMs: number } {
  const kept = keptOfDraft(draft);
  return { startMs: kept?.[0]?.fromMs ?? 0, endMs: kept?.at(-1)?.toMs ?? draft.sourceMs };
}

/** Adds a chapter at its place; there is one at most at a moment. */
export function addChapter(draft: Draft, atMs: number, title: string): Draft {
  if (draft.chapters.some((chapter) => chapter.atMs === atMs)) return draft;
  const chapters = [...draft.chapters, { atMs, title, key: newKey() }];
  return { ...draft, chapters: chapters.toSorted((one, other) => one.atMs - other.atMs) };
}

export function renameChapter(draft: Draft, key: number, title: string): Draft {
  const chapters = draft.chapters.map((chapter) => (chapter.key === key ? { ...chapter, title } : chapter));
  return { ...draft, chapters };
}

export function removeChapter(draft: Draft, key: number): Draft {
  return { ...draft, chapters: draft.chapters.filter((chapter) => chapter.key !== key) };
}

function withCuts(draft: Draft, wanted: readonly TimeSpan[]): Draft {
  const cuts: TimeSpan[] = [];
  const inside = wanted
    .map(({ fromMs, toMs }) => ({
      fromMs: Math.max(0, Math.round(fromMs)),
      toMs: Math.min(draft.sourceMs, Math.round(toMs)),
    }))
    .filter(({ fromMs, toMs }) => toMs > fromMs)
    .toSorted((one, other) => one.fromMs - other.fromMs);
  for (const span of inside) {
    const last = cuts.at(-1);
    if (last && span.fromMs <= last.toMs) last.toMs = Math.max(last.toMs, span.toMs);
    else cuts.push({ ...span });
  }
  const leftMs = draft.sourceMs - keptDurationMs(cuts);
  return leftMs < Math.min(leastKeptMs, draft.sourceMs) ? draft : { ...draft, cuts };
}
