import { AppError } from '@app/contracts';
import { LinkRepository, linkStateAt, SecretRepository, type WatchLink } from '@app/database';
import { signEdition, type TokenKeyRing } from '@app/tracking';
import { Inject, Injectable } from '@nestjs/common';
import { verify } from '@node-rs/argon2';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../http/caller.js';
import { VISIT_TOKEN_KEYS } from '../visits/visit-token-keys.js';
import { playedEdition } from './played-edition.js';
import { isUnlockedBy, signUnlockToken } from './unlock-token.js';

/** A live link that the request may look into, or one that asks for its password first. */
export type OpenedLink = { found: WatchLink; isLocked: boolean; unlockToken?: string };

/** Finds the link behind a slug and decides whether this request may see what it shows. */
@Injectable()
export class WatchedLinks {
  constructor(
    private readonly links: LinkRepository,
    private readonly secrets: SecretRepository,
    @Inject(VISIT_TOKEN_KEYS) private readonly keys: TokenKeyRing,
  ) {}

  /**
   * @param caller who asks, if known: members of its workspace still see what is paused or expired, and may let it go on
   * @throws not-found for unknown, revoked, expired and paused slugs alike; erased
   */
  async find(slug: string, caller?: Pick<Caller, 'workspaceId'>): Promise<WatchLink> {
    const found = await this.links.findForWatch(slug);
    const state = found ? linkStateAt(found.link, found.campaign, new Date()) : 'revoked';
    const isResting = state === 'paused' || state === 'expired';
    const isOurs = found !== null && caller?.workspaceId === found.link.workspaceId;
    if (found && (state === 'live' || (isResting && isOurs))) return found;
    throw new AppError(state === 'erased' ? 'erased' : 'not-found');
  }

  /**
   * The link, and whether its password is still to be given. Members of its workspace need none.
   * @param token what the password was exchanged for; in the address, unless the page's script tells it
   * @throws as {@link find}
   */
  async open(
    slug: string,
    request: FastifyRequest,
    token: unknown = (request.query as { unlock?: unknown }).unlock,
  ): Promise<OpenedLink> {
    const found = await this.find(slug, request.caller);
    const { passwordHash, workspaceId } = found.link;
    if (!passwordHash || request.caller?.workspaceId === workspaceId) return { found, isLocked: false };
    const isUnlocked =
      typeof token === 'string' &&
      isUnlockedBy(token, { slug, passwordHash }, await this.secret(), Date.now());
    return isUnlocked ? { found, isLocked: false, unlockToken: token } : { found, isLocked: true };
  }

  /** For media, pictures and visits. @throws not-found, erased; not-found as well while the password is missing */
  async openMedia(slug: string, request: FastifyRequest, token?: string): Promise<WatchLink> {
    const { found, isLocked } = await this.open(slug, request, token);
    if (isLocked) throw new AppError('not-found');
    return found;
  }

  /** A token for the page's address, in exchange for the right password. @throws wrong-password, and as {@link find} */
  async unlock(slug: string, password: string): Promise<string> {
    const { link } = await this.find(slug);
    if (!link.passwordHash || !(await verify(link.passwordHash, password)))
      throw new AppError('wrong-password');
    return signUnlockToken({ slug, passwordHash: link.passwordHash }, await this.secret(), Date.now());
  }

  /** What the link's page plays now, signed: its visits are counted by that, however long it stays open. */
  editionOf({ video }: WatchLink): string {
    return signEdition(video.id, playedEdition(video), this.keys);
  }

  private async secret(): Promise<Buffer> {
    return (await this.secrets.keysOf('unlock-token'))[0].value;
  }
}
