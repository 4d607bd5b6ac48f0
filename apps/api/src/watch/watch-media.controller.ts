import { AppError } from '@app/contracts';
import type { Storage } from '@app/storage';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { InjectStorage } from '../adapters/adapters.module.js';
import { Public } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { sendStoredFile } from '../http/send-stored-file.js';
import { Hits } from './hits.service.js';
import { isServed } from './served-attempt.js';
import { WatchedLinks } from './watched-links.service.js';

/** Files that are played: renditions of an attempt, never a source. */
const playedFile = /^[\w-]+\.mp4$/;
/**
 * The bytes behind an address never change, so the viewer's browser may keep them for a year. Shared caches may not:
 * a revoked link must be gone at once (7-trust, Q9).
 */
const cacheForGood = 'private, max-age=31536000, immutable';

/** The bytes of a link's video, with ranges as RFC 9110 §14 has them. */
@ApiTags('watch')
@Controller('w')
export class WatchMediaController {
  constructor(
    private readonly links: WatchedLinks,
    private readonly hits: Hits,
    @InjectStorage() private readonly storage: Storage,
  ) {}

  /** One rendition, whole or in ranges. */
  @Get(':slug/media/:attempt/:file')
  @Public('prospects have no account')
  @Replies(
    200,
    'video/mp4',
    ['not-found', 'erased'],
    'Bytes of a rendition; 206 for a range, 304 when unchanged, 416 past the end',
  )
  async media(
    @Param('slug') slug: string,
    @Param('attempt') attempt: string,
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const found = await this.links.openMedia(slug, request);
    const isKnown = /^\d{1,9}$/.test(attempt) && playedFile.test(file);
    if (!isKnown || !isServed(found.video, Number(attempt), Date.now())) throw new AppError('not-found');
    const key = `videos/${found.video.id}/${attempt}/${file}`;
    return sendStoredFile(this.storage, key, request, reply, {
      cacheControl: cacheForGood,
      onBegin: () => this.hits.record(found, request, 'media'),
    });
  }
}
