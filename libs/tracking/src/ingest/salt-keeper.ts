import { randomBytes } from 'node:crypto';
import type { SqlExecutor } from './sql-executor.js';

const dayMs = 24 * 60 * 60 * 1000;
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The salts that are in use: of the UTC day, and of the day before while a visit that began then may go on. */
export interface DaySalts {
  readonly today: Buffer;
  readonly yesterday: Buffer | null;
}

/**
 * Keeps the salt of the day, the same for all processes, and removes what is older: a salt lives at most 48 h
 * (4-tracking.md, "Privacy"). One per process.
 */
export class SaltKeeper {
  private cached: { readonly day: string; readonly salts: Promise<DaySalts> } | undefined;

  constructor(private readonly database: SqlExecutor) {}

  /** The salts at `nowMs`, server time. Reads the database once a day. */
  async at(nowMs: number): Promise<DaySalts> {
    const day = dayOf(nowMs);
    if (this.cached?.day !== day) this.cached = { day, salts: this.read(nowMs) };
    const { cached } = this;
    try {
      return await cached.salts;
    } catch (error) {
      // A failure is not remembered: the next visit asks again.
      if (this.cached === cached) this.cached = undefined;
      throw error;
    }
  }

  private async read(nowMs: number): Promise<DaySalts> {
    const [today, yesterday] = [dayOf(nowMs), dayOf(nowMs - dayMs)];
    await this.database.query(
      `insert into salts (day, salt) values ($1::date, $2::bytea) on conflict (day) do nothing`,
      [today, randomBytes(32)],
    );
    await removeOldSalts(this.database, nowMs);
    const { rows } = await this.database.query<{ day: string; salt: Buffer }>(
      `select day::text, salt from salts where day = any($1::date[])`,
      [[today, yesterday]],
    );
    const saltOf = (day: string) => rows.find((row) => row.day === day)?.salt ?? null;
    const salt = saltOf(today);
    if (!salt) throw new Error('The salt of the day is missing; the next visit makes a new one.');
    return { today: salt, yesterday: saltOf(yesterday) };
  }
}

/** Removes salts of days before yesterday (UTC): from then on nobody can compute or compare those visitors' keys. */
export async function removeOldSalts(database: SqlExecutor, nowMs: number): Promise<void> {
  await database.query(`delete from salts where day < $1::date`, [dayOf(nowMs - dayMs)]);
}
