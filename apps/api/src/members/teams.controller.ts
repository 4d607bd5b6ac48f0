import {
  type CreateTeam,
  type IdParams,
  type PageQuery,
  type Team,
  createTeamSchema,
  idParamsSchema,
  pageQuerySchema,
  teamListSchema,
  teamSchema,
} from '@app/contracts';
import { Body, Controller, Delete, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { TeamsService } from './teams.service.js';

const createErrors = [
  'not-signed-in',
  'not-allowed',
  'invalid-request',
  'cross-origin',
  'idempotency-conflict',
  'idempotency-in-progress',
] as const;
const changeErrors = [...createErrors, 'not-found'] as const;

/** Teams: groups of members whose manager sees their work. */
@ApiTags('members')
@Controller(apiPath('teams'))
export class TeamsController {
  constructor(private readonly teams: TeamsService) {}

  /** One's own team; all of the workspace for admins. */
  @Get()
  @Members()
  @Replies(200, teamListSchema, ['not-signed-in', 'not-allowed', 'invalid-request'])
  list(@CurrentCaller() caller: Caller, @Query({ schema: pageQuerySchema }) query: PageQuery) {
    return this.teams.list(caller, query);
  }

  /** Makes a team. */
  @Post()
  @Members({ roles: ['admin'] })
  @Replies(201, teamSchema, createErrors)
  create(
    @CurrentCaller() caller: Caller,
    @Body({ schema: createTeamSchema }) body: CreateTeam,
  ): Promise<Team> {
    return this.teams.create(caller, body);
  }

  /** Renames a team. */
  @Patch(':id')
  @Members({ roles: ['admin'] })
  @Replies(200, teamSchema, changeErrors)
  rename(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
    @Body({ schema: createTeamSchema }) body: CreateTeam,
  ): Promise<Team> {
    return this.teams.rename(caller, id, body);
  }

  /** Removes a team; its members stay. */
  @Delete(':id')
  @Members({ roles: ['admin'] })
  @Replies(204, null, changeErrors)
  remove(
    @CurrentCaller() caller: Caller,
    @Param({ schema: idParamsSchema }) { id }: IdParams,
  ): Promise<void> {
    return this.teams.remove(caller, id);
  }
}
