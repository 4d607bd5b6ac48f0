import { signInSchema } from '@app/contracts';
import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { useSession } from '../../shared/api/session';
import { useSignIn } from '../../shared/api/sign-in';
import { FormFailure } from '../../shared/ui/form-failure';
import { recordTexts } from './record.texts';

interface SignInDialogProps {
  isOpen: boolean;
  onClose: () => void;
  onSignedIn: () => void;
}

/** Over the recorder: the session has ended, the recording goes on. Only the member who records is let in here. */
export function SignInDialog({ isOpen, onClose, onSignedIn }: SignInDialogProps) {
  const { member } = useSession();
  return (
    <Modal opened={isOpen} onClose={onClose} title={recordTexts.signInTitle} size="md">
      <Stack gap="md">
        <Text size="sm">{recordTexts.signInText(member.email)}</Text>
        <SignInForm email={member.email} onClose={onClose} onSignedIn={onSignedIn} />
      </Stack>
    </Modal>
  );
}

interface SignInFormProps {
  email: string;
  onClose: () => void;
  onSignedIn: () => void;
}

function SignInForm({ email, onClose, onSignedIn }: SignInFormProps) {
  const signIn = useSignIn();
  const form = useForm({ resolver: zodResolver(signInSchema), defaultValues: { email, password: '' } });
  const onSubmit = form.handleSubmit((values) => {
    // Before anything is sent: once signed in, another member would be the one who uploads.
    if (values.email.toLowerCase() !== email.toLowerCase())
      return form.setError('email', { message: recordTexts.signInOther(email) });
    return signIn.mutate(values, { onSuccess: onSignedIn });
  });
  const { errors } = form.formState;
  return (
    <form onSubmit={(event) => void onSubmit(event)} noValidate>
      <Stack gap="md">
        <TextInput
          {...form.register('email')}
          label={recordTexts.signInEmail}
          type="email"
          autoComplete="username"
          error={errors.email?.message}
        />
        <PasswordInput
          {...form.register('password')}
          label={recordTexts.signInPassword}
          autoComplete="current-password"
          data-autofocus
          visibilityToggleButtonProps={{ 'aria-label': recordTexts.signInShow }}
          error={errors.password?.message}
        />
        <FormFailure error={signIn.error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {recordTexts.signInLater}
          </Button>
          <Button type="submit" loading={signIn.isPending}>
            {recordTexts.signIn}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
