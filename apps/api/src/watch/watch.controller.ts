import { AppError } from '@app/contracts';
import { Body, Controller, Get, Header, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { RateLimiter } from '@app/tracking';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Public } from '../http/policy.decorator.js';
import { PublicAddress } from '../http/public-address.js';
import { Replies } from '../http/replies.decorator.js';
import { Hits } from './hits.service.js';
import { renderLockedPage, renderMessagePage } from './page/render-other-pages.js';
import { isGettingBetter, mediaQuery, playedSources } from './page/watch-page.js';
import { WatchAssetFiles } from './watch-assets.js';
import { WatchPages } from './watch-pages.service.js';
import { WatchedLinks } from './watched-links.service.js';

const unlockSchema = z.object({ password: z.string().min(1).max(200) });
const unlockedSchema = z.object({ url: z.string() });
const sourceSchema = z.object({ url: z.string(), contentType: z.string(), media: z.string().nullable() });
const stateSchema = z.object({
  isPlayable: z.boolean(),
  isFailed: z.boolean(),
  progress: z.number(),
  /** Better renditions are still being made. */
  isGettingBetter: z.boolean(),
  /** What the player may choose from now. */
  sources: z.array(sourceSchema),
});
/** Five tries a minute for each link (3-http). */
const tries = { burst: 5, perMs: 5 / 60_000 };
const because = 'prospects have no account';

/** The page of a link, for whoever has its address. A GET changes nothing but the list of hits. */
@ApiTags('watch')
@Controller('w')
export class WatchController {
  private readonly tries = new RateLimiter(tries);

  constructor(
    private readonly links: WatchedLinks,
    private readonly hits: Hits,
    private readonly pages: WatchPages,
    private readonly address: PublicAddress,
    private readonly files: WatchAssetFiles,
  ) {}

  /** The page, bound to its prospect at this moment. HTML, complete without script. */
  @Get(':slug')
  @Public(because)
  @Header('Cache-Control', 'private, no-cache')
  @Replies(200, 'text/html', ['not-found', 'erased'], 'HTML page')
  async page(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    reply.type('text/html; charset=utf-8');
    const opened = await this.links.open(slug, request).catch((error: unknown) => this.gone(error, reply));
    if (!opened) return reply;
    const { found, isLocked, unlockToken } = opened;
    await this.hits.record(found, request, 'page');
    if (isLocked) return reply.send(renderLockedPage(slug, found.member.name, null, this.files.assets));
    return reply.send(await this.pages.render(found, request, unlockToken));
  }

  /** Whether the video plays yet, and from which files; the page asks while it is being made. */
  @Get(':slug/state')
  @Public(because)
  @Header('Cache-Control', 'no-store')
  @Replies(200, stateSchema, ['not-found', 'erased'])
  async state(@Param('slug') slug: string, @Req() request: FastifyRequest) {
    const { video } = await this.links.openMedia(slug, request);
    const query = mediaQuery((request.query as { unlock?: unknown }).unlock);
    return {
      isPlayable: video.publishedAttempt !== null,
      isFailed: video.state === 'failed',
      progress: video.progress,
      isGettingBetter: isGettingBetter(video),
      sources: playedSources(video.renditions, slug, query),
    };
  }

  /** An anchor that people cannot see: whoever follows it is a machine (4-tracking, class `scanner`). */
  @Get(':slug/more')
  @Public(because)
  @Header('Cache-Control', 'no-store')
  @Replies(200, 'text/html', ['not-found', 'erased'], 'HTML page')
  async honeypot(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    reply.type('text/html; charset=utf-8');
    const found = await this.links.find(slug).catch((error: unknown) => this.gone(error, reply));
    if (!found) return reply;
    await this.hits.record(found, request, 'honeypot');
    return reply.send(
      renderMessagePage('Nothing more here', 'The video is on the page you came from.', this.files.assets),
    );
  }

  /**
   * Opens a link that has a password. JSON callers get the address to open; a form is led there.
   * No cookie is set: the address carries a token that lives for twelve hours.
   */
  @Post(':slug/unlock')
  @Public(because)
  @Replies(200, unlockedSchema, [
    'invalid-request',
    'wrong-password',
    'not-found',
    'erased',
    'too-many-requests',
  ])
  async unlock(
    @Param('slug') slug: string,
    @Body({ schema: unlockSchema }) { password }: z.infer<typeof unlockSchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
    try {
      const { isAllowed, retryAfterMs } = this.tries.take(slug);
      if (!isAllowed) throw new AppError('too-many-requests', { retryAfterSeconds: retryAfterMs / 1000 });
      const token = await this.links.unlock(slug, password);
      const url = `/w/${slug}?unlock=${encodeURIComponent(token)}`;
      if (isForm) return reply.redirect(url, 303);
      return { url: `${this.address.originOf(request)}${url}` };
    } catch (error) {
      if (!isForm || !(error instanceof AppError)) throw error;
      return this.showForm(slug, error, reply);
    }
  }

  private async showForm(slug: string, error: AppError, reply: FastifyReply) {
    reply.type('text/html; charset=utf-8');
    const found = await this.links.find(slug).catch((reason: unknown) => this.gone(reason, reply));
    if (!found) return reply;
    return reply
      .status(error.status)
      .send(renderLockedPage(slug, found.member.name, error.message, this.files.assets));
  }

  /** A page for people in place of an error body; every dead link looks the same. */
  private gone(error: unknown, reply: FastifyReply): void {
    if (!(error instanceof AppError)) throw error;
    const [title, text] =
      error.code === 'erased'
        ? ['This page was removed', 'It was removed at the request of the person it was made for.']
        : [
            'This link does not lead to a video',
            'It may be mistyped, or the sender has taken it back. Ask the person who sent it to you.',
          ];
    void reply
      .status(error.status)
      .header('Cache-Control', 'no-store')
      .send(renderMessagePage(title, text, this.files.assets));
  }
}
