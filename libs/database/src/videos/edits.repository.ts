import {
  defaultPosterMs,
  type EditsProblem,
  findEditsProblems,
  isKept,
  isSameKept,
  normaliseKept,
  type SaveEdits,
} from '@app/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type QueryDeepPartialEntity } from 'typeorm';
import { addToOutbox } from '../outbox/outbox.repository.js';
import { beginProcessing, lockVideo } from './video-processing.js';
import { Video } from './video.entity.js';

/** What became of edits that were to be saved. */
export type SavedEdits =
  | { result: 'saved' }
  /** The source is not there in full, or nothing of it plays. */
  | { result: 'not-complete' }
  /** Somebody saved other edits since `revision`. */
  | { result: 'conflict' }
  | { result: 'misfit'; problems: EditsProblem[] };

/** A poster to be made of what is published. */
export interface DuePoster {
  videoId: string;
  /** Of the edits that chose the frame. */
  revision: number;
  /** The published attempt it is taken from. */
  attempt: number;
}

/** The edits of a video: data, from which the worker makes what is played. */
@Injectable()
export class EditsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Replaces the edits of a video. Another cut begins a new attempt; another frame for the poster asks for that picture
   * alone; chapters ask for nothing. The same edits again change nothing.
   */
  save(id: string, { revision, ...edits }: SaveEdits): Promise<SavedEdits> {
    return this.dataSource.transaction(async (manager) => {
      const video = await lockVideo(manager, id);
      if (!video?.sourceDurationMs || !isComplete(video)) return { result: 'not-complete' };
      if (revision !== undefined && revision !== video.editsRevision) return { result: 'conflict' };
      const problems = findEditsProblems(edits, video.sourceDurationMs);
      if (problems.length > 0) return { result: 'misfit', problems };
      const change = changeOf(video, edits);
      if (!change) return { result: 'saved' };
      await manager.update(Video, { id }, change as QueryDeepPartialEntity<Video>);
      const edited = { ...video, ...change };
      if (!isSameKept(video.kept, edited.kept)) await beginProcessing(manager, edited);
      if (edited.isPosterDue) await addToOutbox(manager, 'make-poster', dueOf(edited));
      return { result: 'saved' };
    });
  }

  /** Posters that were asked for and are not made: their jobs may be lost, or could not be done then. */
  async findDuePosters(): Promise<DuePoster[]> {
    const videos = await this.dataSource.manager
      .createQueryBuilder(Video, 'video')
      .where(`video.isPosterDue and video.publishedAttempt is not null and video.state <> 'processing'`)
      .take(100)
      .getMany();
    return videos.map(dueOf);
  }

  /**
   * Publishes the poster of a chosen frame, unless another one was chosen or another attempt published meanwhile.
   * @param attempt the published one that it was taken from
   */
  async publishPoster(
    { id, posterAtMs, kept }: Pick<Video, 'id' | 'posterAtMs' | 'kept'>,
    attempt: number,
    posterKey: string,
  ): Promise<void> {
    await this.dataSource.query(
      `update videos set poster_key = $4, is_poster_due = false
       where id = $1 and published_attempt = $2 and poster_at_ms is not distinct from $3
         and kept is not distinct from $5::jsonb`,
      [id, attempt, posterAtMs, posterKey, kept && JSON.stringify(kept)],
    );
  }

  /** Videos with attempts that were retired before `before`, and are not being worked on. */
  findRetired(before: Date): Promise<Video[]> {
    return this.dataSource.manager
      .createQueryBuilder(Video, 'video')
      .where(`video.state = 'ready' and video.retired_attempts <> '[]'`)
      .andWhere(`(video.retired_attempts->0->>'retiredAt')::timestamptz < :before`, { before })
      .take(100)
      .getMany();
  }

  /** The files of these attempts are gone. */
  async forgetRetired(id: string, attempts: readonly number[]): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const video = await lockVideo(manager, id);
      if (!video) return;
      const retiredAttempts = video.retiredAttempts.filter(({ attempt }) => !attempts.includes(attempt));
      await manager.update(Video, { id }, { retiredAttempts });
    });
  }
}

/** A recorder that was silent for long was finished by the sweep: what there was of it is ready, and may be edited. */
function isComplete({ state, kind, expectedRuns, publishedAttempt }: Video): boolean {
  const isTold = kind === 'file' || expectedRuns !== null;
  return publishedAttempt !== null && state !== 'uploading' && (isTold || state === 'ready');
}

type Change = Pick<
  Video,
  | 'kept'
  | 'posterAtMs'
  | 'chapters'
  | 'editsRevision'
  | 'isPosterDue'
  | 'posterKey'
  | 'previewKey'
  | 'storyboard'
>;

/** What edits change of the row; null when they are those there are. */
function changeOf(video: Video, edits: Omit<SaveEdits, 'revision'>): Change | null {
  const sourceMs = video.sourceDurationMs ?? 0;
  const kept = normaliseKept(edits.kept, sourceMs);
  const { posterAtMs, chapters } = edits;
  const isOtherCut = !isSameKept(kept, video.kept);
  const isOtherPoster = posterAtMs !== video.posterAtMs;
  if (!isOtherCut && !isOtherPoster && JSON.stringify(chapters) === JSON.stringify(video.chapters))
    return null;
  const isPosterCut = isOtherCut && !isKept(kept, video.posterAtMs ?? defaultPosterMs(video.kept, sourceMs));
  return {
    kept,
    posterAtMs,
    chapters,
    editsRevision: video.editsRevision + 1,
    isPosterDue: video.isPosterDue || isOtherPoster || isPosterCut,
    // Pictures of what was cut go at once; others stand in for them until the new ones are made.
    posterKey: isPosterCut ? null : video.posterKey,
    previewKey: isOtherCut ? null : video.previewKey,
    storyboard: isOtherCut ? null : video.storyboard,
  };
}

const dueOf = ({ id, editsRevision, publishedAttempt }: Video): DuePoster => ({
  videoId: id,
  revision: editsRevision,
  attempt: publishedAttempt ?? 0,
});
