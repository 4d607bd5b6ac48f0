import {
  AppError,
  type CaptionCue,
  type CaptionList,
  type CaptionTrack,
  captionLimits,
  languageName,
  saveCaptionsSchema,
  toPlayedCues,
  toSourceCues,
} from '@app/contracts';
import { type Captions, CaptionsRepository, type Video, VideoRepository } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../http/caller.js';
import { decodeText } from '../http/decode-text.js';
import { AccessService } from '../members/access.service.js';
import { readCaptionFile } from './file/read-caption-file.js';
import { toSubRip, toWebVtt } from './file/write-caption-file.js';
import { keptOf } from './kept-of.js';
import { TranscriptionsService } from './transcriptions.service.js';

/** What a `PUT` brings: JSON of the editor or the recorder, or the bytes of a file. */
export interface SentCaptions {
  body: unknown;
  /** Content type with its charset. */
  contentType?: string;
}

/** Captions of members' videos: stored in source time, read from files and written to files in played time. */
@Injectable()
export class CaptionsService {
  constructor(
    private readonly captions: CaptionsRepository,
    private readonly videos: VideoRepository,
    private readonly access: AccessService,
    private readonly transcriptions: TranscriptionsService,
  ) {}

  /** @throws not-found */
  async list(caller: Caller, videoId: string): Promise<CaptionList> {
    await this.findVisible(caller, videoId);
    const items = await this.captions.findOfVideo(videoId);
    return {
      items: items.map(({ updatedAt, ...item }) => ({
        ...item,
        updatedAt: updatedAt.toISOString(),
      })),
      transcription: await this.transcriptions.stateOf(videoId),
    };
  }

  /** @throws not-found */
  async get(caller: Caller, videoId: string, language: string): Promise<CaptionTrack> {
    await this.findVisible(caller, videoId);
    return present(await this.findStored(videoId, language));
  }

  /** The file of one language as it plays now. @throws not-found */
  async exportFile(
    caller: Caller,
    videoId: string,
    language: string,
    format: 'srt' | 'vtt',
  ): Promise<string> {
    const video = await this.findVisible(caller, videoId);
    const { cues } = await this.findStored(videoId, language);
    const played = toPlayedCues(cues, keptOf(video));
    return format === 'srt' ? toSubRip(played) : toWebVtt(played);
  }

  /** @throws not-found, not-allowed, bad-captions, invalid-request, unsupported-type, conflict, too-large */
  async save(
    caller: Caller,
    { id: videoId, language }: { id: string; language: string },
    sent: SentCaptions,
  ): Promise<CaptionTrack> {
    const video = await this.findEditable(caller, videoId);
    const { version, ...change } = read(sent, video);
    const saved = await this.captions.save(
      {
        ...change,
        videoId,
        language,
        workspaceId: video.workspaceId,
        defaultLabel: languageName(language),
      },
      version,
      captionLimits.languages,
    );
    if (saved === 'gone') throw new AppError('not-found');
    if (saved === 'conflict') throw new AppError('conflict');
    if (saved === 'full') throw new AppError('too-large', { maxLanguages: captionLimits.languages });
    return present(saved);
  }

  /** @throws not-found, not-allowed */
  async remove(caller: Caller, videoId: string, language: string): Promise<void> {
    await this.findEditable(caller, videoId);
    if (!(await this.captions.remove(videoId, language))) throw new AppError('not-found');
  }

  private async findVisible(caller: Caller, videoId: string): Promise<Video> {
    return this.access.assertWithinReach(caller, await this.videos.find(videoId));
  }

  private async findEditable(caller: Caller, videoId: string): Promise<Video> {
    return this.access.assertMayEdit(caller, await this.videos.find(videoId));
  }

  private async findStored(videoId: string, language: string): Promise<Captions> {
    const found = await this.captions.find(videoId, language);
    if (!found) throw new AppError('not-found');
    return found;
  }
}

interface ReadCaptions {
  cues: CaptionCue[];
  source: Captions['source'];
  label?: string;
  version?: number;
}

function read({ body, contentType }: SentCaptions, video: Video): ReadCaptions {
  if (Buffer.isBuffer(body)) {
    const charset = /charset\s*=\s*"?([\w-]+)/i.exec(contentType ?? '')?.[1];
    return {
      cues: toSourceCues(readCaptionFile(decodeText(body, charset)), keptOf(video)),
      source: 'uploaded',
    };
  }
  if (body === undefined || body === null || typeof body === 'string') throw new AppError('unsupported-type');
  const parsed = saveCaptionsSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new AppError(
    'invalid-request',
    parsed.error.issues.slice(0, 50).map(({ path, message }) => ({ path: path.join('.'), message })),
  );
}

function present({ language, label, source, version, cues, updatedAt }: Captions): CaptionTrack {
  return { language, label, source, version, cues, updatedAt: updatedAt.toISOString() };
}
