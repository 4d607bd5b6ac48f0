import type { Link, Video } from '@app/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { Divider, Modal, SegmentedControl, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import { useCreateLink } from '../../../shared/api/create-link';
import { useSaveProspect } from '../../../shared/api/save-prospect';
import { copyText } from '../../../shared/copy';
import { linkOwner } from '../../../shared/links/link-owner';
import { PageFields } from '../../../shared/page-fields/page-fields';
import { FormEnd } from '../../../shared/ui/form-end';
import { videoTexts } from '../video.texts';
import { blankNewLink, newLinkFormSchema } from './new-link-form';
import type { NewLinkForm } from './new-link-form';
import { ProspectFields } from './prospect-fields';
import { ProspectPicker } from './prospect-picker';

interface NewLinkDialogProps {
  video: Video;
  isOpen: boolean;
  onClose: () => void;
}

/** Makes a personal link: for whom, and what its page says. */
export function NewLinkDialog({ video, isOpen, onClose }: NewLinkDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={videoTexts.newLink.title} size="lg">
      <NewLinkFields video={video} onClose={onClose} />
    </Modal>
  );
}

const choices = [
  { value: 'existing', label: videoTexts.newLink.existing },
  { value: 'new', label: videoTexts.newLink.new },
];

function NewLinkFields({ video, onClose }: Omit<NewLinkDialogProps, 'isOpen'>) {
  const { save, error, isPending } = useNewLink(video.id);
  const form = useForm({ resolver: zodResolver(newLinkFormSchema), defaultValues: blankNewLink });
  const who = useWatch({ control: form.control, name: 'who' });
  const onSubmit = form.handleSubmit(async (values) => {
    const link = await save(values);
    if (!link) return;
    onClose();
    await copyText(link.url);
    notifications.show({ message: videoTexts.newLink.created(linkOwner(link)) });
  });
  return (
    <FormProvider {...form}>
      <form onSubmit={(event) => void onSubmit(event)} noValidate>
        <Stack gap="md">
          <SegmentedControl
            fullWidth
            data={choices}
            value={who}
            onChange={(value) => form.setValue('who', value === 'new' ? 'new' : 'existing')}
          />
          {who === 'new' ? <ProspectFields /> : <ProspectPicker />}
          <Divider />
          <PageFields />
          <FormEnd error={error} isBusy={isPending} submit={videoTexts.newLink.create} onCancel={onClose} />
        </Stack>
      </form>
    </FormProvider>
  );
}

/** Saves a new prospect first where there is one; `save` answers null after a failure, which `error` tells. */
function useNewLink(videoId: string) {
  const saveProspect = useSaveProspect();
  const createLink = useCreateLink();
  const save = async (values: NewLinkForm): Promise<Link | null> => {
    try {
      const prospectId =
        values.who === 'new' ? (await saveProspect.mutateAsync(values.prospect)).id : values.prospectId;
      return await createLink.mutateAsync({ videoId, prospectId, page: values.page });
    } catch (error) {
      // The mutations keep the error, and the form shows it.
      if (error instanceof Error) return null;
      throw error;
    }
  };
  return {
    save,
    error: saveProspect.error ?? createLink.error,
    isPending: saveProspect.isPending || createLink.isPending,
  };
}
