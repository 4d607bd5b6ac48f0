import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { signUpStateQuery } from './api/sign-up-state';
import { Entrance } from './entrance';
import { signInTexts } from './sign-in.texts';
import { SignUpForm } from './sign-up-form';

/** First screen of an empty installation: makes the workspace and its admin. */
export function SignUpScreen() {
  const { data: state } = useQuery(signUpStateQuery);
  if (state && !state.isSignUpOpen)
    return (
      <Entrance title={signInTexts.signUp.closedTitle}>
        <Stack>
          <Text c="dimmed">{signInTexts.signUp.closed}</Text>
          <Anchor component={Link} to="/sign-in">
            {signInTexts.signUp.toSignIn}
          </Anchor>
        </Stack>
      </Entrance>
    );
  return (
    <Entrance title={signInTexts.signUp.title} lead={signInTexts.signUp.lead}>
      <Stack gap="md">
        <SignUpForm />
        {state?.hasWorkspace && (
          <Anchor component={Link} to="/sign-in" ta="center" size="sm">
            {signInTexts.signUp.toSignIn}
          </Anchor>
        )}
      </Stack>
    </Entrance>
  );
}
