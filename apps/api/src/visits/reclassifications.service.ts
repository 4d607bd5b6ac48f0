import { AppError, type LedgerRule, type Reclassification } from '@app/contracts';
import { classSteps, latestRun, olderRows, requestRun, ruleVersion, stopRun } from '@app/tracking';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';
import type { Caller } from '../http/caller.js';

/** Running the rule over a workspace's history again: first a check, then, when somebody asks for it, for good. */
@Injectable()
export class ReclassificationsService {
  constructor(private readonly pool: Pool) {}

  /** The rule as it is, what of the ledger is older, and the latest run with its report. */
  async rule({ workspaceId }: Caller): Promise<LedgerRule> {
    const [older, run] = await Promise.all([
      olderRows(this.pool, workspaceId),
      latestRun(this.pool, workspaceId),
    ]);
    const steps = classSteps.map(({ name, version }) => ({ name, version }));
    return { ruleVersion, steps, ...older, run };
  }

  /** Asks what would change; while a check goes on it is that one. @throws check-outdated while something is being applied */
  check({ workspaceId, memberId }: Caller, isForced: boolean): Promise<Reclassification> {
    return this.request({ workspaceId, memberId, mode: 'check', isForced });
  }

  /** Applies what a check has told; asked twice it is done once. @throws not-found, check-outdated */
  async apply({ workspaceId, memberId }: Caller, checkId: string): Promise<Reclassification> {
    const { rows } = await this.pool.query<{ isForced: boolean }>(
      `select is_forced as "isForced" from reclassifications where workspace_id = $1 and id = $2 and mode = 'check'`,
      [workspaceId, checkId],
    );
    const [check] = rows;
    if (!check) throw new AppError('not-found');
    return this.request({ workspaceId, memberId, mode: 'apply', isForced: check.isForced, checkId });
  }

  /** Ends a run; what it has applied stays. @throws not-found */
  async stop({ workspaceId }: Caller, id: string): Promise<void> {
    if (!(await stopRun(this.pool, workspaceId, id))) throw new AppError('not-found');
  }

  private async request(request: Omit<Parameters<typeof requestRun>[1], 'nowMs'>): Promise<Reclassification> {
    const run = await requestRun(this.pool, { ...request, nowMs: Date.now() });
    if (run === 'conflict') throw new AppError('check-outdated');
    return run;
  }
}
