import { apiScopeSchema, createApiKeySchema } from '@app/contracts';
import type { ApiScope } from '@app/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { Controller, useForm } from 'react-hook-form';
import { FormEnd } from '../../shared/ui/form-end';
import { useCreateApiKey } from './api/api-keys';
import { SecretField } from './secret-field';
import { settingsTexts } from './settings.texts';

interface NewKeyDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

const texts = settingsTexts.keys;

/** Makes a key with chosen scopes and shows it once. */
export function NewKeyDialog({ isOpen, onClose }: NewKeyDialogProps) {
  const create = useCreateApiKey();
  return (
    <Modal opened={isOpen} onClose={onClose} title={texts.add} onExitTransitionEnd={create.reset}>
      {create.data ? (
        <Stack>
          <Text size="sm">{texts.ready}</Text>
          <SecretField label={texts.key} value={create.data.key} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{texts.done}</Button>
          </Group>
        </Stack>
      ) : (
        <NewKeyForm create={create} onClose={onClose} />
      )}
    </Modal>
  );
}

function NewKeyForm({
  create,
  onClose,
}: {
  create: ReturnType<typeof useCreateApiKey>;
  onClose: () => void;
}) {
  const form = useForm({
    resolver: zodResolver(createApiKeySchema),
    defaultValues: { name: '', scopes: [] as ApiScope[] },
  });
  const { errors } = form.formState;
  return (
    <form onSubmit={(event) => void form.handleSubmit((values) => create.mutate(values))(event)} noValidate>
      <Stack>
        <TextInput
          {...form.register('name')}
          label={texts.name}
          placeholder={texts.nameExample}
          data-autofocus
          error={errors.name?.message}
        />
        <Controller
          control={form.control}
          name="scopes"
          render={({ field }) => (
            <Checkbox.Group
              label={texts.scopes}
              value={field.value}
              onChange={field.onChange}
              error={errors.scopes?.message}
            >
              <Stack gap="xs" mt="xs">
                {apiScopeSchema.options.map((scope) => (
                  <Checkbox key={scope} value={scope} label={texts.scopeNames[scope]} />
                ))}
              </Stack>
            </Checkbox.Group>
          )}
        />
        <FormEnd error={create.error} isBusy={create.isPending} submit={texts.create} onCancel={onClose} />
      </Stack>
    </form>
  );
}
