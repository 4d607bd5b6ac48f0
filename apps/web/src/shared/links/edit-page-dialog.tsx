import type { Link } from '@app/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { Modal, Stack, Text } from '@mantine/core';
import { FormProvider, useForm } from 'react-hook-form';
import { z } from 'zod';
import { useUpdateLink } from '../api/update-link';
import { PageFields } from '../page-fields/page-fields';
import { pageFormOf, pageFormSchema } from '../page-fields/page-form';
import { FormEnd } from '../ui/form-end';
import { linksTexts } from './links.texts';

const formSchema = z.object({ page: pageFormSchema });

interface EditPageDialogProps {
  link: Link;
  isOpen: boolean;
  onClose: () => void;
}

/** Changes what a link's page says, also after it was sent. */
export function EditPageDialog({ link, isOpen, onClose }: EditPageDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={linksTexts.editPage} size="lg">
      <EditPageForm link={link} onClose={onClose} />
    </Modal>
  );
}

function EditPageForm({ link, onClose }: Omit<EditPageDialogProps, 'isOpen'>) {
  const update = useUpdateLink(link.id);
  const form = useForm({
    resolver: zodResolver(formSchema),
    defaultValues: { page: pageFormOf(link.page) },
  });
  const onSubmit = form.handleSubmit(({ page }) =>
    update.mutate({ page: { ...link.page, ...page } }, { onSuccess: onClose }),
  );
  return (
    <FormProvider {...form}>
      <form onSubmit={(event) => void onSubmit(event)} noValidate>
        <Stack>
          <Text size="sm" c="dimmed">
            {linksTexts.editPageLead}
          </Text>
          <PageFields />
          <FormEnd error={update.error} isBusy={update.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </FormProvider>
  );
}
