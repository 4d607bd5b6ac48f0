import type { WatchLink } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PublicAddress } from '../http/public-address.js';
import { TrackingCallers } from '../visits/tracking-callers.js';
import { renderWatchPage } from './page/render-watch-page.js';
import { bindPage } from './page/watch-page.js';
import { WatchAssetFiles } from './watch-assets.js';
import { WatchCaptions } from './watch-captions.service.js';
import { WatchedLinks } from './watched-links.service.js';

/** Makes the page of a link as one request sees it. */
@Injectable()
export class WatchPages {
  constructor(
    private readonly links: WatchedLinks,
    private readonly callers: TrackingCallers,
    private readonly address: PublicAddress,
    private readonly captions: WatchCaptions,
    private readonly files: WatchAssetFiles,
  ) {}

  /** @param unlockToken of a page with a password, for the addresses of its media. @returns HTML */
  async render(found: WatchLink, request: FastifyRequest, unlockToken?: string): Promise<string> {
    const page = bindPage(found, {
      origin: this.address.originOf(request),
      privacyMode: this.callers.privacyOf(request, found).mode,
      isPreview: 'preview' in (request.query as object),
      captions: await this.captions.shownOf(found.video, request.headers['accept-language']),
      unlockToken,
      edition: this.links.editionOf(found),
    });
    return renderWatchPage(page, this.files.assets);
  }
}
