import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { sharedTexts } from '../../shared/shared.texts';
import { FormFailure } from '../../shared/ui/form-failure';
import { useUpdateCampaign } from './api/update-campaign';
import { campaignsTexts } from './campaigns.texts';
import { ProspectChecklist } from './prospect-checklist';

interface AddProspectsDialogProps {
  campaignId: string;
  isOpen: boolean;
  onClose: () => void;
}

/** Adds prospects to a running campaign. */
export function AddProspectsDialog({ campaignId, isOpen, onClose }: AddProspectsDialogProps) {
  const [chosen, setChosen] = useState<string[]>([]);
  const update = useUpdateCampaign(campaignId);
  const close = () => {
    setChosen([]);
    onClose();
  };
  return (
    <Modal opened={isOpen} onClose={close} title={campaignsTexts.campaign.addProspects} size="lg">
      <Stack>
        <ProspectChecklist chosen={chosen} onChange={setChosen} />
        <FormFailure error={update.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {sharedTexts.cancel}
          </Button>
          <Button
            disabled={chosen.length === 0}
            loading={update.isPending}
            onClick={() => update.mutate({ prospectIds: chosen }, { onSuccess: close })}
          >
            {campaignsTexts.campaign.add}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
