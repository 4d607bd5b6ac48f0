import { Module } from '@nestjs/common';
import { EventFeed } from './event-feed.js';
import { StreamHub } from './stream-hub.service.js';
import { StreamController } from './stream.controller.js';

/** What happens is told to members within a second. */
@Module({ controllers: [StreamController], providers: [EventFeed, StreamHub] })
export class StreamModule {}
