import {
  type IdParams,
  type Member,
  type PageQuery,
  type UpdateMember,
  idParamsSchema,
  memberListSchema,
  memberSchema,
  pageQuerySchema,
  updateMemberSchema,
} from '@app/contracts';
import { Body, Controller, Delete, Get, Param, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { MembersService } from './members.service.js';

const readErrors = ['not-signed-in', 'not-allowed', 'not-found'] as const;
const writeErrors = [
  ...readErrors,
  'invalid-request',
  'cross-origin',
  'last-admin',
  'idempotency-conflict',
  'idempotency-in-progress',
] as const;

/** Members of the workspace. */
@ApiTags('members')
@Controller(apiPath('members'))
export class MembersController {
  constructor(private readonly members: MembersService) {}

  /** Members within reach: oneself, the team, or the workspace. */
  @Get()
  @Members()
  @Replies(200, memberListSchema, ['not-signed-in', 'not-allowed', 'invalid-request'])
  list(@CurrentCaller() caller: Caller, @Query({ schema: pageQuerySchema }) query: PageQuery) {
    return this.members.list(caller, query);
  }

  /** One member. */
  @Get(':id')
  @Members()
  @Replies(200, memberSchema, readErrors)
  get(@CurrentCaller() caller: Caller, @Param({ schema: idParamsSchema }) { id }: IdParams): Promise<Member> {
    return this.members.get(caller, id);
  }

  /** Changes one's own name; an admin changes everything of everybody. */
  @Patch(':id')
  @Members()
  @Replies(200, memberSchema, writeErrors)
  update(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Body({ schema: updateMemberSchema }) body: UpdateMember,
  ): Promise<Member> {
    return this.members.update(caller, id, body);
  }

  /** The member leaves: sessions and API keys end at once; videos and links stay. */
  @Delete(':id')
  @Members({ roles: ['admin'] })
  @Replies(204, null, writeErrors)
  deactivate(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
  ): Promise<void> {
    return this.members.deactivate(caller, id);
  }
}
