import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WorkerProcess } from './worker-process.entity.js';

/** A worker that did not say that it is there for so long is gone, ms. */
const goneAfterMs = 15_000;

/** Which workers there are: each says so again and again. */
@Injectable()
export class WorkerProcessRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @param slots pieces it encodes at a time, 1 or more */
  async announce(id: string, slots: number): Promise<void> {
    await this.dataSource.query(
      `insert into workers (id, slots, seen_at) values ($1, $2, now())
       on conflict (id) do update set slots = excluded.slots, seen_at = excluded.seen_at`,
      [id, slots],
    );
  }

  /** A worker stops; those that were killed are forgotten with it. */
  async leave(id: string): Promise<void> {
    await this.dataSource.query(
      `delete from workers where id = $1 or seen_at < now() - $2 * interval '1 millisecond'`,
      [id, goneAfterMs],
    );
  }

  /** Pieces that all workers together encode at a time. */
  async countSlots(): Promise<number> {
    const { sum } = await this.dataSource.manager
      .createQueryBuilder(WorkerProcess, 'worker')
      .select('coalesce(sum(worker.slots), 0)::int', 'sum')
      .where(`worker.seenAt > now() - :goneAfterMs * interval '1 millisecond'`, { goneAfterMs })
      .getRawOne<{ sum: number }>()
      .then((row) => row ?? { sum: 0 });
    return sum;
  }
}
