import { signInSchema } from '@app/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { Anchor, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useSignIn } from '../../shared/api/sign-in';
import { signUpStateQuery } from './api/sign-up-state';
import { Entrance } from './entrance';
import { EmailField, EntranceForm, PasswordField } from './entrance-form';
import { signInTexts } from './sign-in.texts';

/** Signs a member in and goes on to the address that was wanted. */
export function SignInScreen() {
  const router = useRouter();
  const { next } = useSearch({ from: '/sign-in' });
  const state = useQuery(signUpStateQuery);
  const signIn = useSignIn();
  const form = useForm({ resolver: zodResolver(signInSchema), defaultValues: { email: '', password: '' } });
  const onSubmit = form.handleSubmit((values) =>
    signIn.mutate(values, { onSuccess: () => router.history.push(next ?? '/') }),
  );
  const { errors } = form.formState;
  const { title, lead, action, toSignUp } = signInTexts.signIn;
  return (
    <Entrance title={title} lead={lead}>
      <Stack gap="md">
        <EntranceForm onSubmit={onSubmit} error={signIn.error} isPending={signIn.isPending} action={action}>
          <EmailField field={form.register('email')} error={errors.email} />
          <PasswordField field={form.register('password')} error={errors.password} />
        </EntranceForm>
        {state.data?.isSignUpOpen && (
          <Anchor component={Link} to="/sign-up" ta="center" size="sm">
            {toSignUp}
          </Anchor>
        )}
      </Stack>
    </Entrance>
  );
}
