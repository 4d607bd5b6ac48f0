import { AppError } from '@app/contracts';
import { type Parser, parse } from 'csv-parse';
import { finished } from 'node:stream/promises';
import { unguardCell } from '../http/csv-cell.js';

/** Rows of data that one import may have. */
export const maxImportRows = 50_000;
/** Longest row, characters: a quote that is never closed must not swallow the rest of the file. */
const maxRowCharacters = 100_000;
/** Excel's own first line, which names the separator; the header shows it as well. */
const separatorHint = /^"?sep=.?"?\r?\n/i;

/** A row as it was read: cells by column name; or what is wrong with it. `row` counts rows of data from 1. */
export type CsvRow = { row: number } & ({ cells: Map<string, string> } | { problem: string });

/** Of comma, semicolon and tab, the one that the first line has most of, outside quotes. */
export function delimiterOf(text: string): string {
  const firstLine = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.slice(0, 10_000))?.[0] ?? '';
  const bare = firstLine.replace(/"(?:[^"]|"")*"/g, '');
  const countOf = (delimiter: string) => bare.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (countOf(next) > countOf(best) ? next : best));
}

/**
 * Reads CSV with a header. Broken rows are told, never thrown.
 * @throws invalid-request when there is no header; too-large for more than {@link maxImportRows} rows
 */
export async function readCsv(text: string): Promise<{ header: string[]; rows: CsvRow[] }> {
  const { read, broken } = await readRecords(text.replace(/^\uFEFF/, '').replace(separatorHint, ''));
  const [first, ...others] = read;
  if (first?.row !== 0)
    throw new AppError('invalid-request', [{ path: 'csv', message: 'The first line must name the columns' }]);
  if (read.length + broken.length > maxImportRows + 1)
    throw new AppError('too-large', { maxRows: maxImportRows });
  const header = first.cells.map((name) => name.trim());
  const rows = others.map(({ row, cells }) => rowOf(row, header, cells));
  return { header, rows: [...rows, ...broken].toSorted((a, b) => a.row - b.row) };
}

/** Records and broken records, numbered from 0 (the header). One more than allowed is enough to refuse the file. */
async function readRecords(text: string) {
  const broken: { row: number; problem: string }[] = [];
  const read: { row: number; cells: string[] }[] = [];
  const nextRow = () => read.length + broken.length;
  const parser: Parser = parse(text, {
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: maxRowCharacters,
    to: maxImportRows + 2,
    // Kept here and not in the stream: an error at the end would throw away what the stream still holds.
    on_record: (cells: string[]) => {
      read.push({ row: nextRow(), cells });
      return null;
    },
    on_skip: (error) => {
      broken.push({ row: nextRow(), problem: problemOf(error?.code) });
      return undefined;
    },
  });
  await finished(parser.resume()).catch((error: { code?: string }) => {
    if (!error.code?.startsWith('CSV_')) throw error;
    broken.push({ row: nextRow(), problem: problemOf(error.code) });
  });
  return { read, broken };
}

function rowOf(row: number, header: readonly string[], cells: readonly string[]): CsvRow {
  // Spreadsheets end rows with empty cells for columns that once were.
  if (cells.slice(header.length).some((cell) => cell.trim() !== ''))
    return {
      row,
      problem: 'This row has more cells than there are columns. Put cells with a comma in quotes.',
    };
  const named = cells.slice(0, header.length);
  return { row, cells: new Map(named.map((cell, index) => [header[index]!, unguardCell(cell).trim()])) };
}

function problemOf(code: string | undefined): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return 'A quote is opened in this row and never closed; what follows it was not read. Close it and import again.';
  if (code === 'CSV_MAX_RECORD_SIZE')
    return 'This row is too long; perhaps a quote is never closed. What follows it was not read.';
  return 'The quotes of this row are not as CSV wants them. Double each quote inside a quoted cell.';
}
