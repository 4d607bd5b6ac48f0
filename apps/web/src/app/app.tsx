import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { sessionQuery } from '../shared/api/session';
import { speakPlainly } from '../shared/field-messages';
import { sessionHold } from '../shared/session-hold';
import { createQueryClient } from '../shared/query-client';
import { createAppRouter } from './router';
import { cssVariables, theme } from './theme';

speakPlainly();
const queryClient = createQueryClient(() => {
  // A recorder asks for the password over its own screen.
  if (sessionHold.isHeld) return;
  queryClient.removeQueries({ queryKey: sessionQuery.queryKey });
  void router.invalidate();
});
const router = createAppRouter(queryClient);

/** The whole app: look, data, addresses, toasts. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Notifications position="top-center" limit={4} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
