import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Mailbox } from './mailbox.js';
import { settings } from './settings.js';

/** Where jobs wait: in Postgres (default) or in Redis. */
export type QueueConfig = { kind: 'postgres'; databaseUrl: string } | { kind: 'redis'; redisUrl: string };

/** Where files are kept: on disk (default) or in an S3 bucket. */
export type StorageConfig =
  | { kind: 'disk'; root: string }
  | {
      kind: 's3';
      bucket: string;
      endpoint?: string;
      region: string;
      accessKeyId: string;
      secretAccessKey: string;
    };

/** A service that turns sound into captions, by the API that OpenAI documents for `audio/transcriptions`. */
export interface TranscriptionConfig {
  /** Full address of the endpoint. */
  url: string;
  apiKey?: string;
  model: string;
  /** Language that is spoken; found out by the service when left out. */
  language?: string;
  /** Longest piece of sound that is sent at once, milliseconds. */
  pieceMs: number;
}

/** The mail server, and who mails come from. */
export interface MailConfig {
  host: string;
  /** The protocol's own when left out. */
  port?: number;
  /** TLS from the first byte on; else it begins as soon as the server offers it. */
  isSecure: boolean;
  user?: string;
  password?: string;
  from: Mailbox;
  /** Address of this installation: mails carry links. */
  publicUrl: string;
}

/** The checked environment. Sizes in bytes, durations in milliseconds, paths absolute. */
export interface Config {
  port: number;
  host: string;
  dataDir: string;
  publicUrl?: string;
  signUp: 'first' | 'open' | 'closed';
  trustedProxyHops: number;
  databaseUrl: string;
  queue: QueueConfig;
  storage: StorageConfig;
  maxUploadBytes: number;
  minFreeBytes: number;
  ffmpegPath?: string;
  ffprobePath?: string;
  mediaSandbox: 'required' | 'unsafe-off';
  workerConcurrency: number;
  /** 0: recordings are encoded after they have ended only. */
  liveEncodings: number;
  silenceBeforeFinishMs: number;
  /** Absent: no sound is sent anywhere. */
  transcription?: TranscriptionConfig;
  /** Absent: no mail is sent. */
  mail?: MailConfig;
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** The environment is not usable; `problems` lists everything that is wrong with it at once. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

type Parsed = { [Name in keyof typeof settings]: z.infer<(typeof settings)[Name]['schema']> | undefined };

function parse(environment: NodeJS.ProcessEnv, problems: string[]): Parsed {
  const entries = Object.entries(settings).map(([name, setting]) => {
    const given = environment[name]?.trim() || setting.fallback;
    if (!given) return [name, undefined];
    const result = (setting.schema as z.ZodType).safeParse(given);
    if (!result.success)
      problems.push(`${name}="${given}": ${result.error.issues[0]?.message}. ${setting.about}`);
    return [name, result.data];
  });
  return Object.fromEntries(entries) as Parsed;
}

function storageOf(parsed: Parsed, dataDir: string, problems: string[]): StorageConfig {
  if (!parsed.S3_BUCKET) return { kind: 'disk', root: resolve(dataDir, 'files') };
  if (!parsed.S3_ACCESS_KEY_ID) problems.push('S3_ACCESS_KEY_ID is missing, but S3_BUCKET is set');
  if (!parsed.S3_SECRET_ACCESS_KEY) problems.push('S3_SECRET_ACCESS_KEY is missing, but S3_BUCKET is set');
  return {
    kind: 's3',
    bucket: parsed.S3_BUCKET,
    endpoint: parsed.S3_ENDPOINT,
    region: parsed.S3_REGION ?? 'us-east-1',
    accessKeyId: parsed.S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: parsed.S3_SECRET_ACCESS_KEY ?? '',
  };
}

function transcriptionOf(parsed: Parsed): TranscriptionConfig | undefined {
  const {
    TRANSCRIPTION_URL: given,
    TRANSCRIPTION_API_KEY: apiKey,
    TRANSCRIPTION_LANGUAGE: language,
  } = parsed;
  if (!given) return undefined;
  const base = given.replace(/\/+$/, '');
  const url = base.endsWith('/audio/transcriptions') ? base : `${base}/audio/transcriptions`;
  const pieceMs = parsed.TRANSCRIPTION_PIECE_SECONDS! * 1000;
  return { url, apiKey, model: parsed.TRANSCRIPTION_MODEL!, language, pieceMs };
}

function mailOf(parsed: Parsed, problems: string[]): MailConfig | undefined {
  const { SMTP_URL: given, MAIL_FROM: from, PUBLIC_URL: publicUrl } = parsed;
  if (!given) return undefined;
  if (!from) problems.push('MAIL_FROM is missing, but SMTP_URL is set');
  if (!publicUrl) problems.push('PUBLIC_URL is missing, but SMTP_URL is set: mails carry links');
  const { protocol, hostname, port, username, password } = new URL(given);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : undefined,
    isSecure: protocol === 'smtps:',
    user: decodeURIComponent(username) || undefined,
    password: decodeURIComponent(password) || undefined,
    from: from ?? { name: '', address: '' },
    publicUrl: withoutSlash(publicUrl ?? ''),
  };
}

const withoutSlash = (address: string) => address.replace(/\/+$/, '');

/**
 * Checks the environment and returns it typed.
 * @throws {ConfigError} with all problems at once.
 */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Readonly<Config> {
  const problems: string[] = [];
  const parsed = parse(environment, problems);
  const dataDir = resolve(parsed.DATA_DIR ?? './data');
  const databaseUrl = parsed.DATABASE_URL ?? '';
  if (!databaseUrl) problems.push('DATABASE_URL is missing. `npm start` sets it for the embedded Postgres');
  const storage = storageOf(parsed, dataDir, problems);
  const mail = mailOf(parsed, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze<Config>({
    port: parsed.PORT!,
    host: parsed.HOST!,
    dataDir,
    publicUrl: parsed.PUBLIC_URL && withoutSlash(parsed.PUBLIC_URL),
    signUp: parsed.SIGN_UP!,
    trustedProxyHops: parsed.TRUST_PROXY!,
    databaseUrl,
    queue: parsed.REDIS_URL
      ? { kind: 'redis', redisUrl: parsed.REDIS_URL }
      : { kind: 'postgres', databaseUrl },
    storage,
    maxUploadBytes: parsed.MAX_UPLOAD_BYTES!,
    minFreeBytes: parsed.MIN_FREE_BYTES!,
    ffmpegPath: parsed.FFMPEG_PATH,
    ffprobePath: parsed.FFPROBE_PATH,
    mediaSandbox: parsed.MEDIA_SANDBOX!,
    workerConcurrency: parsed.WORKER_CONCURRENCY!,
    liveEncodings: parsed.LIVE_ENCODINGS ?? Math.max(1, Math.floor(availableParallelism() / 2)),
    silenceBeforeFinishMs: parsed.SILENCE_BEFORE_FINISH_MS!,
    transcription: transcriptionOf(parsed),
    mail,
    logLevel: parsed.LOG_LEVEL!,
  });
}
