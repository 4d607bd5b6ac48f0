import { createInvitationSchema } from '@app/contracts';
import type { Invitation, Team } from '@app/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { useSession } from '../../shared/api/session';
import { formatMoment } from '../../shared/format';
import { FormEnd } from '../../shared/ui/form-end';
import { useCreateInvitation } from './api/create-invitation';
import { SecretField } from './secret-field';
import { settingsTexts } from './settings.texts';

interface InviteDialogProps {
  isOpen: boolean;
  onClose: () => void;
  teams: readonly Team[];
}

const texts = settingsTexts.invitation;

/** Makes an invitation and shows its link, once. */
export function InviteDialog({ isOpen, onClose, teams }: InviteDialogProps) {
  const create = useCreateInvitation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={create.data ? texts.readyTitle : texts.title}
      onExitTransitionEnd={create.reset}
    >
      {create.data ? (
        <ReadyInvitation invitation={create.data} onAnother={create.reset} onDone={onClose} />
      ) : (
        <InviteForm create={create} teams={teams} onClose={onClose} />
      )}
    </Modal>
  );
}

interface InviteFormProps {
  create: ReturnType<typeof useCreateInvitation>;
  teams: readonly Team[];
  onClose: () => void;
}

function InviteForm({ create, teams, onClose }: InviteFormProps) {
  const { member } = useSession();
  const form = useForm({
    resolver: zodResolver(createInvitationSchema),
    defaultValues: { email: '', role: 'rep' as const, teamId: null },
  });
  const roles = Object.entries(settingsTexts.roles)
    .filter(([role]) => member.role === 'admin' || role === 'rep')
    .map(([value, { label, meaning }]) => ({ value, label: `${label}: ${meaning}` }));
  return (
    <form onSubmit={(event) => void form.handleSubmit((values) => create.mutate(values))(event)} noValidate>
      <Stack>
        <Text size="sm" c="dimmed">
          {texts.lead}
        </Text>
        <TextInput
          {...form.register('email')}
          label={texts.email}
          type="email"
          data-autofocus
          error={form.formState.errors.email?.message}
        />
        <NativeSelect {...form.register('role')} label={texts.role} data={roles} />
        {teams.length > 0 && (
          <NativeSelect
            {...form.register('teamId', { setValueAs: (value: string | null) => value || null })}
            label={texts.team}
            data={[
              { value: '', label: settingsTexts.members.noTeam },
              ...teams.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        <FormEnd error={create.error} isBusy={create.isPending} submit={texts.create} onCancel={onClose} />
      </Stack>
    </form>
  );
}

interface ReadyInvitationProps {
  invitation: Invitation;
  onAnother: () => void;
  onDone: () => void;
}

function ReadyInvitation({ invitation, onAnother, onDone }: ReadyInvitationProps) {
  return (
    <Stack>
      <Text size="sm">{texts.ready(invitation.email, formatMoment(invitation.expiresAt))}</Text>
      <SecretField label={texts.link} value={invitation.url} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onAnother}>
          {texts.another}
        </Button>
        <Button onClick={onDone}>{texts.done}</Button>
      </Group>
    </Stack>
  );
}
