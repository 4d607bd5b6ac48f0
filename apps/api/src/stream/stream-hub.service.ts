import { AppError } from '@app/contracts';
import { reachParameter } from '@app/database';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Pool } from 'pg';
import type { Caller } from '../http/caller.js';
import { AccessService } from '../members/access.service.js';
import { CallerService } from '../members/caller.service.js';
import { EventFeed } from './event-feed.js';
import { eventsOfGap } from './outbox-events.query.js';
import { StreamClient } from './stream-client.js';
import { type ToldEvent, toldEvents } from './told-event.js';

/** Sessions are looked at this often, so that one that ended hears nothing 5 s later (7-trust, Q9). */
const checkEveryMs = 5_000;
const checksPerBeat = 3;
const mostReplayed = 500;
const mostStreamsOfMember = 20;

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
  'x-content-type-options': 'nosniff',
};

/** The open streams of this process. */
@Injectable()
export class StreamHub implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly clients = new Map<StreamClient, FastifyRequest>();
  private timer: NodeJS.Timeout | undefined;
  private checks = 0;
  private isClosing = false;

  constructor(
    private readonly pool: Pool,
    private readonly feed: EventFeed,
    private readonly access: AccessService,
    private readonly callers: CallerService,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.check(), checkEveryMs).unref();
  }

  /** An open stream would hold up the end of the server for ever. */
  onModuleDestroy(): void {
    this.isClosing = true;
    clearInterval(this.timer);
    for (const client of this.clients.keys()) client.close();
  }

  /**
   * Opens a stream that lives until either side ends it.
   * @param lastSeq the last event that arrived before the stream broke off; undefined begins with what comes
   * @throws not-ready while the server stops, too-many-requests
   */
  async open(request: FastifyRequest, reply: FastifyReply, caller: Caller, lastSeq?: number): Promise<void> {
    if (this.isClosing) throw new AppError('not-ready');
    const open = [...this.clients.keys()].filter((client) => client.caller.memberId === caller.memberId);
    if (open.length >= mostStreamsOfMember) throw new AppError('too-many-requests');
    const client = new StreamClient(reply.raw, caller, await this.access.reachOf(caller));
    // Hearing begins before the gap is read: nothing falls in between.
    const unsubscribe = this.feed.subscribe((event) => client.hear(event));
    const leave = () => {
      unsubscribe();
      this.clients.delete(client);
    };
    reply.raw.on('close', leave);
    this.clients.set(client, request);
    try {
      const missed = lastSeq === undefined ? [] : await this.missedBy(client, lastSeq);
      reply.hijack();
      client.begin({ ...headers, 'x-request-id': request.id }, missed);
    } catch (error) {
      leave();
      throw error;
    }
    // A request for the head alone is answered; and the server may have begun to stop meanwhile.
    if (request.method === 'HEAD' || this.isClosing) client.close();
    if (reply.raw.destroyed) leave();
  }

  private async missedBy({ caller, reach }: StreamClient, lastSeq: number): Promise<readonly ToldEvent[]> {
    const gap = await eventsOfGap(this.pool, {
      workspaceId: caller.workspaceId,
      memberIds: reachParameter(reach),
      afterSeq: lastSeq,
      lateSeqs: this.feed.toldLate(lastSeq),
      limit: mostReplayed,
    });
    return toldEvents(this.pool, gap);
  }

  /** Ends streams whose session has ended; roles and teams may have changed as well. */
  private async check(): Promise<void> {
    this.checks += 1;
    const isBeat = this.checks % checksPerBeat === 0;
    await Promise.allSettled(
      [...this.clients].map(async ([client, request]) => {
        if (isBeat) client.beat();
        const caller = await this.callers.resolve(request);
        if (!caller) return client.close();
        client.reach = await this.access.reachOf(caller);
        client.caller = caller;
      }),
    );
  }
}
