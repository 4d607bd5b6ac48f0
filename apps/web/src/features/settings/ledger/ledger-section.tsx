import type { LedgerRule, Reclassification } from '@app/contracts';
import { Button, Group, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { formatShare } from '../../../shared/format';
import { Ago } from '../../../shared/ui/ago';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog';
import { FailureState } from '../../../shared/ui/failure-state';
import { FormFailure } from '../../../shared/ui/form-failure';
import {
  isActive,
  useApplyCheck,
  useCheckHistory,
  useLedgerRule,
  useStopRun,
} from '../api/reclassifications';
import { SectionHead } from '../section-head';
import { ledgerTexts as texts } from './ledger.texts';
import { ReclassReportView } from './reclass-report';
import { RuleSteps } from './rule-steps';

/** The rule of what counts as a view, and running it over history again: check, read, apply. */
export function LedgerSection() {
  const { data: rule, error, isError, isPending, refetch } = useLedgerRule();
  return (
    <Stack gap="lg">
      <SectionHead title={texts.title} lead={texts.lead} />
      {isPending && <Skeleton height={320} radius="lg" aria-hidden />}
      {isError && !rule && <FailureState error={error} onRetry={refetch} />}
      {rule && (
        <>
          <RuleSteps rule={rule} />
          <History rule={rule} />
        </>
      )}
    </Stack>
  );
}

function History({ rule }: { rule: LedgerRule }) {
  const check = useCheckHistory();
  const { run } = rule;
  const hasOlder = rule.olderVisits.count + rule.olderHits.count > 0;
  const isBusy = isActive(run) || check.isPending;
  return (
    <Stack gap="md">
      <Text fw={600}>{hasOlder ? texts.older(rule) : texts.noneOlder}</Text>
      <Group gap="sm">
        {run && isApplicable(run) && <Apply run={run} />}
        <Button
          variant={run && isApplicable(run) ? 'default' : 'filled'}
          onClick={() => check.mutate(false)}
          loading={check.isPending}
          disabled={isBusy}
        >
          {run ? texts.checkAgain : texts.check}
        </Button>
        {!hasOlder && (
          <Button variant="default" disabled={isBusy} onClick={() => check.mutate(true)}>
            {texts.forced}
          </Button>
        )}
      </Group>
      {!hasOlder && (
        <Text size="sm" c="dimmed">
          {texts.forcedHint}
        </Text>
      )}
      <FormFailure error={check.error} />
      {run && <Run run={run} />}
    </Stack>
  );
}

function Run({ run }: { run: Reclassification }) {
  const stop = useStopRun();
  return (
    <Stack gap="md">
      <Text component="output" aria-live="polite">
        {texts.state[run.state][run.mode]} {run.state === 'done' && run.endedAt && <Ago time={run.endedAt} />}
      </Text>
      {isActive(run) && (
        <Group gap="md" wrap="nowrap">
          <Progress
            value={run.progress * 100}
            aria-label={texts.progress(run.mode)}
            style={{ flex: 1 }}
            size="lg"
          />
          <Text size="sm" c="dimmed" w={44} ta="right">
            {formatShare(run.progress)}
          </Text>
          <Button variant="default" onClick={() => stop.mutate(run.id)} loading={stop.isPending}>
            {texts.stop}
          </Button>
        </Group>
      )}
      <FormFailure error={stop.error} />
      {!isActive(run) && <ReclassReportView report={run.report} isApplied={run.mode === 'apply'} />}
    </Stack>
  );
}

function Apply({ run: { id, report } }: { run: Reclassification }) {
  const [isAsking, asking] = useDisclosure(false);
  const apply = useApplyCheck();
  const { visits, hits } = report;
  return (
    <>
      <Button onClick={asking.open}>{texts.apply}</Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={texts.confirmTitle}
        text={texts.confirmText(texts.changed(visits.changed, hits.changed))}
        action={texts.confirmAction}
        isBusy={apply.isPending}
        error={apply.error}
        onConfirm={() => apply.mutate(id, { onSuccess: asking.close })}
        onClose={asking.close}
      />
    </>
  );
}

const isApplicable = ({ mode, state, report: { visits, hits } }: Reclassification) =>
  mode === 'check' && state === 'done' && visits.examined + hits.examined > 0;
