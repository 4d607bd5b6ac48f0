import { Alert } from '@mantine/core';
import { messageOf } from '../api-error';
import { IconAlertTriangle } from '../icons';

/** Why a form was refused, above its button; nothing while there is no error. */
export function FormFailure({ error }: { error: unknown }) {
  if (!error) return null;
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle size={20} />}>
      {messageOf(error)}
    </Alert>
  );
}
