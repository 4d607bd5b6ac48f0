import { Badge, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import { figureMeanings, type Overview } from '@app/contracts';
import { type ReactNode, Suspense, lazy, useRef } from 'react';
import { apiAddress } from '../../shared/api-client';
import { useSession } from '../../shared/api/session';
import { Funnel } from '../../shared/figures/funnel';
import { SavePicture } from '../../shared/figures/save-picture';
import { pictureOnly, screenOnly } from '../../shared/figures/screen-only';
import { formatPeriod } from '../../shared/format';
import { IconDownload } from '../../shared/icons';
import { FailureState } from '../../shared/ui/failure-state';
import { InfoTip } from '../../shared/ui/info-tip';
import { PageHeader } from '../../shared/ui/page-header';
import { useNow } from '../../shared/use-now';
import { CallsSection } from './calls/calls-section';
import { useOverview } from './api/overview';
import { BySwitch } from './by-switch';
import { figuresSentence, hasFigures } from './figures-sentence';
import classes from './figures.module.css';
import { figuresTexts } from './figures.texts';
import { MembersSection } from './members-section';
import { periodDays } from './period';
import { PeriodPicker } from './period-picker';
import { sampleFunnel } from './sample-funnel';

const ViewsChart = lazy(() => import('./views-chart'));

/** What outreach turns into: one sentence, the funnel, views per day, members. */
export function FiguresScreen() {
  const search = useSearch({ from: '/member/figures' });
  const period = periodDays(search, useNow(), useSession().workspace.timeZone);
  const overview = useOverview(period, search.by ?? 'sent');
  return (
    <>
      <PageHeader title={figuresTexts.title}>
        <PeriodPicker />
      </PageHeader>
      {overview.isError && !overview.data && (
        <FailureState error={overview.error} onRetry={overview.refetch} />
      )}
      {overview.isPending && <FiguresSkeleton />}
      {overview.data && !hasFigures(overview.data) && <EmptyFigures />}
      {overview.data && hasFigures(overview.data) && (
        <Stack gap={40}>
          <OverviewFigures overview={overview.data} period={period}>
            <CallsSection />
          </OverviewFigures>
          <MembersSection period={period} />
        </Stack>
      )}
    </>
  );
}

interface OverviewFiguresProps {
  overview: Overview;
  period: { from: string; to: string };
  /** Between the sentence and the numbers. */
  children: ReactNode;
}

function OverviewFigures({ overview, period, children }: OverviewFiguresProps) {
  const { funnel, chart, sentence } = figuresTexts;
  const picture = useRef<HTMLDivElement>(null);
  const { workspace } = useSession();
  return (
    <Stack gap={40} ref={picture}>
      <div>
        <Text c="dimmed" mb="xs" {...pictureOnly}>
          {workspace.name} · {formatPeriod(period)}
        </Text>
        <Group gap={4} wrap="nowrap" align="flex-start">
          <Text className={classes.sentence}>{figuresSentence(overview)}</Text>
          <InfoTip name={chart.views} text={figureMeanings.views} />
        </Group>
        {overview.excludedCount > 0 && (
          <Group gap={4} wrap="nowrap" align="flex-start">
            <Text c="dimmed">{sentence.excluded(overview.excludedCount)}</Text>
            <InfoTip name={sentence.notCounted} text={figureMeanings.excluded} />
          </Group>
        )}
      </div>
      <div {...screenOnly}>{children}</div>
      <div className={classes.columns}>
        <section>
          <Group justify="space-between" mb="sm">
            <Group gap={2}>
              <Title order={2}>{funnel.title}</Title>
              <InfoTip name={funnel.title} text={funnel.meaning[overview.by]} />
            </Group>
            <Group gap={4} {...screenOnly}>
              <SavePicture target={picture} fileName={figuresTexts.pictureFile(period)} />
              <Button
                component="a"
                href={apiAddress('/figures/overview.csv', { ...period, by: overview.by })}
                download
                variant="subtle"
                size="compact-sm"
                leftSection={<IconDownload size={16} />}
                aria-label={figuresTexts.csvOverview}
              >
                {figuresTexts.csv}
              </Button>
            </Group>
          </Group>
          <div {...screenOnly}>
            <BySwitch by={overview.by} />
          </div>
          <Text c="dimmed" size="sm" mb="xs" {...pictureOnly}>
            {funnel.by[overview.by]}
          </Text>
          <Funnel steps={overview.funnel} />
        </section>
        <section>
          <Group gap={2} mb="sm">
            <Title order={2}>{chart.title}</Title>
            <InfoTip name={chart.title} text={chart.meaning} />
          </Group>
          <Suspense fallback={<Skeleton height={260} />}>
            <ViewsChart days={overview.viewsByDay} />
          </Suspense>
        </section>
      </div>
    </Stack>
  );
}

function EmptyFigures() {
  const { title, text, label, action } = figuresTexts.empty;
  return (
    <section className={classes.sample}>
      <Title order={2}>{title}</Title>
      <Text c="dimmed" maw={560}>
        {text}
      </Text>
      <Button component={Link} to="/" my="xs" w="fit-content">
        {action}
      </Button>
      <div className={classes.outline}>
        <Badge variant="outline" color="gray" mb="md">
          {label}
        </Badge>
        <Funnel steps={sampleFunnel} isSample />
      </div>
    </section>
  );
}

function FiguresSkeleton() {
  return (
    <Stack gap={40} aria-hidden>
      <Skeleton height={32} width="60%" />
      <div className={classes.columns}>
        <Skeleton height={270} />
        <Skeleton height={270} />
      </div>
      <Skeleton height={180} />
    </Stack>
  );
}
