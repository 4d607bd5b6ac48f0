import { Button, Group, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconArrowRight } from '../../../shared/icons';
import { FailureState } from '../../../shared/ui/failure-state';
import { InfoTip } from '../../../shared/ui/info-tip';
import { useFirstCalls } from '../api/calls';
import { CallList, CallListSkeleton } from './call-list';
import { callsTexts as texts } from './calls.texts';

/** So many are shown among the figures. */
const first = 3;

/** The warmest prospects, and the way to all of them. */
export function CallsSection() {
  const calls = useFirstCalls(first);
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <Group gap={2}>
          <Title order={2}>{texts.title}</Title>
          <InfoTip name={texts.title} text={texts.meaning} />
        </Group>
        <Button
          component={Link}
          to="/figures/calls"
          variant="subtle"
          size="compact-sm"
          rightSection={<IconArrowRight size={16} />}
        >
          {texts.all}
        </Button>
      </Group>
      {calls.isPending && <CallListSkeleton count={first} />}
      {calls.isError && !calls.data && <FailureState error={calls.error} onRetry={calls.refetch} />}
      {calls.data?.items.length === 0 && <Text c="dimmed">{texts.noneText}</Text>}
      {calls.data && calls.data.items.length > 0 && <CallList calls={calls.data.items} />}
    </section>
  );
}
