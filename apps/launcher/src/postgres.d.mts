/** A running server; see `postgres.mjs`. */
export interface RunningPostgres {
  readonly url: string;
  readonly port: number;
  readonly exited: Promise<number>;
  stop(): Promise<void>;
}

export function startPostgres(options: {
  dataDir: string;
  logFile?: string;
  durable?: boolean;
  database?: string;
  port?: number;
}): Promise<RunningPostgres>;
