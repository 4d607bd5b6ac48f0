import { StreamableFile } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { Readable, pipeline } from 'node:stream';
import { guardCell } from './csv-cell.js';

/**
 * A CSV file that is written while its rows are read (RFC 4180: CRLF, quotes doubled), with a byte order mark so that
 * spreadsheets read UTF-8. Every cell is made harmless first.
 * @param filename for the browser, ASCII
 */
export function csvDownload(
  filename: string,
  header: readonly string[],
  rows: AsyncIterable<readonly string[]>,
): StreamableFile {
  const text = stringify({ bom: true, record_delimiter: 'windows' });
  // An error ends the download halfway, which the browser reports; the pipeline destroys both ends.
  pipeline(Readable.from(guarded(header, rows)), text, () => undefined);
  return new StreamableFile(text, {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${filename}"`,
  });
}

async function* guarded(header: readonly string[], rows: AsyncIterable<readonly string[]>) {
  yield header.map(guardCell);
  for await (const row of rows) yield row.map(guardCell);
}
