import type { Kept } from '@app/contracts';
import type { Video } from '@app/database';

/** What is kept of the source in the video that plays; null: all of it. */
export const keptOf = ({ publishedKept }: Video & { publishedKept?: Kept }): Kept => publishedKept ?? null;
