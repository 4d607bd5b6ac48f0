import type { JobFigures } from '@app/contracts';
import { Text } from '@mantine/core';
import { formatNumber } from '../../../shared/format';
import { Ago } from '../../../shared/ui/ago';
import settings from '../settings.module.css';
import { FigureList } from './figure-list';
import classes from './operator.module.css';
import { operatorTexts } from './operator.texts';

const { depth: names, jobs: jobTexts, none, unknown } = operatorTexts;

/** Every kind of job: what waits, is being done, comes later, was not handed over yet; and since when the oldest waits. */
export function JobsList({ jobs }: { jobs: readonly JobFigures[] }) {
  return (
    <ul className={settings.list}>
      {jobs.map((figures) => (
        <li key={figures.job} className={classes.job}>
          <div>
            <Text fw={600}>{jobTexts[figures.job].name}</Text>
            <Text size="sm" c="dimmed">
              {jobTexts[figures.job].meaning}
            </Text>
          </div>
          <FigureList isSmall figures={figuresOf(figures)} />
        </li>
      ))}
    </ul>
  );
}

const shown = (count: number | undefined) => (count === undefined ? unknown : formatNumber(count));

function figuresOf({ depth, pending, waitingSince }: JobFigures) {
  return [
    [names.waiting, shown(depth?.waiting)],
    [names.active, shown(depth?.active)],
    [names.delayed, shown(depth?.delayed)],
    [names.pending, formatNumber(pending)],
    [names.oldest, waitingSince ? <Ago key="ago" time={waitingSince} /> : none],
  ] as const;
}
