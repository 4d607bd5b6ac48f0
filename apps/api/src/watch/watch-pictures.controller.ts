import { AppError } from '@app/contracts';
import type { WatchLink } from '@app/database';
import { type Storage } from '@app/storage';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { buffer } from 'node:stream/consumers';
import { InjectStorage } from '../adapters/adapters.module.js';
import { Public } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { isKnown } from '../http/conditional-request.js';
import { Hits } from './hits.service.js';
import { defaultAccentColor, thumbnailTextOf } from './page/watch-page.js';
import { type DrawnPicture, PosterService } from './poster.service.js';
import { WatchedLinks } from './watched-links.service.js';

const because = 'mail programs show them before anybody clicks';

/** Pictures of a link for the page, for mails and for previews in chats. They can change, so they are asked for again. */
@ApiTags('watch')
@Controller('w')
export class WatchPicturesController {
  constructor(
    private readonly links: WatchedLinks,
    private readonly hits: Hits,
    private readonly posters: PosterService,
    @InjectStorage() private readonly storage: Storage,
  ) {}

  /** The poster with the prospect's name and a play button; `?bare` leaves the button out, for our own player. */
  @Get(':slug/poster.jpg')
  @Public(because)
  @Replies(200, 'image/jpeg', ['not-found', 'erased'], 'JPEG')
  async poster(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const found = await this.links.openMedia(slug, request);
    await this.hits.record(found, request, 'image');
    return send(
      await this.draw(found, !('bare' in (request.query as object)), 'jpeg'),
      'image/jpeg',
      request,
      reply,
    );
  }

  /** The animated preview; a still one with the name until it is there. */
  @Get(':slug/preview.gif')
  @Public(because)
  @Replies(200, 'image/gif', ['not-found', 'erased'], 'GIF')
  async preview(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const found = await this.links.openMedia(slug, request);
    await this.hits.record(found, request, 'image');
    const { previewKey } = found.video;
    const picture = previewKey ? await this.stored(previewKey) : await this.draw(found, true, 'gif');
    return send(picture, 'image/gif', request, reply);
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

  private draw(found: WatchLink, hasPlayButton: boolean, format: 'jpeg' | 'gif'): Promise<DrawnPicture> {
    const accentColor = found.page.theme?.accentColor ?? defaultAccentColor;
    return this.posters.draw(
      { posterKey: found.video.posterKey, text: thumbnailTextOf(found), hasPlayButton, accentColor },
      format,
    );
  }

  private async stored(key: string): Promise<DrawnPicture> {
    const { stream, etag } = await this.storage.read(key);
    return { bytes: await buffer(stream), etag };
  }
}

function send(
  { bytes, etag }: DrawnPicture,
  contentType: string,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  reply.header('ETag', etag).header('Cache-Control', 'private, max-age=60').type(contentType);
  return isKnown(request, etag) ? reply.status(304).send() : reply.send(bytes);
}
