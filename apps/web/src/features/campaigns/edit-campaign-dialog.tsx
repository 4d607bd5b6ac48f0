import { type Campaign, createCampaignSchema } from '@app/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { Modal, Stack, Text, TextInput } from '@mantine/core';
import { FormProvider, useForm } from 'react-hook-form';
import { z } from 'zod';
import { fromLocalInput, toLocalInput } from '../../shared/local-time';
import { PageFields } from '../../shared/page-fields/page-fields';
import { pageFormOf, pageFormSchema } from '../../shared/page-fields/page-form';
import { FormEnd } from '../../shared/ui/form-end';
import { useUpdateCampaign } from './api/update-campaign';
import { campaignsTexts } from './campaigns.texts';

const texts = campaignsTexts.campaign;
const formSchema = ({ expiresAt }: Campaign) =>
  createCampaignSchema.pick({ name: true }).extend({
    page: pageFormSchema,
    expiresAt: z.string().transform((value) => fromLocalInput(value, expiresAt)),
  });

interface EditCampaignDialogProps {
  campaign: Campaign;
  isOpen: boolean;
  onClose: () => void;
}

/** Changes what a campaign is called and what its pages say, also after it was sent. */
export function EditCampaignDialog({ campaign, isOpen, onClose }: EditCampaignDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={texts.editTitle} size="lg">
      <EditCampaignForm campaign={campaign} onClose={onClose} />
    </Modal>
  );
}

function EditCampaignForm({ campaign, onClose }: Omit<EditCampaignDialogProps, 'isOpen'>) {
  const update = useUpdateCampaign(campaign.id);
  const form = useForm({
    resolver: zodResolver(formSchema(campaign)),
    defaultValues: {
      name: campaign.name,
      page: pageFormOf(campaign.page),
      expiresAt: toLocalInput(campaign.expiresAt),
    },
  });
  const onSubmit = form.handleSubmit((values) => update.mutate(values, { onSuccess: onClose }));
  return (
    <FormProvider {...form}>
      <form onSubmit={(event) => void onSubmit(event)} noValidate>
        <Stack>
          <Text size="sm" c="dimmed">
            {texts.editLead}
          </Text>
          <TextInput
            {...form.register('name')}
            label={campaignsTexts.form.name}
            error={form.formState.errors.name?.message}
          />
          <PageFields />
          <TextInput
            {...form.register('expiresAt')}
            type="datetime-local"
            label={texts.until}
            description={texts.untilHint}
          />
          <FormEnd error={update.error} isBusy={update.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </FormProvider>
  );
}
