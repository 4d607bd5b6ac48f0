import { saveProspectSchema } from '@app/contracts';
import type { Prospect, SaveProspect } from '@app/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { sharedTexts } from '../../shared/shared.texts';
import { FormFailure } from '../../shared/ui/form-failure';
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
        <FormFailure error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {sharedTexts.cancel}
          </Button>
          <Button type="submit" loading={isBusy}>
            {sharedTexts.save}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
