import type { ImportReply } from '@app/contracts';

/**
 * Splits CSV text into records as RFC 4180 says: quoted fields may hold line breaks. The raw text of a record is kept,
 * so that a rejected row goes back to its owner as it came. Empty lines are no records.
 */
export function splitRecords(csv: string): string[] {
  const records: string[] = [];
  let isQuoted = false;
  let start = 0;
  const text = csv.replace(/^\uFEFF/, '');
  for (let at = 0; at <= text.length; at++) {
    const letter = text[at];
    if (letter === '"') isQuoted = !isQuoted;
    const isEnd = letter === undefined || (!isQuoted && (letter === '\n' || letter === '\r'));
    if (!isEnd) continue;
    const record = text.slice(start, at);
    if (record.trim() !== '') records.push(record);
    start = at + 1;
  }
  return records;
}

/** A field in quotes; spreadsheets must not run it as a formula (7-trust, "CSV exports"). */
function cell(text: string): string {
  const safe = /^[\s\p{Cc}]*[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

/**
 * The rejected rows of an import as a CSV that can be corrected and imported again: the columns of the file, then why.
 * @param csv the file as it was sent; `row` of the reply counts its lines of data from 1
 */
export function rejectedCsv(csv: string, rejected: ImportReply['rejected']): string {
  const [header = '', ...rows] = splitRecords(csv);
  const separator = header.includes(';') && !header.includes(',') ? ';' : ',';
  const lines = rejected.map(({ row, message }) => [rows[row - 1] ?? '', cell(message)].join(separator));
  return [[header, 'error'].join(separator), ...lines].join('\r\n') + '\r\n';
}
