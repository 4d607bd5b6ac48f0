import type { Kept } from '@app/contracts';
import type { FiguresScope } from './figures-scope.js';

/** Which video, and how finely. */
export interface RetentionRequest {
  readonly workspaceId: string;
  readonly videoId: string;
  /** IANA name: the zone in which the workspace's days are counted, from `catchUp`. */
  readonly timeZone: string;
  /** Number of buckets, 1–500; fewer come back for a video of fewer milliseconds. */
  readonly bucketCount: number;
  /** Length of the source, milliseconds; what visits tell of it when absent. */
  readonly sourceMs?: number | null | undefined;
  /** What of the source is played now; null: all of it. */
  readonly kept?: Kept | undefined;
  /** Only visits opened in it; absent for all. */
  readonly period?: Pick<FiguresScope, 'from' | 'to'> | undefined;
}
