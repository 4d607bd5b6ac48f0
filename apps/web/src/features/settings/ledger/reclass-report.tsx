import type { ReclassReport } from '@app/contracts';
import { Stack, Text, Title } from '@mantine/core';
import { formatMoment } from '../../../shared/format';
import settings from '../settings.module.css';
import classes from './ledger.module.css';
import { ledgerTexts as texts } from './ledger.texts';
import { ReportTable } from './report-table';

const { columns } = texts;

/** What a run would change or has changed: a sentence, then by class, by views, by reason, and some of the rows. */
export function ReclassReportView({ report, isApplied }: { report: ReclassReport; isApplied: boolean }) {
  const { views, reasons } = report;
  return (
    <Stack gap="lg">
      <Verdict report={report} isApplied={isApplied} />
      <ReportTable
        title={texts.classesTitle}
        head={[columns.month, columns.kind, columns.from, columns.to, columns.count]}
        rows={report.classes.map(({ month, kind, from, to, count }) => [
          month,
          texts.kinds[kind],
          texts.classes[from],
          texts.classes[to],
          count,
        ])}
      />
      <ReportTable
        title={texts.viewsTitle}
        lead={texts.viewsLead}
        head={[columns.month, columns.before, columns.gained, columns.lost, columns.after]}
        rows={views.map(({ month, before, gained, lost }) => [
          month,
          before,
          gained,
          lost,
          before + gained - lost,
        ])}
      />
      <ReportTable
        title={texts.reasonsTitle}
        head={[columns.class, columns.reason, columns.found, columns.gone]}
        rows={reasons.map(({ step, code, found, gone }) => [texts.classes[step], code, found, gone])}
      />
      <Samples samples={report.samples} />
    </Stack>
  );
}

function Verdict({ report: { visits, hits }, isApplied }: { report: ReclassReport; isApplied: boolean }) {
  const looked = texts.changed(visits.examined, hits.examined);
  const changed = texts.changed(visits.changed, hits.changed);
  const verdict = isApplied ? texts.verdict.did : texts.verdict.would;
  const left = (['current', 'erased', 'marked'] as const).flatMap((name) => {
    const count = visits[name] + hits[name];
    return count > 0 ? [texts.left[name](count)] : [];
  });
  return (
    <div>
      <Text size="lg" fw={600}>
        {visits.changed + hits.changed === 0 ? texts.verdict.none(looked) : verdict(changed, looked)}
      </Text>
      {left.length > 0 && <Text c="dimmed">{left.join(' ')}</Text>}
    </div>
  );
}

function Samples({ samples }: Pick<ReclassReport, 'samples'>) {
  if (samples.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={4}>{texts.samplesTitle}</Title>
      <ul className={settings.list}>
        {samples.map((sample) => (
          <Sample key={sample.id} sample={sample} />
        ))}
      </ul>
    </Stack>
  );
}

function Sample({ sample }: { sample: ReclassReport['samples'][number] }) {
  const { kind, at, before, after, wasView, isView } = sample;
  return (
    <li className={classes.sample}>
      <Text size="sm" c="dimmed">
        {texts.kind[kind]}, {formatMoment(at)}
        {wasView !== isView && <b> · {isView ? texts.countedNow : texts.countedNot}</b>}
      </Text>
      <Text size="sm">
        {texts.was}: {before}
      </Text>
      <Text size="sm">
        {texts.becomes}: {after}
      </Text>
    </li>
  );
}
