import { roleSchema } from '@app/contracts';
import type { Member, Team, UpdateMember } from '@app/contracts';
import { Button, NativeSelect, Skeleton, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { notifyFailure } from '../../shared/notify-failure';
import { useSession } from '../../shared/api/session';
import { IconUserPlus } from '../../shared/icons';
import { Face } from '../../shared/ui/face';
import { FailureState } from '../../shared/ui/failure-state';
import { useMembers } from './api/members';
import { useTeams } from './api/teams';
import { useUpdateMember } from './api/update-member';
import { InviteDialog } from './invite-dialog';
import { SectionHead } from './section-head';
import classes from './settings.module.css';
import { settingsTexts } from './settings.texts';

const texts = settingsTexts.members;

/** Members with role and team; admins change them, managers invite reps. */
export function MembersSection() {
  const [isInviting, inviting] = useDisclosure(false);
  const members = useMembers();
  const teams = useTeams();
  return (
    <>
      <SectionHead title={texts.title} lead={texts.lead}>
        <Button leftSection={<IconUserPlus size={18} />} onClick={inviting.open}>
          {texts.invite}
        </Button>
      </SectionHead>
      {members.isPending && <Skeleton height={136} radius="lg" aria-hidden />}
      {members.isError && !members.data && <FailureState error={members.error} onRetry={members.refetch} />}
      {members.data && (
        <ul className={classes.list}>
          {members.data.map((member) => (
            <MemberRow key={member.id} member={member} teams={teams.data ?? []} />
          ))}
        </ul>
      )}
      <InviteDialog isOpen={isInviting} onClose={inviting.close} teams={teams.data ?? []} />
    </>
  );
}

function MemberRow({ member, teams }: { member: Member; teams: readonly Team[] }) {
  const { member: me } = useSession();
  const update = useUpdateMember(member.id);
  const canChange = me.role === 'admin';
  const change = (values: UpdateMember) =>
    update.mutate(values, {
      onSuccess: () => notifications.show({ message: texts.saved(member.name), autoClose: 2_000 }),
      onError: notifyFailure,
    });
  const marks = [member.email, member.id === me.id && texts.you, !member.isActive && texts.inactive];
  return (
    <li className={classes.row}>
      <Face name={member.name} size={40} />
      <div className={classes.rowWho} style={{ minWidth: 0 }}>
        <Text fw={600} truncate>
          {member.name}
        </Text>
        <Text size="sm" c="dimmed" truncate>
          {marks.filter(Boolean).join(' · ')}
        </Text>
      </div>
      <NativeSelect
        aria-label={texts.roleOf(member.name)}
        data={roleSchema.options.map((role) => ({ value: role, label: settingsTexts.roles[role].label }))}
        value={member.role}
        disabled={!canChange}
        onChange={(event) => change({ role: roleSchema.parse(event.currentTarget.value) })}
      />
      <NativeSelect
        aria-label={texts.teamOf(member.name)}
        data={[
          { value: '', label: texts.noTeam },
          ...teams.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={member.teamId ?? ''}
        disabled={!canChange}
        onChange={(event) => change({ teamId: event.currentTarget.value || null })}
      />
      {canChange && member.id !== me.id && (
        <Button
          variant="default"
          size="compact-md"
          fz="sm"
          loading={update.isPending}
          onClick={() => change({ isActive: !member.isActive })}
        >
          {member.isActive ? texts.deactivate : texts.activate}
        </Button>
      )}
    </li>
  );
}
