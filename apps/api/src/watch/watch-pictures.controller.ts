import { AppError } from '@app/contracts';
import type { WatchLink } from '@app/database';
import { type Storage } from '@app/storage';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { InjectStorage } from '../adapters/adapters.module.js';
import { Public } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { isKnown } from '../http/conditional-request.js';
import { Hits } from './hits.service.js';
import { defaultAccentColor, thumbnailTextOf } from './page/watch-page.js';
import { type DrawnPicture, PosterService } from './poster.service.js';
import type { PreviewFormat } from './pictures/preview-drawer.js';
import { PreviewService } from './preview.service.js';
import { WatchedLinks } from './watched-links.service.js';

const because = 'mail programs show them before anybody clicks';
const cacheControl = 'private, max-age=60';

/** Pictures of a link for the page, for mails and for previews in chats. They can change, so they are asked for again. */
@ApiTags('watch')
@Controller('w')
export class WatchPicturesController {
  constructor(
    private readonly links: WatchedLinks,
    private readonly hits: Hits,
    private readonly posters: PosterService,
    private readonly previews: PreviewService,
    @InjectStorage() private readonly storage: Storage,
  ) {}

  /** The poster with the prospect's name and a play button; `?bare` leaves the button out, for our own player. */
  @Get(':slug/poster.jpg')
  @Public(because)
  @Replies(200, 'image/jpeg', ['not-found', 'erased'], 'JPEG')
  async poster(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const found = await this.links.openMedia(slug, request);
    await this.hits.record(found, request, 'image');
    const hasPlayButton = !('bare' in (request.query as object));
    const picture = { posterKey: found.video.posterKey, hasPlayButton, ...wordsOf(found) };
    return send(await this.posters.draw(picture), 'image/jpeg', request, reply);
  }

  /** The animated preview with the prospect's name and a play button; a still one until it is there. */
  @Get(':slug/preview.gif')
  @Public(because)
  @Replies(200, 'image/gif', ['not-found', 'erased'], 'GIF, at most 1.5 MB')
  preview(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.sendPreview(slug, 'gif', request, reply);
  }

  /** The same, smaller, for programs that know WebP. */
  @Get(':slug/preview.webp')
  @Public(because)
  @Replies(200, 'image/webp', ['not-found', 'erased'], 'WebP')
  previewWebp(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.sendPreview(slug, 'webp', request, reply);
  }

  /** Small pictures along the video, for looking before jumping. */
  @Get(':slug/storyboard.jpg')
  @Public('prospects have no account')
  @Replies(200, 'image/jpeg', ['not-found', 'erased'], 'JPEG; how the pictures lie in it is in the page')
  async storyboard(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const found = await this.links.openMedia(slug, request);
    await this.hits.record(found, request, 'media');
    const { storyboard } = found.video;
    if (!storyboard) throw new AppError('not-found');
    return send(await this.stored(storyboard.key), 'image/jpeg', request, reply);
  }

  /** Who has it already costs no drawing. */
  private async sendPreview(
    slug: string,
    format: PreviewFormat,
    request: FastifyRequest,
    reply: FastifyReply,
  ) {
    const found = await this.links.openMedia(slug, request);
    await this.hits.record(found, request, 'image');
    const { previewKey, posterKey } = found.video;
    const preview = { previewKey, posterKey, ...wordsOf(found) };
    const etag = this.previews.etagOf(preview, format);
    reply.header('ETag', etag).header('Cache-Control', cacheControl).type(`image/${format}`);
    if (isKnown(request, etag)) return reply.status(304).send();
    const parts = await this.previews.draw(preview, format);
    const sizeBytes = parts.reduce((sum, { length }) => sum + length, 0);
    return reply.header('Content-Length', sizeBytes).send(Readable.from(parts));
  }

  private async stored(key: string): Promise<DrawnPicture> {
    const { stream, etag } = await this.storage.read(key);
    return { bytes: await buffer(stream), etag };
  }
}

function wordsOf(found: WatchLink) {
  const accentColor = found.page.theme?.accentColor ?? defaultAccentColor;
  return { text: thumbnailTextOf(found), accentColor };
}

function send(
  { bytes, etag }: DrawnPicture,
  contentType: string,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  reply.header('ETag', etag).header('Cache-Control', cacheControl).type(contentType);
  return isKnown(request, etag) ? reply.status(304).send() : reply.send(bytes);
}
