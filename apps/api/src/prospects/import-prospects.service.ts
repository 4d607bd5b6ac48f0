import {
  AppError,
  type ErrorCode,
  type ImportReply,
  errorTable,
  importProspectsSchema,
  saveProspectSchema,
} from '@app/contracts';
import { ProspectRepository, type ProspectToSave } from '@app/database';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../http/caller.js';
import { decodeText } from '../http/decode-text.js';
import { AccessService } from '../members/access.service.js';
import { type CsvRow, readCsv } from './csv-rows.js';
import { type ColumnMap, mapColumns, toProspect } from './prospect-columns.js';
import { SuppressionHash } from './suppression-hash.js';

/** Rows saved in one transaction. */
const batchSize = 1000;

type Rejected = ImportReply['rejected'][number];
type Readable = { row: number } & ProspectToSave;

/** Prospects from CSV: good rows are kept, bad rows are named. */
@Injectable()
export class ImportProspectsService {
  constructor(
    private readonly prospects: ProspectRepository,
    private readonly suppression: SuppressionHash,
    private readonly access: AccessService,
  ) {}

  /**
   * @param body the bytes of a `text/csv` request, or `{csv}`
   * @throws invalid-request without a header or a mail column, unsupported-type, too-large
   */
  async import(caller: Caller, body: unknown): Promise<ImportReply> {
    const { header, rows } = await readCsv(textOf(body));
    const columns = mapColumns(header);
    const hashOf = await this.suppression.hasher();
    const checked = rows.map((row) => check(row, columns, hashOf));
    const reply: ImportReply = { created: 0, updated: 0, rejected: [] };
    const good: Readable[] = [];
    for (const each of checked) {
      if ('code' in each) reply.rejected.push(each);
      else good.push(each);
    }
    const owner = {
      workspaceId: caller.workspaceId,
      memberId: caller.memberId,
      reach: await this.access.reachOf(caller),
    };
    for (let from = 0; from < good.length; from += batchSize)
      // oxlint-disable-next-line no-await-in-loop -- later rows win over earlier ones
      await this.saveBatch(owner, good.slice(from, from + batchSize), reply);
    reply.rejected.sort((a, b) => a.row - b.row);
    return reply;
  }

  private async saveBatch(
    owner: Parameters<ProspectRepository['save']>[0],
    batch: readonly Readable[],
    reply: ImportReply,
  ): Promise<void> {
    const outcomes = await this.prospects.save(owner, batch);
    for (const [index, saved] of outcomes.entries()) {
      if ('id' in saved) reply[saved.outcome] += 1;
      else reply.rejected.push(reject(batch[index]!.row, saved.outcome));
    }
  }
}

function textOf(body: unknown): string {
  if (Buffer.isBuffer(body)) return decodeText(body);
  if (body === undefined || body === null || typeof body === 'string') throw new AppError('unsupported-type');
  const parsed = importProspectsSchema.safeParse(body);
  if (!parsed.success)
    throw new AppError('invalid-request', [{ path: 'csv', message: 'Send the text of the CSV file' }]);
  return parsed.data.csv;
}

const reject = (row: number, code: ErrorCode, message: string = errorTable[code][1]): Rejected => ({
  row,
  code,
  message,
});

function check(row: CsvRow, columns: ColumnMap, hashOf: (email: string) => Buffer): Readable | Rejected {
  if ('problem' in row) return reject(row.row, 'invalid-request', row.problem);
  const parsed = saveProspectSchema.safeParse(toProspect(row.cells, columns));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return reject(row.row, 'invalid-request', `${issue?.path.join('.') || 'row'}: ${issue?.message}`);
  }
  if ([...row.cells.values()].some((cell) => cell.includes('\0')))
    return reject(row.row, 'invalid-request', 'A cell holds a NUL character. Take it out.');
  return { row: row.row, change: parsed.data, emailHash: hashOf(parsed.data.email) };
}
