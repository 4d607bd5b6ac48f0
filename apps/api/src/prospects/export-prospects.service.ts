import { type ProspectOverview, ProspectRepository, type Reach } from '@app/database';
import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Caller } from '../http/caller.js';
import { csvDownload } from '../http/csv-download.js';
import { AccessService } from '../members/access.service.js';

const ownColumns = ['email', 'firstName', 'lastName', 'company', 'externalId'] as const;
/** Prospects read at a time. */
const pageSize = 1000;

/** Prospects as CSV, in the columns that the import understands. */
@Injectable()
export class ExportProspectsService {
  constructor(
    private readonly prospects: ProspectRepository,
    private readonly access: AccessService,
  ) {}

  /** All prospects within reach, read while they are sent. */
  async export({ workspaceId, ...caller }: Caller): Promise<StreamableFile> {
    const reach = await this.access.reachOf({ workspaceId, ...caller });
    const fieldNames = await this.prospects.findFieldNames(workspaceId, reach);
    return csvDownload(
      'prospects.csv',
      [...ownColumns, ...fieldNames],
      this.rows(workspaceId, reach, fieldNames),
    );
  }

  private async *rows(workspaceId: string, reach: Reach, fieldNames: readonly string[]) {
    let beforeId: string | undefined;
    do {
      // oxlint-disable-next-line no-await-in-loop -- the next page begins where this one ends
      const page: ProspectOverview[] = await this.prospects.list({
        workspaceId,
        reach,
        beforeId,
        limit: pageSize,
      });
      for (const prospect of page)
        yield [
          ...ownColumns.map((column) => prospect[column] ?? ''),
          ...fieldNames.map((name) => prospect.fields[name] ?? ''),
        ];
      beforeId = page.length === pageSize ? page.at(-1)?.id : undefined;
    } while (beforeId);
  }
}
