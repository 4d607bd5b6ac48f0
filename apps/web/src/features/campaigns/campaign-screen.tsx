import type { Campaign } from '@app/contracts';
import { Alert, Anchor, Button, Group, Skeleton, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useParams } from '@tanstack/react-router';
import { apiAddress } from '../../shared/api-client';
import { useVideo } from '../../shared/api/videos';
import { Funnel } from '../../shared/figures/funnel';
import { IconDownload, IconPencil, IconUserPlus } from '../../shared/icons';
import { DetailScreen } from '../../shared/ui/detail-screen';
import { FailureState } from '../../shared/ui/failure-state';
import { PageHeader } from '../../shared/ui/page-header';
import { VideoThumb } from '../../shared/ui/video-thumb';
import { AddProspectsDialog } from './add-prospects-dialog';
import { useCampaignFigures } from './api/campaign-figures';
import { useCampaign } from './api/campaigns';
import { CampaignLinks } from './campaign-links';
import classes from './campaigns.module.css';
import { campaignsTexts } from './campaigns.texts';
import { EditCampaignDialog } from './edit-campaign-dialog';
import { PauseButton } from './pause-button';

const texts = campaignsTexts.campaign;

/** One campaign: its figures, its video, and the link of each prospect. */
export function CampaignScreen() {
  const { campaignId } = useParams({ from: '/member/campaigns/$campaignId' });
  return (
    <DetailScreen
      back={{ to: '/campaigns', text: texts.back }}
      query={useCampaign(campaignId)}
      skeleton={[36, 220]}
    >
      {(campaign) => <LoadedCampaign campaign={campaign} />}
    </DetailScreen>
  );
}

function LoadedCampaign({ campaign }: { campaign: Campaign }) {
  const [isAdding, adding] = useDisclosure(false);
  const [isEditing, editing] = useDisclosure(false);
  const figures = useCampaignFigures(campaign.id);
  const video = useVideo(campaign.videoId);
  return (
    <>
      <PageHeader title={campaign.name} lead={campaignsTexts.links(campaign.linkCount)}>
        <Button
          component="a"
          href={apiAddress(`/campaigns/${campaign.id}/links.csv`)}
          download
          variant="default"
          leftSection={<IconDownload size={18} />}
        >
          {texts.csv}
        </Button>
        <PauseButton campaign={campaign} />
        <Button variant="default" leftSection={<IconPencil size={18} />} onClick={editing.open}>
          {texts.edit}
        </Button>
        <Button leftSection={<IconUserPlus size={18} />} onClick={adding.open}>
          {texts.addProspects}
        </Button>
      </PageHeader>
      <StoppedNotice campaign={campaign} />
      <div className={classes.head}>
        <div>
          <div className={classes.thumb}>
            <VideoThumb posterUrl={video.data?.posterUrl ?? null} durationMs={video.data?.durationMs} />
          </div>
          <Anchor
            fw={600}
            mt="xs"
            display="block"
            renderRoot={(props) => (
              <Link {...props} to="/videos/$videoId" params={{ videoId: campaign.videoId }} />
            )}
          >
            {campaign.videoTitle}
          </Anchor>
          {campaign.page.headline && (
            <Text size="sm" c="dimmed">
              {campaign.page.headline}
            </Text>
          )}
        </div>
        <section>
          <Title order={2} mb="sm">
            {texts.figures}
          </Title>
          {figures.isPending && <Skeleton height={240} aria-hidden />}
          {figures.isError && !figures.data && (
            <FailureState error={figures.error} onRetry={figures.refetch} />
          )}
          {figures.data && <Funnel steps={figures.data.funnel} />}
        </section>
      </div>
      <Group mb="sm">
        <Title order={2}>{texts.links}</Title>
      </Group>
      <CampaignLinks campaignId={campaign.id} />
      <EditCampaignDialog campaign={campaign} isOpen={isEditing} onClose={editing.close} />
      <AddProspectsDialog campaignId={campaign.id} isOpen={isAdding} onClose={adding.close} />
    </>
  );
}

/** Why no link of the campaign opens, if that is so. */
function StoppedNotice({ campaign: { state } }: { campaign: Campaign }) {
  if (state === 'live') return null;
  return (
    <Alert color="yellow" mb="lg">
      {texts[state]}
    </Alert>
  );
}
