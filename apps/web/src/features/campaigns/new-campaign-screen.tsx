import { createCampaignSchema } from '@app/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Controller, FormProvider, useForm } from 'react-hook-form';
import { useVideos } from '../../shared/api/videos';
import { PageFields } from '../../shared/page-fields/page-fields';
import { pageFormOf, pageFormSchema } from '../../shared/page-fields/page-form';
import { FormEnd } from '../../shared/ui/form-end';
import { PageHeader } from '../../shared/ui/page-header';
import { useCreateCampaign } from './api/create-campaign';
import classes from './campaigns.module.css';
import { campaignsTexts } from './campaigns.texts';
import { ProspectChecklist } from './prospect-checklist';

const texts = campaignsTexts.form;
const formSchema = createCampaignSchema.extend({ page: pageFormSchema });

/** A new campaign: one video, the people, and the page around it. */
export function NewCampaignScreen() {
  const { videoId = '' } = useSearch({ from: '/member/campaigns/new' });
  const navigate = useNavigate();
  const videos = useVideos();
  const create = useCreateCampaign();
  const form = useForm({
    resolver: zodResolver(formSchema),
    defaultValues: { name: '', videoId, prospectIds: [] as string[], page: pageFormOf() },
  });
  const onSubmit = form.handleSubmit((values) =>
    create.mutate(values, {
      onSuccess: ({ id }) => void navigate({ to: '/campaigns/$campaignId', params: { campaignId: id } }),
    }),
  );
  const { errors } = form.formState;
  const videoOptions = videos.data?.map((video) => ({ value: video.id, label: video.title })) ?? [];
  return (
    <FormProvider {...form}>
      <form onSubmit={(event) => void onSubmit(event)} noValidate>
        <PageHeader title={campaignsTexts.new} />
        <div className={classes.columns}>
          <Stack>
            <TextInput
              {...form.register('name')}
              label={texts.name}
              placeholder={texts.nameExample}
              error={errors.name?.message}
            />
            <Controller
              control={form.control}
              name="videoId"
              render={({ field }) => (
                <Select
                  label={texts.video}
                  placeholder={texts.videoPlaceholder}
                  data={videoOptions}
                  searchable
                  allowDeselect={false}
                  value={field.value || null}
                  onChange={(value) => field.onChange(value ?? '')}
                  onBlur={field.onBlur}
                  error={errors.videoId && texts.videoPlaceholder}
                />
              )}
            />
            <PageFields />
          </Stack>
          <section>
            <Title order={2}>{texts.prospects}</Title>
            <Text size="sm" c="dimmed" mb="sm">
              {texts.prospectsHint}
            </Text>
            <Controller
              control={form.control}
              name="prospectIds"
              render={({ field }) => (
                <ProspectChecklist chosen={field.value ?? []} onChange={field.onChange} />
              )}
            />
          </section>
        </div>
        <Stack mt="xl">
          <FormEnd
            error={create.error}
            isBusy={create.isPending}
            submit={texts.create}
            onCancel={() => void navigate({ to: '/campaigns' })}
          />
        </Stack>
      </form>
    </FormProvider>
  );
}
