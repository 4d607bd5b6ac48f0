import type { CreatedVideo, Session, Video } from '@app/contracts';
import { apiAddress } from '../shared/api-client';
import type { UploadedRun } from './live-uploader-parts';
import { TransportError } from './tus-transport';

/** What the recorder needs to know of a video. */
export interface NewVideo {
  id: string;
  /** Where its uploads are created. */
  uploadUrl: string;
  link: { id: string; slug: string; url: string };
}

/** What recovery needs to know of a video. */
export interface VideoAtServer {
  title: string;
  /** Something of it plays already: the server has published what it had. */
  isPlayable: boolean;
}

/** The app's API as the recorder needs it. Every method throws `TransportError`. */
export interface RecordingsApi {
  /** `POST /videos`: the link exists from here on. @param idempotencyKey the same for every repetition */
  create(title: string, kind: 'recording' | 'file', idempotencyKey: string): Promise<NewVideo>;
  /** `GET /videos/:id`. @returns null when the video takes no uploads any more */
  findUnfinished(videoId: string): Promise<NewVideo | null>;
  /** `GET /videos/:id`, in any state. @returns null when it was deleted */
  find(videoId: string): Promise<VideoAtServer | null>;
  /** `GET /auth/me`. @returns id of the member who is signed in now; null when nobody is */
  signedInMember(): Promise<string | null>;
  /** `POST /videos/:id/finish` */
  finish(videoId: string, runs: readonly UploadedRun[]): Promise<void>;
  /** `DELETE /videos/:id` */
  remove(videoId: string): Promise<void>;
}

/** Uploads go to the app's own origin: the public address may be another one than this browser uses. */
const uploadUrl = apiAddress('/uploads');

/** The API over `fetch`: like the app's client, but with statuses that tell what may be repeated. */
export class FetchRecordingsApi implements RecordingsApi {
  async create(title: string, kind: 'recording' | 'file', idempotencyKey: string): Promise<NewVideo> {
    const body = { title, kind };
    const { id, link } = await call<CreatedVideo>('POST', '/videos', body, idempotencyKey);
    return { id, link, uploadUrl };
  }

  async findUnfinished(videoId: string): Promise<NewVideo | null> {
    const video = await this.read(videoId);
    return video?.state === 'uploading' ? { id: video.id, link: video.link, uploadUrl } : null;
  }

  async find(videoId: string): Promise<VideoAtServer | null> {
    return this.read(videoId);
  }

  async signedInMember(): Promise<string | null> {
    try {
      return (await call<Session>('GET', '/auth/me')).member.id;
    } catch (error) {
      if (error instanceof TransportError && error.status === 401) return null;
      throw error;
    }
  }

  async finish(videoId: string, runs: readonly UploadedRun[]): Promise<void> {
    await call<Video>('POST', `/videos/${videoId}/finish`, { runs });
  }

  async remove(videoId: string): Promise<void> {
    await call<void>('DELETE', `/videos/${videoId}`);
  }

  private async read(videoId: string): Promise<Video | null> {
    try {
      return await call<Video>('GET', `/videos/${videoId}`);
    } catch (error) {
      if (error instanceof TransportError && error.isGone) return null;
      throw error;
    }
  }
}

async function call<Reply>(method: string, path: string, body?: unknown, key?: string): Promise<Reply> {
  const reply = await fetch(apiAddress(path), {
    method,
    credentials: 'same-origin',
    headers: {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(key && { 'Idempotency-Key': key }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new TransportError(null);
  });
  const text = await reply.text();
  if (!reply.ok) throw new TransportError(reply.status, ...refusalOf(text));
  return (text ? JSON.parse(text) : undefined) as Reply;
}

/** Code and details of the product's own errors; a proxy's page in between has neither. */
function refusalOf(text: string): [code: string | null, details: unknown] {
  try {
    const { code, details } = JSON.parse(text) as { code?: string; details?: unknown };
    return [code ?? null, details ?? null];
  } catch (error) {
    if (error instanceof SyntaxError) return [null, null];
    throw error;
  }
}
