import { Module } from '@nestjs/common';
import { Hits } from './hits.service.js';
import { PreviewDrawer } from './pictures/preview-drawer.js';
import { PosterService } from './poster.service.js';
import { PreviewService } from './preview.service.js';
import { WatchAssetFiles } from './watch-assets.js';
import { WatchCaptionsController } from './watch-captions.controller.js';
import { WatchCaptions } from './watch-captions.service.js';
import { WatchMediaController } from './watch-media.controller.js';
import { WatchPicturesController } from './watch-pictures.controller.js';
import { WatchPages } from './watch-pages.service.js';
import { WatchPlaylistsController } from './watch-playlists.controller.js';
import { WatchController } from './watch.controller.js';
import { WatchedLinks } from './watched-links.service.js';

/** What a prospect meets: the page of a link, its media and its pictures. */
@Module({
  controllers: [
    WatchController,
    WatchMediaController,
    WatchPlaylistsController,
    WatchPicturesController,
    WatchCaptionsController,
  ],
  providers: [
    Hits,
    PosterService,
    PreviewDrawer,
    PreviewService,
    WatchAssetFiles,
    WatchCaptions,
    WatchedLinks,
    WatchPages,
  ],
  exports: [WatchedLinks],
})
export class WatchModule {}
