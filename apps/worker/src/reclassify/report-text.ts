import type { ReclassReport } from '@app/contracts';

const number = new Intl.NumberFormat('en');

type Cell = string | number;

/** Lines of a table: numbers to the right, everything else to the left. */
function tableOf(head: readonly string[], rows: readonly (readonly Cell[])[]): string[] {
  const shown = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? number.format(cell) : cell)));
  const widths = head.map((name, column) =>
    Math.max(name.length, ...shown.map((row) => row[column]?.length ?? 0)),
  );
  const isNumber = head.map((_, column) => typeof rows[0]?.[column] === 'number');
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        isNumber[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(head), ...shown.map(line), ''];
}

const section = (title: string, head: readonly string[], rows: readonly (readonly Cell[])[]) =>
  rows.length === 0 ? [] : [title, ...tableOf(head, rows)];

/**
 * A report as people read it in a terminal.
 *
 * @param isApplied false: nothing has been changed yet
 */
export function reportText(report: ReclassReport, isApplied: boolean): string {
  const { visits, hits, classes, reasons, views, samples } = report;
  const changed = visits.changed + hits.changed;
  const parts = (['visits', 'hits'] as const).map((name) => {
    const { examined, changed: moved, current, erased, marked } = report[name];
    return [name, examined, moved, current, erased, marked] as const;
  });
  const verdict = isApplied ? 'Changed' : 'Would change';
  return [
    ...tableOf(['', 'looked at', 'change', 'current already', 'erased', 'marked by a person'], parts),
    ...(changed === 0
      ? ['No class changes.', '']
      : [`${verdict} ${number.format(visits.changed)} visits and ${number.format(hits.changed)} hits.`, '']),
    ...section(
      'Classes',
      ['month', '', 'from', 'to', 'rows'],
      classes.map(({ month, kind, from, to, count }) => [month, kind, from, to, count]),
    ),
    ...section(
      'Views',
      ['month', 'before', 'gained', 'lost', 'after'],
      views.map(({ month, before, gained, lost }) => [month, before, gained, lost, before + gained - lost]),
    ),
    ...section(
      'Reasons',
      ['class', 'reason', 'found', 'gone'],
      reasons.map(({ step, code, found, gone }) => [step, code, found, gone]),
    ),
    ...section(
      'Some of the rows',
      ['at', '', 'before', 'after', 'id'],
      samples.map(({ at, kind, before, after, id }) => [
        at.slice(0, 16).replace('T', ' '),
        kind,
        before,
        after,
        id,
      ]),
    ),
  ].join('\n');
}
