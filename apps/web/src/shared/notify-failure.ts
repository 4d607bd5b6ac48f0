import { notifications } from '@mantine/notifications';
import { messageOf } from './api-error';

/** Says in a corner of the screen why something was not done. */
export const notifyFailure = (error: unknown) =>
  notifications.show({ color: 'red', message: messageOf(error) });
