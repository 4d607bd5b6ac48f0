import { AppError } from '@app/contracts';
import { indexedWithinBytes, readSegmentIndex, type SegmentIndex } from '@app/media';
import { type Storage, StorageError } from '@app/storage';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { buffer } from 'node:stream/consumers';
import { InjectStorage } from '../adapters/adapters.module.js';
import { Public } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { mediaQuery } from './page/watch-page.js';
import { playedEdition } from './played-edition.js';
import { masterPlaylist, mediaPlaylist, playlistType } from './playlists.js';
import { WatchedLinks } from './watched-links.service.js';

const because = 'prospects have no account';

/** A link's video as HLS, for televisions, apps and players that want it so: the files are those that the page plays. */
@ApiTags('watch')
@Controller('w')
export class WatchPlaylistsController {
  constructor(
    private readonly links: WatchedLinks,
    @InjectStorage() private readonly storage: Storage,
  ) {}

  /** The renditions to choose from. */
  @Get(':slug/hls/video.m3u8')
  @Public(because)
  @Replies(200, playlistType, ['not-found', 'erased'], 'Master playlist, RFC 8216')
  async master(@Param('slug') slug: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { video } = await this.open(slug, request);
    if (video.renditions.length === 0) throw new AppError('not-found');
    const indexed = await Promise.all(
      video.renditions.map(async (rendition) => ({ rendition, index: await this.indexOf(rendition.key) })),
    );
    return send(reply, masterPlaylist(indexed, queryOf(request)));
  }

  /** The segments of one rendition. */
  @Get(':slug/hls/:attempt/:file')
  @Public(because)
  @Replies(200, playlistType, ['not-found', 'erased'], 'Media playlist, RFC 8216')
  async media(
    @Param('slug') slug: string,
    @Param('attempt') attempt: string,
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const { video } = await this.open(slug, request);
    const name = /^([\w-]+)\.m3u8$/.exec(file)?.[1];
    const rendition = video.renditions.find(({ key }) => key === `videos/${video.id}/${attempt}/${name}.mp4`);
    if (!rendition) throw new AppError('not-found');
    const mediaUrl = `../../media/${attempt}/${name}.mp4${queryOf(request)}`;
    return send(reply, mediaPlaylist(await this.indexOf(rendition.key), mediaUrl));
  }

  /** What was cut out a moment ago is still in the files, and only the page knows how to pass over it. */
  private async open(slug: string, request: FastifyRequest) {
    const found = await this.links.openMedia(slug, request);
    if (found.video.publishedAttempt === null || playedEdition(found.video).pieces)
      throw new AppError('not-found');
    return found;
  }

  /** @throws AppError not-found where the file is gone, or is not one that has an index */
  private async indexOf(key: string): Promise<SegmentIndex> {
    try {
      const { stream } = await this.storage.read(key, {
        range: { start: 0, endInclusive: indexedWithinBytes - 1 },
      });
      return readSegmentIndex(await buffer(stream));
    } catch (error) {
      const isMissing = error instanceof StorageError && error.code === 'not-found';
      throw isMissing || error instanceof RangeError ? new AppError('not-found') : error;
    }
  }
}

const send = (reply: FastifyReply, playlist: string) =>
  reply.header('Cache-Control', 'private, no-cache').type(playlistType).send(playlist);
const queryOf = (request: FastifyRequest) => mediaQuery((request.query as { unlock?: unknown }).unlock);
