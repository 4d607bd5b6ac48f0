import { AppError } from '@app/contracts';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { toWebVtt } from '../captions/file/write-caption-file.js';
import { Public } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { isKnown } from '../http/conditional-request.js';
import { Hits } from './hits.service.js';
import { renderTranscriptPage } from './page/transcript.html.js';
import { WatchAssetFiles } from './watch-assets.js';
import { WatchCaptions } from './watch-captions.service.js';
import { WatchedLinks } from './watched-links.service.js';

const because = 'prospects have no account';
/** Captions can change at any time: every use asks whether they did. */
const askAgain = 'private, no-cache';

/** Captions of a link's video, for the player and for reading. */
@ApiTags('watch')
@Controller('w')
export class WatchCaptionsController {
  constructor(
    private readonly links: WatchedLinks,
    private readonly hits: Hits,
    private readonly captions: WatchCaptions,
    private readonly files: WatchAssetFiles,
  ) {}

  /** WebVTT of one language, with the times of the video as it plays now. */
  @Get(':slug/captions/:file')
  @Public(because)
  @Replies(200, 'text/vtt', ['not-found', 'erased'], 'WebVTT; 304 when unchanged')
  async file(
    @Param('slug') slug: string,
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const found = await this.links.openMedia(slug, request);
    const cues = await this.captions.cuesOf(found.video, /^(.+)\.vtt$/.exec(file)?.[1]);
    if (!cues) throw new AppError('not-found');
    await this.hits.record(found, request, 'captions');
    const text = toWebVtt(cues);
    const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
    reply.header('ETag', etag).header('Cache-Control', askAgain).type('text/vtt; charset=utf-8');
    return isKnown(request, etag) ? reply.status(304).send() : reply.send(text);
  }

  /** What is said, as a page to read without script: `?language=` names one of the video's languages. */
  @Get(':slug/transcript')
  @Public(because)
  @Replies(200, 'text/html', ['not-found', 'erased'], 'HTML page')
  async transcript(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const found = await this.links.openMedia(slug, request);
    const { language } = request.query as { language?: unknown };
    const cues = await this.captions.cuesOf(found.video, language);
    if (!cues) throw new AppError('not-found');
    await this.hits.record(found, request, 'captions');
    const page = { cues, language: String(language), title: found.video.title };
    return reply
      .header('Cache-Control', askAgain)
      .type('text/html; charset=utf-8')
      .send(renderTranscriptPage(page, this.files.assets));
  }
}
