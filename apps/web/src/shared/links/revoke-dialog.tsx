import type { Link } from '@app/contracts';
import { useRevokeLink } from '../api/revoke-link';
import { ConfirmDialog } from '../ui/confirm-dialog';
import { linkOwner } from './link-owner';
import { linksTexts } from './links.texts';

interface RevokeDialogProps {
  link: Link;
  isOpen: boolean;
  onClose: () => void;
}

/** Asks before a link stops working. */
export function RevokeDialog({ link, isOpen, onClose }: RevokeDialogProps) {
  const revoke = useRevokeLink();
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={linksTexts.revokeTitle}
      text={linksTexts.revokeText(linkOwner(link))}
      action={linksTexts.revoke}
      isBusy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate(link.id, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
