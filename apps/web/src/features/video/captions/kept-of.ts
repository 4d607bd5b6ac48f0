import type { Kept, Video } from '@app/contracts';

/** What is kept of the source in the video that plays; null: all of it. */
export const keptOf = ({ publishedKept }: Video & { publishedKept?: Kept }): Kept => publishedKept ?? null;
