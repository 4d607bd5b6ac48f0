import { Button, Group } from '@mantine/core';
import { sharedTexts } from '../shared.texts';
import { FormFailure } from './form-failure';

interface FormEndProps {
  /** Why the form was refused, or nothing. */
  error: unknown;
  isBusy: boolean;
  /** What the button is called that sends the form. */
  submit?: string;
  onCancel: () => void;
}

/** What every form ends in: why it was refused, the way out, and the button that sends it. */
export function FormEnd({ error, isBusy, submit = sharedTexts.save, onCancel }: FormEndProps) {
  return (
    <>
      <FormFailure error={error} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>
          {sharedTexts.cancel}
        </Button>
        <Button type="submit" loading={isBusy}>
          {submit}
        </Button>
      </Group>
    </>
  );
}
