import type { Config } from '@app/config';
import { AppError } from '@app/contracts';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { ERRORS, type Lock, type Locker, type RequestRelease } from '@tus/server';
import { Client } from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { CONFIG } from '../http/config.token.js';

/** How long a request waits for another one to let go of the upload, ms. */
const longestWaitMs = 20_000;
const retryMs = 50;
const channel = 'upload_release';

interface Holder {
  requestRelease: RequestRelease;
  /** The connection broke: another process may hold the lock by now. */
  isLost: boolean;
  /** Settles when the last write of this request has ended. */
  writing: Promise<unknown>;
}

/**
 * One writer per upload over all API processes: inside the process by a map, between processes by advisory locks on one
 * connection (7-trust: the library's own lock mixes bytes as soon as there are two processes). Who waits asks the holder to
 * let go, over NOTIFY if it is elsewhere; that is how a client takes over from its own half-open connection.
 */
@Injectable()
export class UploadLocks implements Locker, OnApplicationShutdown {
  private readonly logger = new Logger('uploads');
  private readonly held = new Map<string, Holder>();
  private session: Promise<Client> | undefined;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'databaseUrl'>) {}

  newLock(id: string): Lock {
    return {
      lock: (signal, requestRelease) => this.acquire(id, signal, requestRelease),
      unlock: () => this.release(id),
    };
  }

  /** Runs something while nobody writes to the upload. @throws upload-locked */
  async exclusively<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    await this.acquire(id, new AbortController().signal, () => undefined);
    try {
      return await work();
    } finally {
      await this.release(id);
    }
  }

  /** Ties a write to the lock: the lock is not given back before it has ended, whoever stopped waiting for it. */
  whileHeld<Result>(id: string, write: (isLost: () => boolean) => Promise<Result>): Promise<Result> {
    const holder = this.held.get(id);
    if (!holder) throw new Error('An upload is written to without its lock.');
    const writing = write(() => holder.isLost);
    holder.writing = writing.catch(() => undefined);
    return writing;
  }

  async onApplicationShutdown(): Promise<void> {
    const session = this.session;
    this.session = undefined;
    await (await session)?.end();
  }

  /** @throws upload-locked after {@link longestWaitMs} */
  private async acquire(id: string, signal: AbortSignal, requestRelease: RequestRelease): Promise<void> {
    const giveUpAt = Date.now() + longestWaitMs;
    for (let isFirst = true; ; isFirst = false) {
      if (signal.aborted) throw ERRORS.ABORTED;
      // oxlint-disable-next-line no-await-in-loop -- waiting is the point
      if (await this.tryAcquire(id, requestRelease, isFirst)) return;
      if (Date.now() > giveUpAt) throw new AppError('upload-locked');
      // oxlint-disable-next-line no-await-in-loop
      await pause(retryMs);
    }
  }

  private async tryAcquire(id: string, requestRelease: RequestRelease, isFirst: boolean): Promise<boolean> {
    const other = this.held.get(id);
    if (other) {
      await other.requestRelease();
      return false;
    }
    const holder: Holder = { requestRelease, isLost: false, writing: Promise.resolve() };
    this.held.set(id, holder);
    try {
      const session = await this.connected();
      const { rows } = await session.query<{ ok: boolean }>(
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as ok',
        [lockName(id)],
      );
      if (rows[0]?.ok && !holder.isLost) return true;
      this.held.delete(id);
      if (isFirst) await session.query('select pg_notify($1, $2)', [channel, id]);
      return false;
    } catch (error) {
      this.held.delete(id);
      throw error;
    }
  }

  /** @throws Error when the lock was lost meanwhile: what was written must not be acknowledged */
  private async release(id: string): Promise<void> {
    const holder = this.held.get(id);
    if (!holder) return;
    await holder.writing;
    try {
      if (holder.isLost) throw new Error('The connection that held the lock of this upload broke.');
      const session = await this.connected();
      await session.query('select pg_advisory_unlock(hashtextextended($1, 0))', [lockName(id)]);
    } finally {
      this.held.delete(id);
    }
  }

  private connected(): Promise<Client> {
    this.session ??= this.connect().catch((error: unknown) => {
      this.session = undefined;
      throw error;
    });
    return this.session;
  }

  private async connect(): Promise<Client> {
    const client = new Client({ connectionString: this.config.databaseUrl, keepAlive: true });
    const lose = () => this.lose();
    client.on('error', (error) => {
      this.logger.error(`The connection that holds the locks of uploads broke: ${error.message}`);
      lose();
    });
    client.on('end', lose);
    client.on('notification', ({ payload }) => void this.held.get(payload ?? '')?.requestRelease());
    await client.connect();
    await client.query(`listen ${channel}`);
    return client;
  }

  private lose(): void {
    this.session = undefined;
    for (const holder of this.held.values()) {
      holder.isLost = true;
      void holder.requestRelease();
    }
  }
}

const lockName = (id: string) => `upload:${id}`;
