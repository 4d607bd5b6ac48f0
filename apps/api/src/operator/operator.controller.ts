import { operatorViewSchema } from '@app/contracts';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { OperatorService } from './operator.service.js';

/** For who runs the server. */
@ApiTags('operator')
@Controller(apiPath('operator'))
export class OperatorController {
  constructor(private readonly operator: OperatorService) {}

  /** What waits, what failed, and how the server is: of all of it for admins of the first workspace, of their own for others. */
  @Get()
  @Members({ roles: ['admin'] })
  @Header('Cache-Control', 'no-store')
  @Replies(200, operatorViewSchema, ['not-signed-in', 'not-allowed'])
  get(@CurrentCaller() caller: Caller) {
    return this.operator.view(caller);
  }
}
