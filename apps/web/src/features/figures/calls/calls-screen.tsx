import { Anchor, Button, Group } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { apiAddress } from '../../../shared/api-client';
import { IconArrowLeft, IconBellRinging, IconDownload } from '../../../shared/icons';
import { EmptyState } from '../../../shared/ui/empty-state';
import { FailureState } from '../../../shared/ui/failure-state';
import { InfoTip } from '../../../shared/ui/info-tip';
import { LoadMore } from '../../../shared/ui/load-more';
import { PageHeader } from '../../../shared/ui/page-header';
import { useCalls } from '../api/calls';
import { CallFilters } from './call-filters';
import { CallList, CallListSkeleton } from './call-list';
import { callsTexts as texts } from './calls.texts';

/** Everybody worth a call, warmest first. */
export function CallsScreen() {
  const filter = useSearch({ from: '/member/figures/calls' });
  const calls = useCalls(filter);
  const title = (
    <Group component="span" gap={2}>
      {texts.title}
      <InfoTip name={texts.title} text={texts.meaning} />
    </Group>
  );
  return (
    <>
      <Anchor component={Link} to="/figures" size="sm" c="dimmed" mih={44} display="inline-flex">
        <Group gap={4}>
          <IconArrowLeft size={16} aria-hidden />
          {texts.back}
        </Group>
      </Anchor>
      <PageHeader title={title} lead={texts.lead}>
        <CallFilters />
        <Button
          component="a"
          href={apiAddress('/figures/calls.csv', { ...filter })}
          download
          variant="default"
          leftSection={<IconDownload size={18} />}
        >
          {texts.csv}
        </Button>
      </PageHeader>
      {calls.isPending && <CallListSkeleton count={6} />}
      {calls.isError && !calls.data && <FailureState error={calls.error} onRetry={calls.refetch} />}
      {calls.data?.length === 0 && <Nobody isFiltered={Object.values(filter).some(Boolean)} />}
      {calls.data && calls.data.length > 0 && <CallList calls={calls.data} />}
      <LoadMore pages={calls} />
    </>
  );
}

function Nobody({ isFiltered }: { isFiltered: boolean }) {
  const navigate = useNavigate({ from: '/figures/calls' });
  return (
    <EmptyState
      icon={<IconBellRinging size={28} stroke={1.5} />}
      title={isFiltered ? texts.noneFiltered : texts.none}
      text={isFiltered ? texts.noneFilteredText : texts.noneText}
    >
      {isFiltered && (
        <Button variant="default" onClick={() => void navigate({ search: {}, replace: true })}>
          {texts.clear}
        </Button>
      )}
    </EmptyState>
  );
}
