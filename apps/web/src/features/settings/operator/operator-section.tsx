import type { OperatorView, ServerFigures } from '@app/contracts';
import { Alert, Skeleton, Stack, Text, Title } from '@mantine/core';
import { formatBytes, formatNumber } from '../../../shared/format';
import { IconAlertTriangle } from '../../../shared/icons';
import { Ago } from '../../../shared/ui/ago';
import { FailureState } from '../../../shared/ui/failure-state';
import { useOperatorView } from '../api/operator';
import { SectionHead } from '../section-head';
import { Failures } from './failures';
import { FigureList, type Figures } from './figure-list';
import { JobsList } from './jobs-list';
import { operatorNotices } from './operator-notices';
import { operatorTexts as texts } from './operator.texts';

/** How the work behind the videos stands: of the whole server for who runs it, of the workspace for other admins. */
export function OperatorSection() {
  const { data: view, error, isError, isPending, refetch, dataUpdatedAt } = useOperatorView();
  const lead = view && (view.server ? texts.lead : texts.leadOwn);
  return (
    <Stack gap="lg">
      <SectionHead title={texts.title} lead={lead ? `${lead} ${texts.renewed}` : ''} />
      {isPending && <Skeleton height={560} radius="lg" aria-hidden />}
      {isError && !view && <FailureState error={error} onRetry={refetch} />}
      {isError && view && (
        <Text component="output" c="dimmed">
          {texts.stale} <Ago time={new Date(dataUpdatedAt).toISOString()} />.
        </Text>
      )}
      {view && <OperatorFigures view={view} />}
    </Stack>
  );
}

function OperatorFigures({ view }: { view: OperatorView }) {
  const { server, failures } = view;
  return (
    <>
      <Notices view={view} />
      <FigureList figures={figuresOf(view)} />
      {server && (
        <Stack gap="xs">
          <Title order={3}>{texts.jobsTitle}</Title>
          <Text size="sm" c="dimmed">
            {texts.jobsLead}
          </Text>
          <JobsList jobs={server.jobs} />
        </Stack>
      )}
      <Failures {...failures} />
    </>
  );
}

/** What to do something about; below it, how much waits. */
function Notices({ view }: { view: OperatorView }) {
  const { count, since } = view.waiting;
  return (
    <Stack gap="xs">
      {operatorNotices(view).map((notice) => (
        <Alert key={notice} color="red" variant="light" role="alert" icon={<IconAlertTriangle size={20} />}>
          {notice}
        </Alert>
      ))}
      <Text size="lg" fw={600}>
        {since === null ? (
          texts.calm
        ) : (
          <>
            {texts.waiting(count)} <Ago time={since} />.
          </>
        )}
      </Text>
    </Stack>
  );
}

function figuresOf({ videos, server }: OperatorView): Figures {
  const states = (['uploading', 'processing', 'ready', 'failed'] as const).map(
    (state) => [texts.states[state], formatNumber(videos[state])] as const,
  );
  if (!server) return states;
  const { freeBytes, totalBytes } = server.disk;
  return [
    [texts.workers, formatNumber(server.workerCount)],
    [texts.freeDisk, formatBytes(freeBytes), texts.ofDisk(formatBytes(totalBytes))],
    ...states,
    rollUpsFigure(server.rollUps),
  ];
}

function rollUpsFigure({ checkedAt, differenceCount }: ServerFigures['rollUps']): Figures[number] {
  const when = checkedAt ? <Ago time={checkedAt} /> : texts.neverChecked;
  return [texts.figuresChecked, when, checkedAt ? texts.differences(differenceCount) : undefined];
}
