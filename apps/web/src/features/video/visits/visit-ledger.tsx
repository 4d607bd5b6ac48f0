import type { Link } from '@app/contracts';
import { Button, Group, Skeleton, Text, Title } from '@mantine/core';
import { apiAddress } from '../../../shared/api-client';
import { useVisits } from '../../../shared/api/visits';
import { IconDownload } from '../../../shared/icons';
import { FailureState } from '../../../shared/ui/failure-state';
import { LoadMore } from '../../../shared/ui/load-more';
import { VisitEntry } from './visit-entry';
import classes from './visits.module.css';
import { visitsTexts } from './visits.texts';

/** The graded ledger of one link: everything that knocked, what it was taken for, and why. */
export function VisitLedger({ link, durationMs }: { link: Link; durationMs: number | null }) {
  const visits = useVisits(link.id);
  return (
    <div className={classes.ledger}>
      <Group justify="space-between" mb={4}>
        <Title order={3}>{visitsTexts.title}</Title>
        <Button
          component="a"
          href={apiAddress(`/links/${link.id}/visits.csv`)}
          download
          variant="subtle"
          size="compact-sm"
          leftSection={<IconDownload size={16} />}
        >
          {visitsTexts.csv}
        </Button>
      </Group>
      {visits.isError && !visits.data && <FailureState error={visits.error} onRetry={visits.refetch} />}
      {visits.isPending && <Skeleton height={72} aria-hidden />}
      {visits.data?.length === 0 && (
        <Text c="dimmed" size="sm">
          {visitsTexts.empty}
        </Text>
      )}
      <ul className={classes.list}>
        {visits.data?.map((visit) => (
          <VisitEntry key={visit.id} visit={visit} durationMs={durationMs ?? visit.durationMs} />
        ))}
      </ul>
      <LoadMore pages={visits} />
    </div>
  );
}
