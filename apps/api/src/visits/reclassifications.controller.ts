import {
  type CheckHistory,
  type IdParams,
  checkHistorySchema,
  idParamsSchema,
  ledgerRuleSchema,
  reclassificationSchema,
} from '@app/contracts';
import { Body, Controller, Get, Header, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { apiPath } from '../http/api-path.js';
import { type Caller, CurrentCaller } from '../http/caller.js';
import { Members } from '../http/policy.decorator.js';
import { Replies } from '../http/replies.decorator.js';
import { ReclassificationsService } from './reclassifications.service.js';

const changeErrors = [
  'not-signed-in',
  'not-allowed',
  'not-found',
  'invalid-request',
  'cross-origin',
] as const;

/** The rule of what counts as a view, run over history again. */
@ApiTags('visits')
@Controller(apiPath('reclassifications'))
export class ReclassificationsController {
  constructor(private readonly reclassifications: ReclassificationsService) {}

  /** The rule as it is now, how many rows an older one has classed, and the latest run with its report. */
  @Get()
  @Members({ roles: ['admin'] })
  @Header('Cache-Control', 'no-store')
  @Replies(200, ledgerRuleSchema, ['not-signed-in', 'not-allowed'])
  get(@CurrentCaller() caller: Caller) {
    return this.reclassifications.rule(caller);
  }

  /** Begins to find out what the rule would change in history. Changes nothing; the report comes with the run. */
  @Post()
  @Members({ roles: ['admin'] })
  @Replies(202, reclassificationSchema, [
    'not-signed-in',
    'not-allowed',
    'invalid-request',
    'cross-origin',
    'check-outdated',
  ])
  check(@CurrentCaller() caller: Caller, @Body({ schema: checkHistorySchema }) { isForced }: CheckHistory) {
    return this.reclassifications.check(caller, isForced);
  }

  /** Begins to apply what a check has told; it must be the latest run. Nobody is notified of what changes. */
  @Post(':id/apply')
  @Members({ roles: ['admin'] })
  @Replies(202, reclassificationSchema, [...changeErrors, 'check-outdated'])
  apply(@CurrentCaller() caller: Caller, @Param({ schema: idParamsSchema }) { id }: IdParams) {
    return this.reclassifications.apply(caller, id);
  }

  /** Stops a run. What it has applied stays; the next run goes on from there. */
  @Post(':id/stop')
  @Members({ roles: ['admin'] })
  @Replies(204, null, changeErrors)
  stop(@CurrentCaller() caller: Caller, @Param({ schema: idParamsSchema }) { id }: IdParams) {
    return this.reclassifications.stop(caller, id);
  }
}
