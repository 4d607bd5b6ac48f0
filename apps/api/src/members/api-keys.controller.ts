import {
  type CreateApiKey,
  type CreatedApiKey,
  type IdParams,
  type PageQuery,
  apiKeyListSchema,
  createApiKeySchema,
  createdApiKeySchema,
  idParamsSchema,
  pageQuerySchema,
} from '@app/contracts';
import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { NotReplayed } from '../http/idempotency.decorator.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { ApiKeysService } from './api-keys.service.js';

/** API keys: for programs that act for a member. A key never makes keys. */
@ApiTags('api-keys')
@Controller(apiPath('api-keys'))
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  /** One's own keys; all of the workspace for admins. */
  @Get()
  @Members()
  @Replies(200, apiKeyListSchema, ['not-signed-in', 'not-allowed', 'invalid-request'])
  list(@CurrentCaller() caller: Caller, @Query({ schema: pageQuerySchema }) query: PageQuery) {
    return this.keys.list(caller, query);
  }

  /** Makes a key; it is shown this once. */
  @Post()
  @Members()
  @NotReplayed('the reply holds a secret of which only the hash may be kept')
  @Replies(201, createdApiKeySchema, ['not-signed-in', 'not-allowed', 'invalid-request', 'cross-origin'])
  create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: createApiKeySchema }) body: CreateApiKey,
  ): Promise<CreatedApiKey> {
    return this.keys.create(caller, body);
  }

  /** Ends a key at once. */
  @Delete(':id')
  @Members()
  @Replies(204, null, [
    'not-signed-in',
    'not-allowed',
    'not-found',
    'cross-origin',
    'idempotency-conflict',
    'idempotency-in-progress',
  ])
  remove(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
  ): Promise<void> {
    return this.keys.remove(caller, id);
  }
}
