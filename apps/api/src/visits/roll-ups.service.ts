import { catchUp } from '@app/tracking';
import { Injectable } from '@nestjs/common';
import { Pool } from 'pg';

/** The roll-ups, before they are read. */
@Injectable()
export class RollUps {
  constructor(private readonly pool: Pool) {}

  /**
   * Takes up what has been committed and no worker has taken up yet: who reads after this sees what they wrote.
   * @returns the IANA time zone in which the workspace's days are counted
   */
  catchUp(workspaceId: string): Promise<string> {
    return catchUp(this.pool, workspaceId);
  }
}
