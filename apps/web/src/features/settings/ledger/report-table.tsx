import { Stack, Text, Title } from '@mantine/core';
import { formatNumber } from '../../../shared/format';
import classes from './ledger.module.css';

interface ReportTableProps {
  title: string;
  lead?: string;
  head: readonly string[];
  /** Numbers stand to the right. */
  rows: readonly (readonly (string | number)[])[];
}

/** One table of a report; nothing when it has no rows. */
export function ReportTable({ title, lead, head, rows }: ReportTableProps) {
  if (rows.length === 0) return null;
  const isNumber = (column: number) => typeof rows[0]?.[column] === 'number';
  return (
    <Stack gap="xs">
      <Title order={4}>{title}</Title>
      {lead && (
        <Text size="sm" c="dimmed">
          {lead}
        </Text>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wider than a phone: the keyboard must be able to scroll it */}
      <section className={classes.scroll} aria-label={title} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              {head.map((name, column) => (
                <th key={name} scope="col" data-number={isNumber(column) || undefined}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.join(' ')}>
                {row.map((cell, column) => (
                  <td key={head[column]} data-number={isNumber(column) || undefined}>
                    {typeof cell === 'number' ? formatNumber(cell) : cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Stack>
  );
}
