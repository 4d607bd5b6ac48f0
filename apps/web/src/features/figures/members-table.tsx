import type { MemberFigures } from '@app/contracts';
import { Tooltip, UnstyledButton } from '@mantine/core';
import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { formatNumber, formatShare } from '../../shared/format';
import { IconChevronDown, IconChevronUp, IconSelector } from '../../shared/icons';
import { sharedTexts } from '../../shared/shared.texts';
import { Face } from '../../shared/ui/face';
import classes from './figures.module.css';
import { figuresTexts } from './figures.texts';

const texts = figuresTexts.members;
const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
});
const helper = createColumnHelper<typeof features, MemberFigures>();
const counted = ['sent', 'opened', 'viewed', 'half', 'clicked', 'replied', 'views'] as const;

const columns = helper.columns([
  helper.accessor('name', { sortFn: 'alphanumeric' }),
  ...counted.map((name) =>
    helper.accessor((row) => row[name] ?? undefined, {
      id: name,
      sortFn: 'basic',
      sortDescFirst: true,
      sortUndefined: 'last',
    }),
  ),
  helper.accessor((row) => row.averageWatchedShare ?? undefined, {
    id: 'averageWatchedShare',
    sortFn: 'basic',
    sortDescFirst: true,
    sortUndefined: 'last',
  }),
]);

/** Members with their figures; every head sorts and tells what its numbers mean. */
export function MembersTable({ members }: { members: MemberFigures[] }) {
  const table = useTable({
    features,
    columns,
    data: members,
    initialState: { sorting: [{ id: 'views', desc: true }] },
  });
  return (
    <section className={classes.scroll} aria-label={texts.title}>
      <table className={classes.table}>
        <thead>
          <tr>
            {table.getFlatHeaders().map(({ id, column }) => (
              <ColumnHead
                key={id}
                name={id as keyof typeof texts.columns}
                sorted={column.getIsSorted()}
                onSort={() => column.toggleSorting()}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.map(({ id, original }) => (
            <MemberRow key={id} member={original} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ColumnHeadProps {
  name: keyof typeof texts.columns;
  sorted: false | 'asc' | 'desc';
  onSort: () => void;
}

function ColumnHead({ name, sorted, onSort }: ColumnHeadProps) {
  const { label, meaning } = texts.columns[name];
  const SortIcon = sorted === 'asc' ? IconChevronUp : sorted === 'desc' ? IconChevronDown : IconSelector;
  return (
    <th
      scope="col"
      aria-label={label}
      aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
    >
      <Tooltip label={meaning} disabled={meaning === ''}>
        <UnstyledButton className={classes.sort} data-sorted={sorted || undefined} onClick={onSort}>
          {label}
          <SortIcon size={14} aria-hidden />
        </UnstyledButton>
      </Tooltip>
    </th>
  );
}

const shown = (format: (value: number) => string, value: number | null) =>
  value === null ? sharedTexts.notMeasured : format(value);

function MemberRow({ member }: { member: MemberFigures }) {
  return (
    <tr>
      <td>
        <span className={classes.member}>
          <Face name={member.name} size={32} />
          <span className={classes.memberName} title={member.name}>
            {member.name}
          </span>
        </span>
      </td>
      {counted.map((name) => (
        <td key={name}>{shown(formatNumber, member[name])}</td>
      ))}
      <td>{shown(formatShare, member.averageWatchedShare)}</td>
    </tr>
  );
}
