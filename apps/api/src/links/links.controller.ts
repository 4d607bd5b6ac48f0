import {
  type CreateLink,
  type IdParams,
  type Link,
  type LinkQuery,
  type Snippet,
  type UpdateLink,
  createLinkSchema,
  idParamsSchema,
  linkListSchema,
  linkQuerySchema,
  linkSchema,
  snippetSchema,
  updateLinkSchema,
} from '@app/contracts';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Origin } from '../http/origin.decorator.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { LinksService } from './links.service.js';

const readErrors = ['not-signed-in', 'not-allowed', 'not-found'] as const;
const writeErrors = [
  ...readErrors,
  'invalid-request',
  'cross-origin',
  'idempotency-conflict',
  'idempotency-in-progress',
] as const;
const changeErrors = [...writeErrors, 'link-revoked', 'erased'] as const;

/** Links: tracked addresses of videos, personal if they have a prospect. */
@ApiTags('links')
@Controller(apiPath('links'))
export class LinksController {
  constructor(private readonly links: LinksService) {}

  /** Makes a link of a video, for one prospect if one is named. */
  @Post()
  @Members({ scope: 'links:write' })
  @Replies(201, linkSchema, writeErrors)
  create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: createLinkSchema }) body: CreateLink,
    @Origin() origin: string,
  ): Promise<Link> {
    return this.links.create(caller, body, origin);
  }

  /** Links within reach, newest first. */
  @Get()
  @Members({ scope: 'links:read' })
  @Replies(200, linkListSchema, ['not-signed-in', 'not-allowed', 'invalid-request'])
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: linkQuerySchema }) query: LinkQuery,
    @Origin() origin: string,
  ) {
    return this.links.list(caller, query, origin);
  }

  /** One link with its page, its state and its views. */
  @Get(':id')
  @Members({ scope: 'links:read' })
  @Replies(200, linkSchema, readErrors)
  get(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Origin() origin: string,
  ): Promise<Link> {
    return this.links.get(caller, id, origin);
  }

  /** Changes the page, the password or the expiry; what is already sent shows the change. */
  @Patch(':id')
  @Members({ scope: 'links:write' })
  @Replies(200, linkSchema, changeErrors)
  update(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Body({ schema: updateLinkSchema }) body: UpdateLink,
    @Origin() origin: string,
  ): Promise<Link> {
    return this.links.update(caller, id, body, origin);
  }

  /** Ends a link for good: its page and media answer as if they had never been. */
  @Post(':id/revoke')
  @Members({ scope: 'links:write' })
  @Replies(200, linkSchema, writeErrors)
  revoke(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Origin() origin: string,
  ): Promise<Link> {
    return this.links.revoke(caller, id, origin);
  }

  /** Notes that the link was handed to its prospect; the first time counts. */
  @Post(':id/sent')
  @Members({ scope: 'links:write' })
  @Replies(200, linkSchema, changeErrors)
  markSent(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Origin() origin: string,
  ): Promise<Link> {
    return this.links.markSent(caller, id, origin);
  }

  /** What to paste into a mail: a linked preview picture with text. */
  @Get(':id/snippet')
  @Members({ scope: 'links:read' })
  @Replies(200, snippetSchema, [...readErrors, 'link-revoked', 'erased'])
  snippet(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Origin() origin: string,
  ): Promise<Snippet> {
    return this.links.snippet(caller, id, origin);
  }
}
