import { Button, Group, Skeleton, Text, Title } from '@mantine/core';
import { apiAddress } from '../../shared/api-client';
import { IconDownload } from '../../shared/icons';
import { FailureState } from '../../shared/ui/failure-state';
import { InfoTip } from '../../shared/ui/info-tip';
import { useMemberFigures } from './api/member-figures';
import { figuresTexts } from './figures.texts';
import { MembersTable } from './members-table';

const texts = figuresTexts.members;

/** The leaderboard of the period, with its CSV. */
export function MembersSection({ period }: { period: { from: string; to: string } }) {
  const members = useMemberFigures(period);
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <Group gap={2}>
          <Title order={2}>{texts.title}</Title>
          <InfoTip name={texts.title} text={texts.meaning} />
        </Group>
        <Button
          component="a"
          href={apiAddress('/figures/members.csv', period)}
          download
          variant="subtle"
          size="compact-sm"
          leftSection={<IconDownload size={16} />}
          aria-label={figuresTexts.csvMembers}
        >
          {figuresTexts.csv}
        </Button>
      </Group>
      {members.isPending && <Skeleton height={150} radius="lg" aria-hidden />}
      {members.isError && !members.data && <FailureState error={members.error} onRetry={members.refetch} />}
      {members.data?.items.length === 0 && <Text c="dimmed">{texts.empty}</Text>}
      {members.data && members.data.items.length > 0 && <MembersTable members={members.data.items} />}
    </section>
  );
}
