import { type Link, updateLinkSchema } from '@app/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { Modal, PasswordInput, Stack, Switch, TextInput } from '@mantine/core';
import { useForm, useWatch } from 'react-hook-form';
import { z } from 'zod';
import { useUpdateLink } from '../api/update-link';
import { fromLocalInput, toLocalInput } from '../local-time';
import { FormEnd } from '../ui/form-end';
import { linksTexts } from './links.texts';

const texts = linksTexts.access;

interface AccessDialogProps {
  link: Link;
  isOpen: boolean;
  onClose: () => void;
}

/** Who may open a link, and for how long; also after it was sent. */
export function AccessDialog({ link, isOpen, onClose }: AccessDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={texts.title}>
      <AccessForm link={link} onClose={onClose} />
    </Modal>
  );
}

const accessSchema = updateLinkSchema.pick({ password: true, expiresAt: true });

interface AccessForm {
  hasPassword: boolean;
  /** Blank: the one there is stays. */
  password: string;
  until: string;
}

/** What changes of the link. */
function changeOf({ hasPassword, password, until }: AccessForm, link: Link): z.input<typeof accessSchema> {
  const isTyped = hasPassword && (password !== '' || !link.hasPassword);
  return {
    expiresAt: fromLocalInput(until, link.expiresAt),
    ...(isTyped ? { password } : {}),
    ...(hasPassword ? {} : { password: null }),
  };
}

function AccessForm({ link, onClose }: Omit<AccessDialogProps, 'isOpen'>) {
  const update = useUpdateLink(link.id);
  const schema = z
    .custom<AccessForm>()
    .transform((form) => changeOf(form, link))
    .pipe(accessSchema);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { hasPassword: link.hasPassword, password: '', until: toLocalInput(link.expiresAt) },
  });
  const hasPassword = useWatch({ control: form.control, name: 'hasPassword' });
  const onSubmit = form.handleSubmit((change) => update.mutate(change, { onSuccess: onClose }));
  return (
    <form onSubmit={(event) => void onSubmit(event)} noValidate>
      <Stack pt={4}>
        <Switch {...form.register('hasPassword')} label={texts.askPassword} />
        {hasPassword && (
          <PasswordInput
            {...form.register('password')}
            label={texts.password}
            description={link.hasPassword ? texts.passwordStays : texts.passwordHint}
            autoComplete="new-password"
            error={form.formState.errors.password && texts.passwordWrong}
          />
        )}
        <TextInput
          {...form.register('until')}
          type="datetime-local"
          label={texts.until}
          description={texts.untilHint}
        />
        <FormEnd error={update.error} isBusy={update.isPending} onCancel={onClose} />
      </Stack>
    </form>
  );
}
