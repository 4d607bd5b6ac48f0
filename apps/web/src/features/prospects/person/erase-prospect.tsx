import type { Prospect } from '@app/contracts';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { IconTrash } from '../../../shared/icons';
import { personName } from '../../../shared/person-name';
import { ConfirmDialog } from '../../../shared/ui/confirm-dialog';
import { useEraseProspect } from '../api/erase-prospect';
import { prospectsTexts } from '../prospects.texts';

const texts = prospectsTexts.person;

/** Erases a prospect after a question that says what goes. */
export function EraseProspect({ prospect }: { prospect: Prospect }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const navigate = useNavigate();
  const erase = useEraseProspect();
  return (
    <>
      <Button variant="default" c="red" leftSection={<IconTrash size={18} />} onClick={open}>
        {texts.erase}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        title={texts.eraseTitle(personName(prospect))}
        text={texts.eraseText}
        action={texts.erase}
        isBusy={erase.isPending}
        error={erase.error}
        onConfirm={() => erase.mutate(prospect.id, { onSuccess: () => void navigate({ to: '/prospects' }) })}
        onClose={close}
      />
    </>
  );
}
