import { z } from 'zod';
import { mailboxSchema } from './mailbox.js';

/** One environment variable: what the README's table says of it, and how its text is parsed. */
export interface Setting {
  readonly about: string;
  readonly fallback: string;
  readonly schema: z.ZodType;
}

const text = z.string().trim().min(1);
const address = z.url({ protocol: /^https?$/ });

/** Every setting there is. The README's table is made from this list. */
export const settings = {
  PORT: {
    about: 'Port of the API, which also serves the web app.',
    fallback: '3000',
    schema: z.coerce.number().int().min(1).max(65_535),
  },
  HOST: { about: 'Address to listen on.', fallback: '0.0.0.0', schema: text },
  DATA_DIR: {
    about: 'Folder of everything that is kept: database, files, logs.',
    fallback: './data',
    schema: text,
  },
  PUBLIC_URL: {
    about:
      'Address that links are made with, e.g. `https://video.example.com`. Taken from the request when not set.',
    fallback: '',
    schema: address,
  },
  SIGN_UP: {
    about: '`first`: open until a workspace exists; `open`: anybody may make a workspace; `closed`.',
    fallback: 'first',
    schema: z.enum(['first', 'open', 'closed']),
  },
  TRUST_PROXY: {
    about: 'How many proxies in front are believed in `X-Forwarded-For`, `-Proto` and `-Host`.',
    fallback: '0',
    schema: z.coerce.number().int().min(0).max(10),
  },
  DATABASE_URL: {
    about: 'Postgres to use instead of the embedded one.',
    fallback: '',
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
  },
  REDIS_URL: {
    about: 'Redis for the queue; the queue is kept in Postgres when not set.',
    fallback: '',
    schema: z.url({ protocol: /^rediss?$/ }),
  },
  S3_BUCKET: {
    about: 'Bucket for files; they are kept below `DATA_DIR` when not set.',
    fallback: '',
    schema: text,
  },
  S3_ENDPOINT: {
    about: 'Address of an S3-compatible server, if it is not AWS.',
    fallback: '',
    schema: address,
  },
  S3_REGION: { about: 'Region of the bucket.', fallback: 'us-east-1', schema: text },
  S3_ACCESS_KEY_ID: { about: 'Access key for S3.', fallback: '', schema: text },
  S3_SECRET_ACCESS_KEY: { about: 'Secret key for S3.', fallback: '', schema: text },
  MAX_UPLOAD_BYTES: {
    about: 'Largest video that is accepted, in bytes.',
    fallback: String(2 * 1024 ** 3),
    schema: z.coerce.number().int().min(1024),
  },
  MIN_FREE_BYTES: {
    about:
      'Free disk space that is kept, in bytes. Below it uploads wait and no video is processed; both go on by themselves when there is more.',
    fallback: String(500 * 1024 ** 2),
    schema: z.coerce.number().int().min(0),
  },
  FFMPEG_PATH: { about: 'ffmpeg to use; found on the PATH when not set.', fallback: '', schema: text },
  FFPROBE_PATH: { about: 'ffprobe to use; found on the PATH when not set.', fallback: '', schema: text },
  MEDIA_SANDBOX: {
    about:
      '`required`: ffmpeg runs only inside a sandbox; `unsafe-off`: for development without one, logged loudly.',
    fallback: 'required',
    schema: z.enum(['required', 'unsafe-off']),
  },
  WORKER_CONCURRENCY: {
    about: 'Videos a worker process encodes at a time, and as many pieces of long ones.',
    fallback: '1',
    schema: z.coerce.number().int().min(1).max(64),
  },
  LIVE_ENCODINGS: {
    about:
      'Recordings a worker process encodes at a time while they are still being recorded, so that they are ready at *Stop*; 0: none. Half as many as there are processors when not set.',
    fallback: '',
    schema: z.coerce.number().int().min(0).max(64),
  },
  SILENCE_BEFORE_FINISH_MS: {
    about: 'Silence after which the sweep finishes a recording from what arrived, in milliseconds.',
    fallback: '120000',
    schema: z.coerce.number().int().min(1000),
  },
  TRANSCRIPTION_URL: {
    about:
      'OpenAI-compatible address that captions are made at, e.g. `https://transcribe.example.com/v1`. The sound of every new video is sent there; nothing is sent when not set.',
    fallback: '',
    schema: address,
  },
  TRANSCRIPTION_API_KEY: { about: 'Key for the transcription address.', fallback: '', schema: text },
  TRANSCRIPTION_MODEL: { about: 'Model that transcribes.', fallback: 'whisper-1', schema: text },
  TRANSCRIPTION_LANGUAGE: {
    about: 'Language that is spoken, such as `en`; the service finds it out when not set.',
    fallback: '',
    schema: z.string().regex(/^[a-z]{2,3}$/, 'Name a language by two or three letters'),
  },
  TRANSCRIPTION_PIECE_SECONDS: {
    about:
      'Longest piece of sound that is sent at once, in seconds. Ten minutes are 19.2 MB; most services take 25 MB.',
    fallback: '600',
    schema: z.coerce.number().int().min(30).max(3600),
  },
  SMTP_URL: {
    about:
      'Mail server that notifications are sent by, e.g. `smtp://user:password@mail.example.com:587` or `smtps://…`. `MAIL_FROM` and `PUBLIC_URL` are needed with it; no mail is sent when not set.',
    fallback: '',
    schema: z.url({ protocol: /^smtps?$/ }),
  },
  MAIL_FROM: {
    about: 'Sender of mails: an address, or `Outreel <outreel@example.com>`.',
    fallback: '',
    schema: mailboxSchema,
  },
  LOG_LEVEL: {
    about: 'Least level that is logged: `debug`, `info`, `warn`, `error` or `silent`.',
    fallback: 'info',
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
  },
} as const satisfies Record<string, Setting>;
