import { Injectable } from '@nestjs/common';
import { DataSource, type QueryDeepPartialEntity } from 'typeorm';
import { leaseUntil } from '../lease-until.js';
import { EncodePiece } from './encode-piece.entity.js';

/** Times that a piece is tried before its video fails. */
const maxTries = 2;

/** Only while the attempt is the video's. */
const isCurrent = `exists (select 1 from videos
  where videos.id = encode_pieces.video_id and videos.attempt = encode_pieces.attempt and videos.state = 'processing')`;
const isFree = `state in ('waiting', 'running') and (lease_expires_at is null or lease_expires_at < now())`;

/** How far the pieces of an attempt are. */
export interface PiecesStanding {
  isDone: boolean;
  /** 0–1, of all of them. */
  share: number;
  /** Of a piece that failed for good. */
  failureCode: string | null;
  /** Places of those that anybody may take. */
  free: number[];
}

/** Who writes what to a piece: `tries` says whose it is. */
type TakenPiece = Pick<EncodePiece, 'videoId' | 'attempt' | 'index' | 'tries'>;

/** The pieces that long videos are encoded in. Every write is fenced: by the attempt of the video, and by who took the piece. */
@Injectable()
export class EncodePieceRepository {
  constructor(private readonly dataSource: DataSource) {}

  async create(
    pieces: Pick<EncodePiece, 'videoId' | 'attempt' | 'index' | 'uploadId' | 'plan' | 'lengthMs'>[],
  ): Promise<void> {
    await this.dataSource.manager.insert(EncodePiece, pieces as QueryDeepPartialEntity<EncodePiece>[]);
  }

  /** In order. */
  findOfAttempt(videoId: string, attempt: number): Promise<EncodePiece[]> {
    return this.dataSource.manager.find(EncodePiece, {
      where: { videoId, attempt },
      order: { index: 'ASC' },
    });
  }

  /** A piece of the attempt that anybody may take now; null when there is none. */
  findFree(videoId: string, attempt: number): Promise<EncodePiece | null> {
    return this.dataSource.manager
      .createQueryBuilder(EncodePiece, 'encode_pieces')
      .where(
        `video_id = :videoId and attempt = :attempt and ${isFree} and tries < :maxTries and ${isCurrent}`,
      )
      .setParameters({ videoId, attempt, maxTries })
      .orderBy('encode_pieces.index')
      .limit(1)
      .getOne();
  }

  /** Takes the first free piece of an attempt for `leaseMs`; of several workers each gets another one. */
  async take(videoId: string, attempt: number, leaseMs: number): Promise<EncodePiece | null> {
    const { raw } = await this.dataSource.manager
      .createQueryBuilder()
      .update(EncodePiece)
      .set({ state: 'running', progress: 0, tries: () => 'tries + 1', leaseExpiresAt: leaseUntil(leaseMs) })
      .where(
        `video_id = :videoId and attempt = :attempt and index = (
           select index from encode_pieces
           where video_id = :videoId and attempt = :attempt and ${isFree} and tries < :maxTries and ${isCurrent}
           order by index limit 1 for update skip locked)`,
        { videoId, attempt, maxTries },
      )
      .returning(['index'])
      .execute();
    const [taken] = raw as { index: number }[];
    return taken
      ? this.dataSource.manager.findOneBy(EncodePiece, { videoId, attempt, index: taken.index })
      : null;
  }

  /** @returns false when the piece is somebody else's, or of no use any more: stop at once */
  renewLease(piece: TakenPiece, leaseMs: number): Promise<boolean> {
    return this.write(piece, { leaseExpiresAt: leaseUntil(leaseMs) });
  }

  /** @param progress 0–1 */
  recordProgress(piece: TakenPiece, progress: number): Promise<boolean> {
    return this.write(piece, { progress });
  }

  /** @returns false when somebody else has it, or nobody wants it: its files are of no use */
  markDone(piece: TakenPiece): Promise<boolean> {
    return this.write(piece, { state: 'done', progress: 1, leaseExpiresAt: null });
  }

  /** For good. @param code of `videoFailures` in @app/contracts */
  markFailed(piece: TakenPiece, code: string): Promise<boolean> {
    return this.write(piece, { state: 'failed', failureCode: code, leaseExpiresAt: null });
  }

  /**
   * Gives a piece back.
   * @param afterMs pause before anybody takes it, 0 or more
   * @param isCounted false when the process stops: nobody's fault
   */
  release(piece: TakenPiece, afterMs: number, isCounted: boolean): Promise<boolean> {
    return this.write(piece, {
      state: 'waiting',
      progress: 0,
      leaseExpiresAt: leaseUntil(afterMs),
      ...(isCounted ? {} : { tries: () => 'tries - 1' }),
    });
  }

  /** How far an attempt is; pieces that were tried too often fail here. */
  async standing(videoId: string, attempt: number): Promise<PiecesStanding> {
    await this.dataSource.manager
      .createQueryBuilder()
      .update(EncodePiece)
      .set({ state: 'failed', failureCode: 'processing-failed', leaseExpiresAt: null })
      .where(`video_id = :videoId and attempt = :attempt and ${isFree} and tries >= :maxTries`)
      .setParameters({ videoId, attempt, maxTries })
      .execute();
    const [row] = await this.dataSource.query(
      `select coalesce(bool_and(state = 'done'), false) as "isDone",
              coalesce(sum(length_ms * progress) / sum(length_ms), 0)::float as share,
              max(failure_code) as "failureCode",
              coalesce(array_agg(index order by index) filter (where ${isFree}), '{}') as free
       from encode_pieces where video_id = $1 and attempt = $2`,
      [videoId, attempt],
    );
    return row;
  }

  /** Attempts that have pieces and are not worked on any more. */
  findOutdated(): Promise<Pick<EncodePiece, 'videoId' | 'attempt'>[]> {
    return this.dataSource.query(
      `select distinct video_id as "videoId", attempt from encode_pieces where not ${isCurrent} limit 100`,
    );
  }

  /** Forgets the pieces of an attempt; their files must be gone. */
  async remove(videoId: string, attempt: number): Promise<void> {
    await this.dataSource.manager.delete(EncodePiece, { videoId, attempt });
  }

  private async write(
    { videoId, attempt, index, tries }: TakenPiece,
    change: QueryDeepPartialEntity<EncodePiece>,
  ): Promise<boolean> {
    const { affected } = await this.dataSource.manager
      .createQueryBuilder()
      .update(EncodePiece)
      .set(change)
      .where(`video_id = :videoId and attempt = :attempt and index = :index and tries = :tries`)
      .andWhere(`state = 'running' and ${isCurrent}`)
      .setParameters({ videoId, attempt, index, tries })
      .execute();
    return (affected ?? 0) > 0;
  }
}
