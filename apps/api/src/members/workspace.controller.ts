import {
  AppError,
  type UpdateWorkspace,
  type Workspace,
  updateWorkspaceSchema,
  workspaceSchema,
} from '@app/contracts';
import { WorkspaceRepository } from '@app/database';
import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { presentWorkspace } from './member.presenter.js';

/** What holds for everybody in a workspace. */
@ApiTags('members')
@Controller(apiPath('workspace'))
export class WorkspaceController {
  constructor(private readonly workspaces: WorkspaceRepository) {}

  /** One's own workspace. */
  @Get()
  @Members()
  @Replies(200, workspaceSchema, ['not-signed-in', 'not-allowed'])
  async get(@CurrentCaller() { workspaceId }: Caller): Promise<Workspace> {
    return presentWorkspace(await this.workspaces.get(workspaceId));
  }

  /**
   * Changes it. With another time zone every day of the figures is counted anew. Another rule for views holds for what is
   * watched from now on: what was counted stays counted.
   */
  @Patch()
  @Members({ roles: ['admin'] })
  @Replies(200, workspaceSchema, [
    'not-signed-in',
    'not-allowed',
    'invalid-request',
    'cross-origin',
    'idempotency-conflict',
    'idempotency-in-progress',
  ])
  async update(
    @CurrentCaller() caller: Caller,
    @Body({ schema: updateWorkspaceSchema }) { timeZone, viewRule }: UpdateWorkspace,
  ): Promise<Workspace> {
    if (timeZone !== undefined && !(await this.workspaces.setTimeZone(caller.workspaceId, timeZone)))
      throw new AppError('invalid-request', [{ path: 'timeZone', message: 'Not known to the database' }]);
    if (viewRule !== undefined) await this.workspaces.setViewRule(caller.workspaceId, viewRule);
    return this.get(caller);
  }
}
