import { createTeamSchema } from '@app/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { useSession } from '../../shared/api/session';
import { IconPlus } from '../../shared/icons';
import { Ago } from '../../shared/ui/ago';
import { FailureState } from '../../shared/ui/failure-state';
import { FormFailure } from '../../shared/ui/form-failure';
import { useCreateTeam, useTeams } from './api/teams';
import { SectionHead } from './section-head';
import classes from './settings.module.css';
import { settingsTexts } from './settings.texts';

const texts = settingsTexts.teams;

/** Teams of the workspace; admins add them. */
export function TeamsSection() {
  const { member } = useSession();
  const teams = useTeams();
  return (
    <Stack maw={480}>
      <SectionHead title={texts.title} lead={texts.lead} />
      {teams.isPending && <Skeleton height={60} radius="lg" aria-hidden />}
      {teams.isError && !teams.data && <FailureState error={teams.error} onRetry={teams.refetch} />}
      {teams.data?.length === 0 && <Text c="dimmed">{texts.empty}</Text>}
      {teams.data && teams.data.length > 0 && (
        <ul className={classes.list}>
          {teams.data.map((team) => (
            <li key={team.id} className={classes.simple}>
              <Text fw={600}>{team.name}</Text>
              <Text size="sm" c="dimmed">
                <Ago time={team.createdAt} />
              </Text>
            </li>
          ))}
        </ul>
      )}
      {member.role === 'admin' && <NewTeamForm />}
    </Stack>
  );
}

function NewTeamForm() {
  const create = useCreateTeam();
  const form = useForm({ resolver: zodResolver(createTeamSchema), defaultValues: { name: '' } });
  const onSubmit = form.handleSubmit((values) => create.mutate(values, { onSuccess: () => form.reset() }));
  return (
    <form onSubmit={(event) => void onSubmit(event)} noValidate>
      <Group align="flex-end" gap="xs">
        <TextInput
          {...form.register('name')}
          label={texts.name}
          flex={1}
          error={form.formState.errors.name?.message}
        />
        <Button
          type="submit"
          variant="default"
          leftSection={<IconPlus size={18} />}
          loading={create.isPending}
        >
          {texts.add}
        </Button>
      </Group>
      <FormFailure error={create.error} />
    </form>
  );
}
