import { saveProspectSchema } from '@app/contracts';
import type { Prospect, SaveProspect } from '@app/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { FormEnd } from '../../shared/ui/form-end';
import { prospectsTexts } from './prospects.texts';

interface ProspectFormProps {
  prospect?: Prospect;
  isBusy: boolean;
  error: unknown;
  onSave: (values: SaveProspect) => void;
  onCancel: () => void;
}

/** Fields of a prospect, for a new one and for one that exists. */
export function ProspectForm({ prospect, isBusy, error, onSave, onCancel }: ProspectFormProps) {
  const form = useForm({
    resolver: zodResolver(saveProspectSchema),
    defaultValues: {
      email: prospect?.email ?? '',
      firstName: prospect?.firstName ?? '',
      lastName: prospect?.lastName ?? '',
      company: prospect?.company ?? '',
      externalId: prospect?.externalId ?? null,
    },
  });
  const { errors } = form.formState;
  const field = (name: 'email' | 'firstName' | 'lastName' | 'company') => (
    <TextInput
      {...form.register(name)}
      label={prospectsTexts.form[name]}
      required={name === 'email'}
      type={name === 'email' ? 'email' : 'text'}
      error={errors[name]?.message}
      {...(name === 'email' && { 'data-autofocus': true })}
    />
  );
  return (
    <form onSubmit={(event) => void form.handleSubmit(onSave)(event)} noValidate>
      <Stack>
        {field('email')}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          {field('firstName')}
          {field('lastName')}
        </SimpleGrid>
        {field('company')}
        <TextInput
          {...form.register('externalId', { setValueAs: (text: string | null) => text?.trim() || null })}
          label={prospectsTexts.form.externalId}
          description={prospectsTexts.form.externalIdHint}
          error={errors.externalId?.message}
        />
        <FormEnd error={error} isBusy={isBusy} onCancel={onCancel} />
      </Stack>
    </form>
  );
}
