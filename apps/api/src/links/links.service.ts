import {
  AppError,
  type CreateLink,
  type Link as LinkReply,
  type LinkQuery,
  type Snippet,
  type UpdateLink,
} from '@app/contracts';
import {
  type JoinedLink,
  LinkRepository,
  ProspectRepository,
  VideoRepository,
  linkStateAt,
  resolvePage,
} from '@app/database';
import { Injectable } from '@nestjs/common';
import { hash } from '@node-rs/argon2';
import type { Caller } from '../http/caller.js';
import { idOfCursor, pageOf } from '../http/paging.js';
import { AccessService } from '../members/access.service.js';
import { RollUps } from '../visits/roll-ups.service.js';
import { presentLink } from './link.presenter.js';
import { makeSnippet } from './snippet.js';

/** Links of members. `origin` is the address that links are made with, e.g. `https://video.example.com`. */
@Injectable()
export class LinksService {
  constructor(
    private readonly links: LinkRepository,
    private readonly videos: VideoRepository,
    private readonly prospects: ProspectRepository,
    private readonly access: AccessService,
    private readonly rollUps: RollUps,
  ) {}

  /** Every call makes a new link. @throws not-found when the video or the prospect is not within reach */
  async create(caller: Caller, body: CreateLink, origin: string): Promise<LinkReply> {
    const { workspaceId, memberId, teamId } = caller;
    const { videoId, prospectId } = body;
    await this.access.assertWithinReach(caller, await this.videos.find(videoId));
    if (prospectId)
      await this.access.assertWithinReach(
        caller,
        await this.prospects.findInWorkspace(prospectId, workspaceId),
      );
    const link = { workspaceId, memberId, teamId, videoId, prospectId, ...(await changeOf(body)) };
    const { id } = await this.links.create(link);
    return this.get(caller, id, origin);
  }

  /** Newest first, within reach. @throws invalid-request for a cursor that is none */
  async list(caller: Caller, { cursor, limit, ...filter }: LinkQuery, origin: string) {
    const rows = await this.links.list({
      ...filter,
      workspaceId: caller.workspaceId,
      reach: await this.access.reachOf(caller),
      beforeId: idOfCursor(cursor),
      limit: limit + 1,
    });
    const { shown, nextCursor } = pageOf(rows, limit);
    await this.rollUps.catchUp(caller.workspaceId);
    const viewsOf = await this.links.viewsOf(shown.map(({ id }) => id));
    return { items: shown.map((link) => presentLink(link, viewsOf(link.id), origin)), nextCursor };
  }

  /** @throws not-found */
  async get(caller: Caller, id: string, origin: string): Promise<LinkReply> {
    const link = await this.find(caller, id);
    await this.rollUps.catchUp(caller.workspaceId);
    const viewsOf = await this.links.viewsOf([id]);
    return presentLink(link, viewsOf(id), origin);
  }

  /** @throws not-found, link-revoked, erased */
  async update(caller: Caller, id: string, body: UpdateLink, origin: string): Promise<LinkReply> {
    await this.findUsable(caller, id);
    await this.links.update(id, await changeOf(body));
    return this.get(caller, id, origin);
  }

  /** Doing it twice changes nothing. @throws not-found */
  async revoke(caller: Caller, id: string, origin: string): Promise<LinkReply> {
    await this.find(caller, id);
    await this.links.revoke(id);
    return this.get(caller, id, origin);
  }

  /** The first time counts. @throws not-found, link-revoked, erased */
  async markSent(caller: Caller, id: string, origin: string): Promise<LinkReply> {
    await this.findUsable(caller, id);
    await this.links.markSent(id);
    return this.get(caller, id, origin);
  }

  /** @throws not-found, link-revoked, erased */
  async snippet(caller: Caller, id: string, origin: string): Promise<Snippet> {
    const link = await this.findUsable(caller, id);
    const { slug, video, prospect } = link;
    const source = { slug, videoTitle: video.title, prospect: prospect ?? null, page: resolvePage(link) };
    return makeSnippet(source, origin);
  }

  private async find(caller: Caller, id: string): Promise<JoinedLink> {
    return this.access.assertWithinReach(caller, await this.links.findInWorkspace(id, caller.workspaceId));
  }

  /** An expired or paused link is usable: that can be changed. */
  private async findUsable(caller: Caller, id: string): Promise<JoinedLink> {
    const link = await this.find(caller, id);
    const state = linkStateAt(link, link.campaign ?? null, new Date());
    if (state === 'erased') throw new AppError('erased');
    if (state === 'revoked') throw new AppError('link-revoked');
    return link;
  }
}

/** Fields that are absent stay; null takes away. Only the Argon2id hash of the password is kept. */
async function changeOf({ page, password, expiresAt }: UpdateLink) {
  return {
    ...(page === undefined ? {} : { page }),
    ...(password === undefined ? {} : { passwordHash: password === null ? null : await hash(password) }),
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt === null ? null : new Date(expiresAt) }),
  };
}
