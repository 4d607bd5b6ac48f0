import { acceptInvitationSchema } from '@app/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { Anchor, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { FormFailure } from '../../shared/ui/form-failure';
import { useAcceptInvitation } from './api/accept-invitation';
import { invitationQuery } from './api/invitation';
import { Entrance } from './entrance';
import { EntranceForm, NameField, PasswordField } from './entrance-form';
import { signInTexts } from './sign-in.texts';

/** Accepting an invitation: the invited person chooses a name and a password. */
export function InvitationScreen() {
  const { token } = useParams({ from: '/invitations/$token' });
  const { data: invitation, error } = useQuery(invitationQuery(token));
  if (error)
    return (
      <Entrance title={signInTexts.invitation.failedTitle}>
        <Stack>
          <FormFailure error={error} />
          <Anchor component={Link} to="/sign-in">
            {signInTexts.signUp.toSignIn}
          </Anchor>
        </Stack>
      </Entrance>
    );
  if (!invitation)
    return (
      <Entrance title=" ">
        <Skeleton h={260} />
      </Entrance>
    );
  return (
    <Entrance
      title={signInTexts.invitation.title(invitation.workspaceName)}
      lead={signInTexts.invitation.lead(invitation.email, signInTexts.roles[invitation.role])}
    >
      <InvitationForm token={token} email={invitation.email} />
    </Entrance>
  );
}

function InvitationForm({ token, email }: { token: string; email: string }) {
  const navigate = useNavigate();
  const accept = useAcceptInvitation(token);
  const form = useForm({
    resolver: zodResolver(acceptInvitationSchema),
    defaultValues: { name: '', password: '' },
  });
  const onSubmit = form.handleSubmit((values) =>
    accept.mutate(values, { onSuccess: () => void navigate({ to: '/' }) }),
  );
  const { errors } = form.formState;
  return (
    <EntranceForm
      onSubmit={onSubmit}
      error={accept.error}
      isPending={accept.isPending}
      action={signInTexts.invitation.action}
    >
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <NameField field={form.register('name')} error={errors.name} />
      <PasswordField field={form.register('password')} error={errors.password} isNew />
    </EntranceForm>
  );
}
