import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LiveEncoding } from './live-encoding.entity.js';

/** An encoding as somebody who waits for it sees it. */
export interface LiveEncodingState extends Pick<LiveEncoding, 'holder' | 'takenBytes' | 'result'> {
  /** Somebody is at it. */
  isAlive: boolean;
}

/** Encodings of recordings that are still being uploaded. Every write names its holder: whoever lost the lease changes nothing. */
@Injectable()
export class LiveEncodingRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Takes an upload for `leaseMs`, unless it is complete, somebody else is at it, or its result waits.
   * @param holder a new id
   * @returns whether it was taken
   */
  async claim(uploadId: string, holder: string, leaseMs: number): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query(
      `insert into live_encodings (upload_id, holder, lease_expires_at)
       select id, $2, now() + $3 * interval '1 millisecond' from uploads where id = $1 and completed_at is null
       on conflict (upload_id) do update
         set holder = excluded.holder, lease_expires_at = excluded.lease_expires_at, taken_bytes = 0
         where live_encodings.result is null and live_encodings.lease_expires_at < now()
       returning upload_id`,
      [uploadId, holder, leaseMs],
    );
    return rows.length > 0;
  }

  /** Keeps the lease, and tells how far the encoder is. @returns false when it was lost: stop at once */
  async renew(uploadId: string, holder: string, leaseMs: number, takenBytes: number): Promise<boolean> {
    const { affected } = await this.dataSource.manager.update(
      LiveEncoding,
      { uploadId, holder },
      { takenBytes, leaseExpiresAt: () => `now() + interval '${Math.round(leaseMs)} milliseconds'` },
    );
    return Boolean(affected);
  }

  /** All of it was encoded. @returns false when the lease was lost: the files are nobody's */
  async finish(uploadId: string, holder: string, result: object): Promise<boolean> {
    const { affected } = await this.dataSource.manager.update(LiveEncoding, { uploadId, holder }, { result });
    return Boolean(affected);
  }

  /** Nothing came of it, or its files were taken. */
  async remove(uploadId: string, holder: string): Promise<void> {
    await this.dataSource.manager.delete(LiveEncoding, { uploadId, holder });
  }

  /** @returns null when nobody encodes this upload, or ever did */
  async find(uploadId: string): Promise<LiveEncodingState | null> {
    const rows: LiveEncodingState[] = await this.dataSource.query(
      `select holder, taken_bytes::float8 as "takenBytes", result, lease_expires_at > now() as "isAlive"
       from live_encodings where upload_id = $1`,
      [uploadId],
    );
    return rows[0] ?? null;
  }

  /** Who encodes, or has a result that waits. */
  async holders(): Promise<string[]> {
    const rows: { holder: string }[] = await this.dataSource.query(
      `select holder from live_encodings where lease_expires_at > now() or result is not null`,
    );
    return rows.map(({ holder }) => holder);
  }

  /** Forgets results that nobody took: their upload was complete `unclaimedMs` ago. */
  async forgetUnclaimed(unclaimedMs: number): Promise<void> {
    await this.dataSource.query(
      `delete from live_encodings l using uploads u
       where u.id = l.upload_id and u.completed_at < now() - $1 * interval '1 millisecond' and l.lease_expires_at < now()`,
      [unclaimedMs],
    );
  }
}
