import { signUpSchema } from '@app/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { TextInput } from '@mantine/core';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useSignUp } from './api/sign-up';
import { EmailField, EntranceForm, NameField, PasswordField } from './entrance-form';
import { signInTexts } from './sign-in.texts';

const blank = { workspaceName: '', name: '', email: '', password: '' };

/** The form of a new workspace; goes on to the wanted address. */
export function SignUpForm() {
  const router = useRouter();
  const { next } = useSearch({ from: '/sign-up' });
  const signUp = useSignUp();
  const form = useForm({ resolver: zodResolver(signUpSchema), defaultValues: blank });
  const onSubmit = form.handleSubmit((values) =>
    signUp.mutate(values, { onSuccess: () => router.history.push(next ?? '/') }),
  );
  const { errors } = form.formState;
  return (
    <EntranceForm
      onSubmit={onSubmit}
      error={signUp.error}
      isPending={signUp.isPending}
      action={signInTexts.signUp.action}
    >
      <TextInput
        {...form.register('workspaceName')}
        label={signInTexts.workspaceName}
        description={signInTexts.workspaceHint}
        autoComplete="organization"
        size="md"
        error={errors.workspaceName?.message}
      />
      <NameField field={form.register('name')} error={errors.name} />
      <EmailField field={form.register('email')} error={errors.email} />
      <PasswordField field={form.register('password')} error={errors.password} isNew />
    </EntranceForm>
  );
}
