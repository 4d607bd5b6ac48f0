import type { Campaign } from '@app/contracts';
import { Button, SimpleGrid, Skeleton, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatNumber } from '../../shared/format';
import { IconPlus, IconSpeakerphone } from '../../shared/icons';
import { Ago } from '../../shared/ui/ago';
import { EmptyState } from '../../shared/ui/empty-state';
import { FailureState } from '../../shared/ui/failure-state';
import { LoadMore } from '../../shared/ui/load-more';
import { PageHeader } from '../../shared/ui/page-header';
import { useCampaigns } from './api/campaigns';
import { CampaignSteps } from './campaign-steps';
import classes from './campaigns.module.css';
import { campaignsTexts } from './campaigns.texts';
import { ProgressFunnel } from './progress-funnel';

/** Campaigns with their progress. */
export function CampaignsScreen() {
  const campaigns = useCampaigns();
  const isEmpty = campaigns.data?.length === 0;
  const newButton = (
    <Button component={Link} to="/campaigns/new" leftSection={<IconPlus size={18} />}>
      {campaignsTexts.new}
    </Button>
  );
  return (
    <>
      <PageHeader title={campaignsTexts.title}>{!isEmpty && newButton}</PageHeader>
      {campaigns.isError && !campaigns.data && (
        <FailureState error={campaigns.error} onRetry={campaigns.refetch} />
      )}
      {campaigns.isPending && (
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing={20} aria-hidden>
          <Skeleton height={188} radius="lg" />
          <Skeleton height={188} radius="lg" />
        </SimpleGrid>
      )}
      {isEmpty && (
        <EmptyState
          icon={<IconSpeakerphone size={28} stroke={1.5} />}
          title={campaignsTexts.emptyTitle}
          text={campaignsTexts.emptyText}
        >
          <CampaignSteps />
          {newButton}
        </EmptyState>
      )}
      {campaigns.data && !isEmpty && (
        <ul className={classes.list}>
          {campaigns.data.map((campaign) => (
            <CampaignCard key={campaign.id} campaign={campaign} />
          ))}
        </ul>
      )}
      <LoadMore pages={campaigns} />
    </>
  );
}

function CampaignCard({ campaign }: { campaign: Campaign }) {
  return (
    <li className={classes.card}>
      <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} className={classes.name}>
        {campaign.name}
      </Link>
      <Text size="sm" c="dimmed" mb="sm" truncate>
        {campaign.videoTitle} · <Ago time={campaign.createdAt} />
      </Text>
      <ProgressFunnel
        steps={[
          { label: campaignsTexts.funnel.links, count: campaign.linkCount },
          { label: campaignsTexts.funnel.sent, count: campaign.sentCount },
          { label: campaignsTexts.funnel.viewed, count: campaign.viewedCount },
        ]}
        format={formatNumber}
      />
    </li>
  );
}
