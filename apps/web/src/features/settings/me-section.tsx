import { Button, Divider, Group, Stack, Text, TextInput } from '@mantine/core';
import { updateMemberSchema } from '@app/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { notifications } from '@mantine/notifications';
import { useForm } from 'react-hook-form';
import { useSession } from '../../shared/api/session';
import { IconLogout } from '../../shared/icons';
import { sharedTexts } from '../../shared/shared.texts';
import { FormFailure } from '../../shared/ui/form-failure';
import { useSignOut } from './api/sign-out';
import { useUpdateMember } from './api/update-member';
import { SectionHead } from './section-head';
import { settingsTexts } from './settings.texts';

const texts = settingsTexts.me;

/** One's own name, and the way out. */
export function MeSection() {
  const { member, workspace } = useSession();
  const update = useUpdateMember(member.id);
  const signOut = useSignOut();
  const form = useForm({
    resolver: zodResolver(updateMemberSchema.pick({ name: true })),
    defaultValues: { name: member.name },
  });
  const onSubmit = form.handleSubmit((values) =>
    update.mutate(values, {
      onSuccess: () => {
        form.reset(values);
        notifications.show({ message: sharedTexts.saved, autoClose: 2_000 });
      },
    }),
  );
  return (
    <Stack maw={480}>
      <SectionHead title={texts.title} lead={texts.lead} />
      <form onSubmit={(event) => void onSubmit(event)} noValidate>
        <Stack>
          <TextInput
            {...form.register('name')}
            label={texts.name}
            autoComplete="name"
            error={form.formState.errors.name?.message}
          />
          <TextInput label={texts.email} value={member.email} readOnly variant="filled" />
          <Text size="sm" c="dimmed">
            {texts.workspace}: {workspace.name} · {texts.role}: {settingsTexts.roles[member.role].label}
          </Text>
          <FormFailure error={update.error} />
          <Group>
            <Button type="submit" loading={update.isPending} disabled={!form.formState.isDirty}>
              {sharedTexts.save}
            </Button>
          </Group>
        </Stack>
      </form>
      <Divider my="sm" />
      <FormFailure error={signOut.error} />
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {texts.signOutLead}
        </Text>
        <Button
          variant="default"
          leftSection={<IconLogout size={18} />}
          loading={signOut.isPending}
          onClick={() => signOut.mutate()}
        >
          {texts.signOut}
        </Button>
      </Group>
    </Stack>
  );
}
