import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

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

  /** How many workers there are, and how many pieces they encode at a time together. */
  async count(): Promise<{ workers: number; slots: number }> {
    const [row] = await this.dataSource.query<{ workers: number; slots: number }[]>(
      `select count(*)::int as workers, coalesce(sum(slots), 0)::int as slots from workers
       where seen_at > now() - $1 * interval '1 millisecond'`,
      [goneAfterMs],
    );
    return row ?? { workers: 0, slots: 0 };
  }
}
