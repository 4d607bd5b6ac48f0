import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { sharedTexts } from '../shared.texts';
import { FormFailure } from './form-failure';

interface ConfirmDialogProps {
  isOpen: boolean;
  title: string;
  text: ReactNode;
  action: string;
  isBusy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone; says what will be gone and names the act on the button. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen, title, text, action, isBusy, error, onConfirm, onClose } = props;
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} size="md">
      <Stack>
        <Text size="sm">{text}</Text>
        <FormFailure error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {sharedTexts.cancel}
          </Button>
          <Button color="red" onClick={onConfirm} loading={isBusy}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
