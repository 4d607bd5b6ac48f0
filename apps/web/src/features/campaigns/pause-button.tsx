import type { Campaign } from '@app/contracts';
import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '../../shared/icons';
import { notifyFailure } from '../../shared/notify-failure';
import { useUpdateCampaign } from './api/update-campaign';
import { campaignsTexts } from './campaigns.texts';

const texts = campaignsTexts.campaign;

/** Stops all links of a campaign for a while, and lets them go on. */
export function PauseButton({ campaign }: { campaign: Campaign }) {
  const update = useUpdateCampaign(campaign.id);
  const isPaused = campaign.pausedAt !== null;
  return (
    <Button
      variant="default"
      leftSection={isPaused ? <IconPlayerPlay size={18} /> : <IconPlayerPause size={18} />}
      loading={update.isPending}
      onClick={() => update.mutate({ isPaused: !isPaused }, { onError: notifyFailure })}
    >
      {isPaused ? texts.goOn : texts.pause}
    </Button>
  );
}
