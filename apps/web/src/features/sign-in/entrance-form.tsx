import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldError, UseFormRegisterReturn } from 'react-hook-form';
import { FormFailure } from '../../shared/ui/form-failure';
import { signInTexts } from './sign-in.texts';

interface EntranceFormProps {
  onSubmit: () => Promise<void>;
  /** What the server refused, if anything. */
  error: Error | null;
  isPending: boolean;
  /** Words on the button. */
  action: string;
  /** The fields. */
  children: ReactNode;
}

/** A form of the entrance: its fields, what went wrong, and the one button. */
export function EntranceForm({ onSubmit, error, isPending, action, children }: EntranceFormProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
      noValidate
    >
      <Stack gap="md">
        {children}
        <FormFailure error={error} />
        <Button type="submit" size="md" loading={isPending}>
          {action}
        </Button>
      </Stack>
    </form>
  );
}

interface FieldProps {
  field: UseFormRegisterReturn;
  error?: FieldError | undefined;
}

/** What a new member is called. */
export function NameField({ field, error }: FieldProps) {
  return (
    <TextInput
      {...field}
      label={signInTexts.name}
      description={signInTexts.nameHint}
      autoComplete="name"
      size="md"
      error={error?.message}
    />
  );
}

/** The mail address somebody signs in with. */
export function EmailField({ field, error }: FieldProps) {
  return (
    <TextInput
      {...field}
      label={signInTexts.email}
      type="email"
      autoComplete="username"
      size="md"
      error={error?.message}
    />
  );
}

/** A password: the one that is known, or a new one with what makes it good. */
export function PasswordField({ field, error, isNew = false }: FieldProps & { isNew?: boolean }) {
  return (
    <PasswordInput
      {...field}
      label={signInTexts.password}
      description={isNew && signInTexts.passwordHint}
      autoComplete={isNew ? 'new-password' : 'current-password'}
      size="md"
      visibilityToggleButtonProps={{ 'aria-label': signInTexts.showPassword }}
      error={error?.message}
    />
  );
}
